// What the campaign's Worker meets: a wire that grows, a Discord, and a receiver, each slow enough to be interrupted.
import { setTimeout as sleep } from 'node:timers/promises'
import { serve } from '../../src/cli/start/serve.ts'
import { serveDiscord } from '../../test/support/discord-server.ts'
import { rss, type Story, story } from '../../test/support/stories.ts'
import type { Random } from '../random.ts'

/** Milliseconds that an answer takes, at most: kills are to land between what is done and what is heard of it. */
const SLOWEST_MS = 40

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
  const slowly = (): Promise<void> => sleep(random() * SLOWEST_MS)

  const site = await serve(async (request) => {
    if (request.method === 'GET') return new Response(rss(stories.toReversed()))
    const { data } = (await request.json()) as { data: { item: { title: string } } }
    hooks.push({ title: data.item.title, id: request.headers.get('webhook-id') ?? '', at: clock.now() })
    await slowly()
    return new Response('thanks')
  })
  // The message is kept before the answer leaves, as at Discord.
  const discord = await serveDiscord({ clock, token: 'bot-token' })
  const door = await serve(async (request) => {
    const { pathname, search } = new URL(request.url)
    const response = await discord.fetch(
      new Request(discord.origin + pathname + search, {
        method: request.method,
        headers: request.headers,
        ...(request.method === 'GET' ? {} : { body: await request.arrayBuffer() }),
      }),
    )
    await slowly()
    return response
  })

  return {
    feed: `${site.origin}/feed.xml`,
    hook: `${site.origin}/hook`,
    api: `${door.origin}/api/v10`,
    discord,
    hooks,
    published,
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
