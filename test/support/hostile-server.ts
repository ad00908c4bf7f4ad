// A loopback server whose answers are bombs, have no end, or never come: for the caps and deadlines of the real runtime.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const MB = 1_048_576
const CHUNK = Buffer.alloc(64 * 1_024, ' ')
const DRIP_MS = 200

type Answer = (response: ServerResponse) => void

/** In a megabyte of gzip, or 400 bytes of brotli. Packed no tighter, which would take seconds. */
const bomb = (): Buffer => Buffer.alloc(256 * MB, ' ')
const QUICK = { [constants.BROTLI_PARAM_QUALITY]: 5 }

/** Writes until the other end has had enough. */
const endless: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/rss+xml' })
  const more = (): void => {
    while (!response.destroyed && response.write(CHUNK));
  }
  response.on('drain', more)
  more()
}

const drip: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/rss+xml' })
  const timer = setInterval(() => response.write(' '), DRIP_MS)
  response.on('close', () => clearInterval(timer))
}

const compressed =
  (encoding: string, body: Buffer): Answer =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-encoding': encoding }).end(body)

const cut: Answer = (response) => {
  response.writeHead(200, { 'content-length': '1000' })
  response.write('<rss version="2.0"><channel><item>')
  setTimeout(() => response.destroy(), DRIP_MS)
}

export const startHostileServer = async () => {
  const answers: Readonly<Record<string, Answer>> = {
    '/gzip-bomb': compressed('gzip', gzipSync(bomb(), { level: 1 })),
    '/brotli-bomb': compressed('br', brotliCompressSync(bomb(), { params: QUICK })),
    '/gzip-twice': compressed('gzip, gzip', gzipSync(gzipSync(Buffer.from('<rss/>')))),
    '/bad-gzip': compressed('gzip', Buffer.from('this is not gzip')),
    '/endless': endless,
    '/silent': () => undefined,
    '/drip': drip,
    '/cut': cut,
  }
  let sent = 0
  const server = createServer((request, response) => {
    response.on('close', () => {
      sent = Math.max(sent, response.socket?.bytesWritten ?? 0)
    })
    answers[request.url ?? '']?.(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    /** Most bytes that one connection carried. */
    sent: () => sent,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
