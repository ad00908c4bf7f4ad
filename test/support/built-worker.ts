// The Worker as it is deployed: bundled by wrangler, run by its test harness, spoken to over HTTP alone.
import { createTestHarness } from 'wrangler'
import { PUBLIC_KEY } from './discord-client.ts'

export const ADMIN_TOKEN = 'built-admin-token-of-thirty-two-characters'

export type BuiltWorker = {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  /** The API, with the status that is expected. */
  api<T = Record<string, unknown>>(method: string, path: string, body?: unknown, status?: number): Promise<T>
  scheduled(at: Date): Promise<void>
  logs(): readonly string[]
  close(): Promise<void>
}

/** @param world origin of the loopback server that plays Discord */
export const startBuiltWorker = async (world: string, settings: Record<string, string> = {}): Promise<BuiltWorker> => {
  const harness = createTestHarness({
    workers: [
      {
        configPath: './wrangler.toml',
        vars: {
          ADMIN_TOKEN,
          DISCORD_TOKEN: 'bot-token',
          DISCORD_PUBLIC_KEY: PUBLIC_KEY,
          PUBLIC_URL: 'http://127.0.0.1:8787',
          ALLOW_PRIVATE_NETWORK: 'true',
          DISCORD_API: `${world}/api/v10`,
          ...settings,
        },
      },
    ],
  })
  await harness.listen()
  const call: BuiltWorker['call'] = async (method, path, body, headers = {}) =>
    (await harness.fetch(`http://127.0.0.1:8787${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })) as unknown as Response
  return {
    call,
    api: async <T>(method: string, path: string, body?: unknown, status = method === 'POST' ? 201 : 200) => {
      const response = await call(method, `/api/v1${path}`, body)
      const text = await response.text()
      if (response.status !== status) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      return (text === '' ? undefined : JSON.parse(text)) as T
    },
    scheduled: async (at) => {
      await harness.getWorker().scheduled({ scheduledTime: at, cron: '* * * * *' })
    },
    logs: () => harness.getLogs().map(({ message }) => message),
    close: () => harness.close(),
  }
}
