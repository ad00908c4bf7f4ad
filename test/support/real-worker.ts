// The built Worker with its own way out: requests leave through workerd itself, so that its unpacking, deadlines and cut
// connections are the real ones. (The test harness sends them through Node.)
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runWorker } from '../../src/cli/start/worker.ts'

const ADMIN_TOKEN = 'real-admin-token-of-thirty-two-characters'

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export const startRealWorker = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nightdesk-worker-'))
  const port = await freePort()
  const worker = await runWorker({
    config: 'wrangler.toml',
    port,
    folder,
    settings: { ADMIN_TOKEN, PUBLIC_URL: `http://127.0.0.1:${port}`, ALLOW_PRIVATE_NETWORK: 'true' },
    onLog: () => undefined,
  })
  if (!worker.ok) throw new Error(worker.error)
  return {
    tick: worker.value.tick,
    api: async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const response = await fetch(`${worker.value.origin}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return (await response.json()) as T
    },
    stop: async (): Promise<void> => {
      await worker.value.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
