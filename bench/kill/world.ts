// What the campaign's Worker meets: a wire that grows, a Discord, and a receiver, each slow enough to be interrupted.
import { setTimeout as sleep } from 'node:timers/promises'
import { CHANNEL_TYPE } from '../../src/cli/start/discord/channels.ts'
import { serve } from '../../src/cli/start/serve.ts'
import { serveDiscord } from '../../test/support/discord-server.ts'
import { rss, type Story, story } from '../../test/support/stories.ts'
import type { Random } from '../random.ts'
import { FORUM } from './places.ts'

/** Milliseconds that an answer takes, at most: kills are to land between what is done and what is heard of it. */
const SLOWEST_MS = 40
/** Limits are the burst's subject, not this one's. */
const ROOMY = { limit: 500, windowMs: 1_000 }
export type Clock = { readonly now: () => number; readonly advance: (ms: number) => void; readonly ahead: () => number }

/** Goes with the machine's, and can be put forward. */
export const clockAhead = (): Clock => {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    advance: (ms) => {
      ahead += ms
    },
    ahead: () => ahead,
  }
}

export type Arrival = { readonly title: string; readonly id: string; readonly at: number }

export type World = Awaited<ReturnType<typeof openWorld>>

export const openWorld = async (clock: Clock, random: Random) => {
  const stories: Story[] = []
  const published = new Map<string, number>()
  const hooks: Arrival[] = []
  let unanswered = 0
  let shut = false
  /** What was taken is kept before the answer leaves: its sender does not know yet. */
  const slowly = async (take: () => Promise<Response>): Promise<Response> => {
    if (shut) return new Response('not now', { status: 503 })
    unanswered++
    try {
      const response = await take()
      await sleep(random() * SLOWEST_MS)
      return response
    } finally {
      unanswered--
    }
  }

  const takeHook = async (request: Request): Promise<Response> => {
    const { data } = (await request.json()) as { data: { item: { title: string } } }
    hooks.push({ title: data.item.title, id: request.headers.get('webhook-id') ?? '', at: clock.now() })
    return new Response('thanks')
  }
  const site = await serve(async (request) =>
    request.method === 'GET' ? new Response(rss(stories.toReversed())) : slowly(() => takeHook(request)),
  )
  const discord = await serveDiscord({
    clock,
    token: 'bot-token',
    limits: { 'create-thread': ROOMY, 'execute-webhook': ROOMY },
  })
  discord.channels.set(FORUM, { type: CHANNEL_TYPE.forum })
  const toDiscord = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    return discord.fetch(
      new Request(discord.origin + pathname + search, {
        method: request.method,
        headers: request.headers,
        ...(request.method === 'GET' ? {} : { body: await request.arrayBuffer() }),
      }),
    )
  }
  const door = await serve((request) => slowly(() => toDiscord(request)))

  return {
    feed: `${site.origin}/feed.xml`,
    hook: `${site.origin}/hook`,
    api: `${door.origin}/api/v10`,
    discord,
    hooks,
    published,
    /** Whether something was taken of which its sender does not know. */
    isDelivering: (): boolean => unanswered > 0,
    /** From now on nothing is taken, if nothing is on its way. */
    shut: (): boolean => {
      shut = unanswered === 0
      return shut
    },
    open: (): void => {
      shut = false
    },
    publish: (count: number): void => {
      for (let left = count; left > 0; left--) {
        const number = stories.length + 1
        const one = story(number, `Missile drill number ${number}`, `The missile unit held its drill number ${number}.`)
        stories.push(one)
        published.set(one.title, clock.now())
      }
    },
    close: async (): Promise<void> => {
      await Promise.all([site.close(), door.close(), discord.close()])
    },
  }
}
