// The CPU of one call in a process that has loaded one reader and called nothing: `ours` or `whole`, kind, address, file. Prints ms.
import { readFileSync } from 'node:fs'
import type { WholeKind } from './peers/whole-page.ts'

const [reader, kind = '', url = '', file = ''] = process.argv.slice(2)
const page = { kind: kind as WholeKind, url, html: readFileSync(file, 'utf8') }

const loaded = async (): Promise<() => unknown> => {
  if (reader === 'ours') {
    const { readStory } = await import('./read-story.ts')
    return () => readStory(page)
  }
  const { readArticleWhole } = await import('./peers/whole-page.ts')
  return () => readArticleWhole(page.html, page.kind)
}

const call = await loaded()
const before = process.cpuUsage()
const found = call()
const { user, system } = process.cpuUsage(before)
if (found === undefined) throw new Error(`nothing was read of ${url}`)
console.log((user + system) / 1_000)
