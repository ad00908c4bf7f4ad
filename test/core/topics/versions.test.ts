// An owner is told of a changed topic, and the ruleset compiled anew, by its version alone: a pack that was edited without a new
// version would do neither. UPDATE_TOPIC_VERSIONS=1 writes down the packs as they are.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parsePack } from '../../../src/core/query/parse.ts'
import { TOPICS } from '../../../src/core/topics/topics.ts'

type Known = Readonly<Record<string, { readonly version: number; readonly query: string }>>

const FILE = new URL('./versions.json', import.meta.url)

/** Of the tree: white space and superfluous parentheses change nothing. */
const digestOf = (query: string): string => {
  const parsed = parsePack(query)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return createHash('sha256').update(JSON.stringify(parsed.value)).digest('hex').slice(0, 16)
}

const now: Known = Object.fromEntries(TOPICS.map(({ id, version, query }) => [id, { version, query: digestOf(query) }]))
const written: Known = JSON.parse(readFileSync(FILE, 'utf8'))

if (process.env['UPDATE_TOPIC_VERSIONS'] === '1') {
  for (const [id, { version, query }] of Object.entries(now)) {
    const before = written[id]
    if (before !== undefined && before.query !== query && before.version >= version)
      throw new Error(`@${id} looks for something else than version ${before.version} did: raise its version first.`)
  }
  writeFileSync(FILE, `${JSON.stringify(now, null, 2)}\n`)
}

describe.skipIf(process.env['UPDATE_TOPIC_VERSIONS'] === '1')(
  'a topic has a new version whenever it looks for something else',
  () => {
    it.each(TOPICS)('$id', ({ id }) => {
      const help = `@${id} was edited: raise its version in src/core/topics/packs, then run this file with UPDATE_TOPIC_VERSIONS=1`
      expect(now[id], help).toEqual(written[id])
    })

    it('and none is written down that is gone', () => {
      expect(Object.keys(written)).toEqual(Object.keys(now))
    })
  },
)
