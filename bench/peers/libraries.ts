// The peer of size and start-up: our libraries, each used once so that it is not shaken off, and nothing of ours.
import { verifyKey } from 'discord-interactions'
import { Hono } from 'hono'
import { DOMParser } from 'linkedom/worker'
import * as v from 'valibot'

const body = v.strictObject({ markup: v.string(), signature: v.string(), timestamp: v.string(), key: v.string() })

const app = new Hono().post('/', async (context) => {
  const { markup, signature, timestamp, key } = v.parse(body, await context.req.json())
  const genuine = await verifyKey(markup, signature, timestamp, key)
  const document: unknown = new DOMParser().parseFromString(markup, 'text/xml')
  return context.text(`${genuine} ${String(document)}`)
})

export default { fetch: app.fetch }
