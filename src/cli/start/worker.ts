// The real Worker, bundled and run by wrangler in workerd on this machine, with its KV and objects kept in a folder.
// Wrangler's own talk is switched off; what the Worker itself logs as a warning or an error is passed on.
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
  return cause === undefined || cause === null ? (message ?? reason ?? String(error)) : messageOf(cause)
}

const within = <T>(promise: Promise<T>, ms: number, failed: Promise<never>): Promise<T> => {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`the Worker did not start within ${ms / 1000} seconds`)), ms)
  return Promise.race([promise, failed, late.promise]).finally(() => clearTimeout(timer))
}

/** Starts the Worker and waits until it answers; throws an error whose message says why it did not. */
export const runWorker = async ({ config, port, folder, settings, onLog }: WorkerOptions): Promise<RunningWorker> => {
  Object.assign(process.env, QUIET)
  const { unstable_startWorker: startWorker } = await import('wrangler')
  const worker = await startWorker({
    config,
    sendMetrics: false,
    // Names a file that is not there, so that a .dev.vars with real tokens in it is left alone.
    envFiles: [`${folder}/no-env-file`],
    bindings: Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [name, { type: 'plain_text', value }]),
    ),
    dev: {
      server: { hostname: LOOPBACK, port },
      persist: folder,
      inspector: false,
      watch: false,
      logLevel: 'none',
      structuredLogsHandler: ({ level, message }: { level: string; message: string }) => {
        if (LOUD.has(level)) onLog(level, message)
      },
    },
  }).catch((error: unknown) => {
    throw new Error(messageOf(error))
  })
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined)
  worker.raw.on('error', (event: unknown) => failed.reject(new Error(messageOf(event))))
  const stop = (): Promise<void> => worker.dispose()
  try {
    await within(worker.ready, START_DEADLINE_MS, failed.promise)
  } catch (error) {
    await stop().catch(() => undefined)
    throw error
  }
  const origin = `http://${LOOPBACK}:${port}`
  return {
    origin,
    tick: async () => {
      await fetch(`${origin}${TICK_PATH}`)
    },
    stop,
  }
}
