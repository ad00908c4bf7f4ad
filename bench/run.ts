// `npm run bench`: what Nightdesk costs on this machine, beside a Worker that does nothing and one with the same libraries.
// Everything runs on loopback addresses, in processes and folders that are gone afterwards.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { stopSignal } from '../src/cli/start/signals.ts'
import { VERSION } from '../src/core/version.ts'
import { endAll, own } from './children.ts'
import { coldLines, startLine } from './cold.ts'
import type { AtEnd } from './installation.ts'
import { interactionFigures, FULL as MANY, QUICK as SOME } from './interactions/figures.ts'
import type { Figure as MatchFigure } from './match-figures.ts'
import { pageLines } from './page-figures.ts'
import { FULL, type Plan, QUICK } from './plan.ts'
import { machine, printed, type Report } from './report.ts'
import { openScene } from './scene.ts'
import { setUp } from './set-up.ts'
import { sizesOf } from './sizes.ts'
import { checkStartup } from './startup.ts'
import { ROOT } from './tools.ts'
import { warmLines } from './warm.ts'

const USAGE = `Usage: npm run bench -- [--quick]

Measures CPU, start-up and size of the built Worker, what interactions cost, the reading of pages and the matching of rules (about seven minutes; --quick two,
with fewer samples and rules), prints a table and writes bench/results/latest.json. Needs Linux.
`
const STOP_DEADLINE_MS = 5_000
const INTERRUPTED = 130
const WRONG_USAGE = 2

const say = (what: string): void => {
  process.stderr.write(`${what} ...\n`)
}

/** In a process of its own: it takes all of one, and this one has to hear when somebody stops it. */
const matcherFigures = async (quick: boolean): Promise<readonly MatchFigure[]> => {
  const words = [fileURLToPath(new URL('./match.ts', import.meta.url)), '--json', ...(quick ? ['--quick'] : [])]
  const running = promisify(execFile)(process.execPath, words)
  own(running.child)
  const { stdout, stderr } = await running
  process.stderr.write(stderr)
  return JSON.parse(stdout) as readonly MatchFigure[]
}

const measure = async (plan: Plan, quick: boolean, atEnd: AtEnd): Promise<Report> => {
  const began = Date.now()
  say('building')
  const scene = await openScene(atEnd)
  const watched = await setUp(scene)
  say('calls to a warm process')
  const warm = await warmLines(scene, plan, watched)
  say('start-up and size')
  const start = await startLine(scene, plan)
  const check = await checkStartup(scene, plan)
  const sizes = sizesOf(scene)
  say('first calls of fresh processes')
  const cold = await coldLines(scene, plan, watched)
  say('interactions')
  const ground = { build: scene.builds.nightdesk, folder: scene.folder, atEnd }
  const interactions = await interactionFigures(ground, quick ? SOME : MANY)
  say('pages of stories')
  const pages = await pageLines(quick)
  say('matching')
  const matcher = await matcherFigures(quick)
  return {
    at: new Date(began).toISOString(),
    version: VERSION,
    seconds: (Date.now() - began) / 1_000,
    quick,
    machine: machine(),
    warm,
    cold,
    interactions,
    pages,
    matcher,
    start,
    check,
    sizes,
  }
}

const run = async (quick: boolean): Promise<number> => {
  const stop = stopSignal(STOP_DEADLINE_MS, INTERRUPTED)
  const open: (() => Promise<void>)[] = []
  const stopped = new Promise<undefined>((resolve) => stop.addEventListener('abort', () => resolve(undefined)))
  const measured = measure(quick ? QUICK : FULL, quick, (close) => open.push(close))
  try {
    const report = await Promise.race([measured, stopped])
    if (report === undefined) return INTERRUPTED
    console.log(`\n${printed(report)}`)
    const folder = join(ROOT, 'bench', 'results')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'latest.json'), `${JSON.stringify(report, undefined, 2)}\n`)
    return 0
  } finally {
    // What was under way fails when its process goes; after an interruption nobody wants to hear of it.
    measured.catch(() => undefined)
    await endAll()
    for (const close of open.toReversed()) await close().catch(() => undefined)
  }
}

const wanted = (): { readonly quick?: boolean; readonly help?: boolean } | undefined => {
  try {
    return parseArgs({ options: { quick: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } }).values
  } catch {
    return undefined
  }
}

const main = async (): Promise<number> => {
  const words = wanted()
  if (words === undefined || words.help === true) {
    console.log(USAGE)
    return words === undefined ? WRONG_USAGE : 0
  }
  if (!existsSync('/proc/self/schedstat')) {
    console.error('The bench reads CPU times from /proc, so it needs Linux.')
    return 1
  }
  return run(words.quick === true).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    return 1
  })
}

process.exit(await main())
