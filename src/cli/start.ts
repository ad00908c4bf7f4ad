// `nightdesk start`: the whole product on one machine, for a person to watch (or, with --once, for a script to check).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type LocalDesk, startDesk } from './start/desk.ts'
import { parseStart, type StartOptions, USAGE } from './start/options.ts'
import { playLive, playOnce, type Tell } from './start/play.ts'
import { RULES } from './start/rules.ts'
import { freePort, isTaken } from './start/serve.ts'
import { arrivalLines, headingLines, summaryLine, wireLine } from './start/show.ts'
import { stopSignal } from './start/signals.ts'
import { holderOf, openState, type StateFolder } from './start/state.ts'
import { painter, plain } from './terminal.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const DEFAULT_PORT = 8787
const INTERRUPTED = 130
/** Whatever does not end by itself in this time is ended with the process. */
const STOP_DEADLINE_MS = 1_500

const paint = painter(process.stdout, process.env)
const errorPaint = painter(process.stderr, process.env)

const say = (...lines: readonly string[]): void => {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

const complain = (line: string): void => {
  process.stderr.write(`${errorPaint.red(line)}\n`)
}

const onLog = (level: string, message: string): void => {
  const brush = level === 'error' ? errorPaint.red : errorPaint.yellow
  process.stderr.write(`${brush(`worker ${level}:`)} ${plain(message.split('\n')[0] ?? '')}\n`)
}

const tellLine = ({ story, revised }: Tell): string =>
  wireLine(Date.now(), revised ? { ...story, title: `(new headline) ${story.title}` } : story, paint)

const heading = (desk: LocalDesk, folder: StateFolder, remembered: number): readonly string[] =>
  headingLines(
    {
      worker: desk.worker.origin,
      ...desk.origins,
      tokenFile: relative(process.cwd(), folder.tokenFile),
      rules: RULES,
      remembered,
    },
    paint,
  )

const openDesk = (folder: StateFolder, port: number) =>
  startDesk({
    config: join(ROOT, 'wrangler.toml'),
    port,
    folder,
    onLog,
    onArrival: (arrival) => say(...arrivalLines(Date.now(), arrival, paint)),
  })

const runOnce = async (folder: StateFolder, port: number, signal: AbortSignal): Promise<number> => {
  const desk = await openDesk(folder, port)
  if (!desk.ok) {
    complain(desk.error)
    return 1
  }
  say(...desk.value.wire.stories().map((story) => tellLine({ story, revised: false })))
  const summary = await playOnce(desk.value, signal, (tell) => say(tellLine(tell)))
  await desk.value.stop()
  if (!summary.ok) {
    complain(summary.error)
    return 1
  }
  say('', summaryLine(summary.value))
  return summary.value.lost === 0 ? 0 : 1
}

const runLive = async (folder: StateFolder, port: number, signal: AbortSignal): Promise<number> => {
  const remembered = folder.state.wire.told.length
  say(paint.dim('Starting the Worker …'))
  const desk = await openDesk(folder, port)
  if (!desk.ok) {
    complain(desk.error)
    return 1
  }
  say(...heading(desk.value, folder, remembered), '')
  const opening = remembered > 0 ? [] : desk.value.wire.stories()
  say(...opening.map((story) => tellLine({ story, revised: false })))
  const tally = await playLive(desk.value, signal, { onTell: (tell) => say(tellLine(tell)), onTrouble: complain })
  await desk.value.stop()
  say('', `Good night: ${tally.stories} stories told, ${tally.matched} of them matched a rule.`)
  return 0
}

const withFolder = async (path: string, run: (folder: StateFolder) => Promise<number>): Promise<number> => {
  const folder = openState(path)
  try {
    return await run(folder)
  } finally {
    folder.leave()
  }
}

const once = async (port: number | undefined, signal: AbortSignal): Promise<number> => {
  const path = mkdtempSync(join(tmpdir(), 'nightdesk-'))
  try {
    const chosen = port ?? (await freePort())
    return await withFolder(path, (folder) => runOnce(folder, chosen, signal))
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
}

const live = async (port: number, signal: AbortSignal): Promise<number> => {
  const path = join(ROOT, '.nightdesk')
  const holder = holderOf(path)
  if (holder === undefined) return withFolder(path, (folder) => runLive(folder, port, signal))
  complain(`A desk is running in this folder already (process ${holder}): stop it first, or use --once.`)
  return 1
}

const start = async ({ once: justOnce, port }: StartOptions): Promise<number> => {
  const wanted = port ?? (justOnce ? undefined : DEFAULT_PORT)
  if (wanted !== undefined && (await isTaken(wanted))) {
    complain(`Port ${wanted} is taken: stop what listens there, or choose another one with --port ${wanted + 1}.`)
    return 1
  }
  const signal = stopSignal(STOP_DEADLINE_MS, justOnce ? INTERRUPTED : 0)
  const interrupted = new Promise<number>((resolve) => {
    signal.addEventListener('abort', () =>
      setTimeout(() => resolve(justOnce ? INTERRUPTED : 0), STOP_DEADLINE_MS - 200),
    )
  })
  const running = justOnce ? once(wanted, signal) : live(wanted ?? DEFAULT_PORT, signal)
  const code = await Promise.race([running, interrupted])
  return justOnce && signal.aborted ? INTERRUPTED : code
}

/** Runs the local desk and gives the exit code: 0, 1 for a desk that could not run or lost an alert, 2 for a wrong word. */
export const startCommand = async (words: readonly string[]): Promise<number> => {
  const options = parseStart(words)
  if (!options.ok) {
    process.stderr.write(`${options.error}\n\n${USAGE}`)
    return 2
  }
  if (!options.value.help) return start(options.value)
  process.stdout.write(USAGE)
  return 0
}
