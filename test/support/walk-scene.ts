// What a walk goes through: the built Worker, the stand-in for Discord with a server in it, a receiver of webhooks, a feed, and a wire of
// the operator's that brings what it is told to.
import { createReceiver, type Receiver } from '../../src/cli/start/receiver.ts'
import { serve } from '../../src/cli/start/serve.ts'
import { type BuiltWorker, startBuiltWorker } from './built-worker.ts'
import { GUILD_ID } from './discord.ts'
import type { Person } from './discord-client.ts'
import { hasDiscordSchema, schemaCheck } from './discord-schema.ts'
import { type ServedDiscord, serveDiscord } from './discord-server.ts'
import { rss, WIRE } from './stories.ts'

export const CHANNEL = { id: '400000000000000001', type: 0 } as const
export const OTHER = { id: '400000000000000002', type: 0 } as const

const IN_SERVER = { guild: GUILD_ID, owners: { 0: GUILD_ID }, channel: CHANNEL } as const
export const MANAGER: Person = { ...IN_SERVER, user: '801' }
/** In a server without the right to manage it. */
export const MEMBER: Person = { ...IN_SERVER, user: '802', permissions: '0' }

/** Stories of the operator's wire, as a push takes them. */
export type Pushed = {
  readonly id: string
  readonly title: string
  readonly text: string
  /** ms since the epoch */
  readonly published?: number
}

export type WalkScene = {
  readonly worker: BuiltWorker
  readonly discord: ServedDiscord
  readonly receiver: Receiver
  /** Addresses on this machine. */
  readonly feed: string
  readonly hook: string
  readonly push: (...stories: readonly Pushed[]) => Promise<void>
  readonly close: () => Promise<void>
}

/** Gives a test's challenge back, as a receiver has to. */
const challengeIn = (body: string): string | null => {
  const { type, data } = JSON.parse(body) as { type?: string; data?: { challenge?: string } }
  return type === 'webhook.test' ? (data?.challenge ?? null) : null
}

const serveOutside = (receiver: Receiver) =>
  serve(async (request) => {
    if (request.method === 'GET') return new Response(rss(WIRE), { headers: { 'content-type': 'application/rss+xml' } })
    const body = await request.clone().text()
    const answer = await receiver.fetch(request)
    return answer.ok ? new Response(challengeIn(body)) : answer
  })

/** @param address of the operator's wire, which is never asked */
export const openWalk = async (name: string, address: string): Promise<WalkScene> => {
  const check = hasDiscordSchema() ? { check: schemaCheck() } : {}
  const discord = await serveDiscord({ token: 'bot-token', ...check })
  const receiver = createReceiver()
  const outside = await serveOutside(receiver)
  const worker = await startBuiltWorker(discord.origin)
  const { id } = await worker.api<{ id: string }>('POST', '/sources', { url: address, name, every: 0 })
  return {
    worker,
    discord,
    receiver,
    feed: `${outside.origin}/feed.xml`,
    hook: `${outside.origin}/hook`,
    push: async (...stories) => {
      const items = stories.map((story) => ({
        id: story.id,
        url: `${address}${story.id}`,
        title: story.title,
        content_text: story.text,
        ...(story.published === undefined ? {} : { date_published: new Date(story.published).toISOString() }),
      }))
      const type = { 'content-type': 'application/json' }
      const answer = await worker.call('POST', `/api/v1/sources/${id}/items`, { items }, type)
      if (answer.status !== 200) throw new Error(`a push was answered ${answer.status} ${await answer.text()}`)
    },
    close: async () => {
      await worker.close()
      await Promise.all([discord.close(), outside.close()])
    },
  }
}
