// A loopback server that plays the world outside the built Worker: documents by path, a Discord, and a webhook's receiver.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Posted = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }
export type Page = { readonly type: string; readonly body: string }

export type World = {
  readonly origin: string
  readonly pages: Map<string, Page>
  readonly posted: Posted[]
  close(): Promise<void>
}

export const startWorld = async (): Promise<World> => {
  const pages = new Map<string, Page>()
  const posted: Posted[] = []
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/'
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.method === 'POST' || request.method === 'PATCH') {
        posted.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ id: String(posted.length) }))
        return
      }
      const page = pages.get(path)
      if (page === undefined) response.writeHead(404).end()
      else response.writeHead(200, { 'content-type': page.type }).end(page.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    pages,
    posted,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
