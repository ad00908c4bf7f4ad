// `nightdesk start`: the whole product on one machine, for a person to watch (or, with --once, for a script to check).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
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
const DEFAULT_STATE = join(ROOT, '.nightdesk')
const INTERRUPTED = 130
/** Whatever does not end by itself in this time is ended with the process. */
const STOP_DEADLINE_MS = 1_000

const paint = painter(process.stdout, process.env)
const errorPaint = painter(process.stderr, process.env)

const say = (...lines: readonly string[]): void => {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

const complain = (line: string): void => {
  process.stderr.write(`${errorPaint.red(line)}\n`)
}

const failed = (line: string): number => {
  complain(line)
  return 1
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

type Play = (desk: LocalDesk) => Promise<number>

/** Starts a desk, plays with it and stops it, however the play ends. */
const withDesk = async (folder: StateFolder, port: number, play: Play): Promise<number> => {
  const desk = await startDesk({
    config: join(ROOT, 'wrangler.toml'),
    port,
    folder,
    onLog,
    onArrival: (arrival) => say(...arrivalLines(Date.now(), arrival, paint)),
  })
  if (!desk.ok) return failed(desk.error)
  try {
    return await play(desk.value)
  } finally {
    await desk.value.stop()
  }
}

const once =
  (signal: AbortSignal): Play =>
  async (desk) => {
    if (signal.aborted) return INTERRUPTED
    say(...desk.wire.stories().map((story) => tellLine({ story, revised: false })))
    const summary = await playOnce(desk, signal, (tell) => say(tellLine(tell)))
    if (signal.aborted) return INTERRUPTED
    if (!summary.ok) return failed(summary.error)
    say('', summaryLine(summary.value))
    return summary.value.lost === 0 ? 0 : 1
  }

const live =
  (folder: StateFolder, signal: AbortSignal): Play =>
  async (desk) => {
    if (signal.aborted) return 0
    const remembered = folder.state.wire.told.length
    say(...heading(desk, folder, remembered), '')
    if (remembered === 0) say(...desk.wire.stories().map((story) => tellLine({ story, revised: false })))
    const tally = await playLive(desk, signal, { onTell: (tell) => say(tellLine(tell)), onTrouble: complain })
    say(`Good night: ${tally.stories} more stories told, ${tally.matched} items matched a rule.`)
    return 0
  }

/** What is undone here is undone however the process ends: a reader that closes its pipe ends it in the middle of a line. */
const useFolder = (path: string): StateFolder => {
  const folder = openState(path)
  process.on('exit', folder.leave)
  return folder
}

const runOnce = async (port: number, signal: AbortSignal): Promise<number> => {
  const path = mkdtempSync(join(tmpdir(), 'nightdesk-'))
  process.on('exit', () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }))
  return withDesk(useFolder(path), port, once(signal))
}

const runLive = async (path: string, port: number, signal: AbortSignal): Promise<number> => {
  const holder = holderOf(path)
  if (holder !== undefined) {
    return failed(
      `A desk is running in this folder already (process ${holder}): stop it first, or use --once or --state.`,
    )
  }
  const folder = useFolder(path)
  say(paint.dim('Starting the Worker …'))
  return withDesk(folder, port, live(folder, signal))
}

const start = async (options: StartOptions): Promise<number> => {
  const port = options.port ?? (options.once ? await freePort() : DEFAULT_PORT)
  if (await isTaken(port)) {
    return failed(`Port ${port} is taken: stop what listens there, or choose another one, as in --port ${port + 1}.`)
  }
  const signal = stopSignal(STOP_DEADLINE_MS, options.once ? INTERRUPTED : 0)
  signal.addEventListener('abort', () => say('', paint.dim('Stopping …')))
  return options.once ? runOnce(port, signal) : runLive(resolve(options.state ?? DEFAULT_STATE), port, signal)
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
