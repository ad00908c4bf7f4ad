// The real Worker, bundled and run by wrangler in workerd on this machine, with its KV and objects kept in a folder.
// Wrangler's own talk is switched off; what the Worker itself logs as a warning or an error is passed on.
import { setTimeout as sleep } from 'node:timers/promises'
import { err, ok, type Result } from '../../core/result.ts'
import { LOOPBACK } from './serve.ts'

export type RunningWorker = {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string
  /** Lets the cron trigger fire, as Cloudflare would each minute; locally it never does by itself. */
  readonly tick: () => Promise<void>
  readonly stop: () => Promise<void>
}

export type WorkerOptions = {
  /** wrangler.toml. */
  readonly config: string
  readonly port: number
  readonly folder: string
  readonly settings: Readonly<Record<string, string>>
  readonly onLog: (level: string, message: string) => void
}

const START_DEADLINE_MS = 60_000
const STOP_DEADLINE_MS = 3_000
const TICK_DEADLINE_MS = 30_000
const TICK_PATH = '/cdn-cgi/handler/scheduled?cron=*+*+*+*+*'
const LOUD = new Set(['error', 'warn'])

/** Read by wrangler when it is loaded: no metrics, no request to Cloudflare, no log files, no talk. */
const QUIET = {
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_WRITE_LOGS: 'false',
  WRANGLER_LOG: 'none',
}

/** The innermost reason: wrangler wraps errors in errors, and some in events. */
const messageOf = (error: unknown): string => {
  const { cause, message, reason } = error as { cause?: unknown; message?: string; reason?: string }
  if (cause !== undefined && cause !== null) return messageOf(cause)
  // What workerd printed was shown already, a line at a time.
  return (message ?? reason ?? String(error)).split('\nRuntime stderr:')[0] ?? ''
}

const inputOf = ({ config, port, folder, settings, onLog }: WorkerOptions) => ({
  config,
  sendMetrics: false,
  // Names a file that is not there, so that a .dev.vars with real tokens in it is left alone.
  envFiles: [`${folder}/no-env-file`],
  bindings: Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, { type: 'plain_text' as const, value }]),
  ),
  dev: {
    server: { hostname: LOOPBACK, port },
    persist: folder,
    inspector: false as const,
    watch: false,
    logLevel: 'none' as const,
    structuredLogsHandler: ({ level, message }: { level: string; message: string }) => {
      if (LOUD.has(level)) onLog(level, message)
    },
  },
})

/** Wrangler's own promise is kept before the Worker is built; these events tell how that went. */
type Building = { readonly on: (event: string, listener: (detail: unknown) => void) => unknown }

const running = (building: Building): Promise<Result<undefined, string>> => {
  const { promise, resolve } = Promise.withResolvers<Result<undefined, string>>()
  const late = setTimeout(() => resolve(err(`nothing within ${START_DEADLINE_MS / 1_000} seconds`)), START_DEADLINE_MS)
  building.on('reloadComplete', () => resolve(ok(undefined)))
  building.on('buildFailed', (event) => resolve(err(messageOf(event))))
  building.on('error', (event) => resolve(err(messageOf(event))))
  return promise.finally(() => clearTimeout(late))
}

/** Starts the Worker and waits until it runs. */
export const runWorker = async (options: WorkerOptions): Promise<Result<RunningWorker, string>> => {
  Object.assign(process.env, QUIET)
  const { unstable_DevEnv: DevEnv } = await import('wrangler')
  const environment = new DevEnv()
  const outcome = running(environment)
  // A Worker that did not start does not always stop either; what is left of it ends with the process.
  const stop = async (): Promise<void> => {
    const ended = environment.teardown().catch(() => undefined)
    await Promise.race([ended, sleep(STOP_DEADLINE_MS, undefined, { ref: false })])
  }
  const configured = await environment.startWorker(inputOf(options)).then(
    () => ok(undefined),
    (error: unknown) => err(messageOf(error)),
  )
  const started = configured.ok ? await outcome : configured
  if (!started.ok) {
    await stop()
    return err(`The Worker did not start: ${started.error}`)
  }
  const origin = `http://${LOOPBACK}:${options.port}`
  const tick = async (): Promise<void> => {
    // A round that fails is the Worker's to report; the next one comes in a moment.
    await fetch(`${origin}${TICK_PATH}`, { signal: AbortSignal.timeout(TICK_DEADLINE_MS) }).catch(() => undefined)
  }
  return ok({ origin, tick, stop })
}
