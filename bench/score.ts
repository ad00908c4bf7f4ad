// `npm run score`: the commands `read` and `tag` run over other readers' collections and labelled articles, scored by the scripts
// beside those. The levels that must hold are asserted by tests; this prints where we stand.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const shared = (path: string): string => fileURLToPath(new URL(`../../shared/${path}`, import.meta.url))
const LAUNCHER = fileURLToPath(new URL('../src/cli/launch.mjs', import.meta.url))
const OUTPUT_BYTES = 256 * 1_048_576

const node = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: OUTPUT_BYTES })

/** What a script of ../shared/score says of what a command printed. */
const scored = (folder: string, command: readonly string[], script: string, ...args: readonly string[]): string => {
  const output = join(folder, 'output.jsonl')
  writeFileSync(output, node(LAUNCHER, ...command))
  return node(shared(`score/${script}`), ...args, output).trimEnd()
}

const score = (folder: string): void => {
  for (const library of ['feedparser', 'gofeed', 'miniflux']) {
    const feeds = shared(`data/feeds/${library}`)
    const report = scored(folder, ['read', '--batch', `${feeds}/manifest.jsonl`], 'feeds.mjs', `${feeds}/rows.json`)
    console.log(`${library.padEnd(12)}${report}`)
  }
  const dates = shared('data/dates.json')
  node(shared('score/dates.mjs'), 'make', dates, folder)
  console.log(scored(folder, ['read', '--batch', join(folder, 'manifest.jsonl')], 'dates.mjs', 'score', dates))
  const gold = shared('data/kcna/gold-dev.json')
  console.log(`\n${scored(folder, ['tag', shared('data/kcna/articles-2024.jsonl')], 'topics.mjs', gold)}`)
}

if (existsSync(shared('score')) && existsSync(shared('data'))) {
  const folder = mkdtempSync(join(tmpdir(), 'nightdesk-score-'))
  try {
    score(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
} else {
  console.log('skipped: ../shared/data and ../shared/score are not here')
}
