// Puts a handler of the web's own shape (Request in, Response out) on a loopback port. The stand-ins know nothing of Node,
// so tests that run in workerd can use them too.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConnectionCut } from './script.ts'

export type Handler = (request: Request) => Response | Promise<Response>

export type Served = {
  readonly port: number
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string
  readonly close: () => Promise<void>
}

export const LOOPBACK = '127.0.0.1'

const bodyOf = async (message: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return chunks.length === 0 ? null : new Uint8Array(Buffer.concat(chunks))
}

const requestOf = async (message: IncomingMessage, origin: string): Promise<Request> => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const method = message.method ?? 'GET'
  const body = await bodyOf(message)
  return new Request(new URL(message.url ?? '/', origin), {
    method,
    headers,
    ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
  })
}

const answer = async (response: Response, into: ServerResponse): Promise<void> => {
  into.writeHead(response.status, Object.fromEntries(response.headers))
  // Each part is on its way before the next is asked for: what a body holds until it breaks does arrive.
  for await (const chunk of response.body ?? []) await new Promise<unknown>((resolve) => into.write(chunk, resolve))
  into.end()
}

/** A handler that failed answers 500; a connection that was to break, or whose answer is half out, breaks. */
const giveUp = (error: unknown, into: ServerResponse): void => {
  if (error instanceof ConnectionCut || into.headersSent) into.destroy()
  else into.writeHead(500).end()
}

const bind = (port: number, listener: (message: IncomingMessage, into: ServerResponse) => void) => {
  const server = createServer(listener)
  return new Promise<typeof server>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => resolve(server))
  })
}

/** Serves on `wanted`, or on any free port when that one is taken or not given. */
export const serve = async (handler: Handler, wanted = 0): Promise<Served> => {
  let origin = `http://${LOOPBACK}`
  const listener = (message: IncomingMessage, into: ServerResponse): void => {
    requestOf(message, origin)
      .then(handler)
      .then((response) => answer(response, into))
      .catch((error: unknown) => giveUp(error, into))
  }
  const server = await bind(wanted, listener).catch(() => bind(0, listener))
  const { port } = server.address() as AddressInfo
  origin = `http://${LOOPBACK}:${port}`
  return {
    port,
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Whether somebody listens on a loopback port already. */
export const isTaken = async (port: number): Promise<boolean> => {
  const server = await bind(port, (_message, into) => into.end()).catch(() => undefined)
  if (server === undefined) return true
  await new Promise((resolve) => server.close(resolve))
  return false
}

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const { port, close } = await serve(() => new Response())
  await close()
  return port
}
