// A stand-in for KV on a loopback port, as workerd's binding speaks to it: whole values by key, no lists, no expiry.
import { type Served, serve } from '../src/cli/start/serve.ts'

export const serveKv = (): Promise<Served> => {
  const values = new Map<string, Uint8Array<ArrayBuffer>>()
  return serve(async (request) => {
    const key = decodeURIComponent(new URL(request.url).pathname.slice(1))
    switch (request.method) {
      case 'GET': {
        const value = values.get(key)
        return value === undefined ? new Response(null, { status: 404 }) : new Response(value)
      }
      case 'PUT':
        values.set(key, new Uint8Array(await request.arrayBuffer()))
        return new Response()
      case 'DELETE':
        values.delete(key)
        return new Response()
      default:
        return new Response(null, { status: 501 })
    }
  })
}
