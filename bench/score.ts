// `npm run score`: what the commands print for the shared data, counted by the shared scripts: feeds, dates and topics.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SHARED = fileURLToPath(new URL('../../shared/', import.meta.url))
const DOOR = fileURLToPath(new URL('../src/cli/launch.mjs', import.meta.url))
const MOST_OUTPUT = 256 * 1_048_576

const data = (name: string): string => join(SHARED, 'data', name)

/** What a Node script prints; its own complaints go where ours go. */
const run = (script: string, args: readonly string[]): string => {
  const { stdout, status } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`${script} ${args[0] ?? ''} ended with ${status}`)
  return stdout
}

const nightdesk = (...args: string[]): string => run(DOOR, args)
const score = (name: string, ...args: string[]): string => run(join(SHARED, 'score', `${name}.mjs`), args)

const COLLECTIONS = ['feedparser', 'gofeed', 'miniflux'] as const

type Scorer = (folder: string, more: readonly string[]) => string

/** Prints of a command, in a file, as the scripts take them. */
const kept = (folder: string, name: string, printed: string): string => {
  const file = join(folder, name)
  writeFileSync(file, printed)
  return file
}

const scorers: Readonly<Record<string, Scorer>> = {
  feeds: (folder, more) =>
    COLLECTIONS.map((name) => {
      const printed = nightdesk('read', '--batch', data(`feeds/${name}/manifest.jsonl`))
      const report = score('feeds', data(`feeds/${name}/rows.json`), kept(folder, `${name}.jsonl`, printed), ...more)
      return `${name}\n${report}`
    }).join(''),
  dates: (folder, more) => {
    score('dates', 'make', data('dates.json'), folder)
    const printed = nightdesk('read', '--batch', join(folder, 'manifest.jsonl'))
    return score('dates', 'score', data('dates.json'), kept(folder, 'dates.jsonl', printed), ...more)
  },
  topics: (folder, more) => {
    const printed = nightdesk('tag', data('kcna/articles-2024.jsonl'))
    return score('topics', data('kcna/gold-dev.json'), kept(folder, 'topics.jsonl', printed), ...more)
  },
}

const words = process.argv.slice(2)
const more = words.filter((word) => word === '-v')
const wanted = words.filter((word) => word !== '-v')

if (existsSync(SHARED)) {
  const folder = mkdtempSync(join(tmpdir(), 'nightdesk-score-'))
  try {
    for (const [name, scorer] of Object.entries(scorers)) {
      if (wanted.length === 0 || wanted.includes(name)) console.log(scorer(folder, more).trimEnd())
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
} else console.error('../shared is not here: there is nothing to score.')
