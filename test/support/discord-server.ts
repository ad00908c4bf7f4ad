// The stand-in Discord on a loopback port, for what runs in a process of its own.
import { serve } from '../../src/cli/start/serve.ts'
import { createDiscord, type Discord, type DiscordOptions } from './discord.ts'

export type ServedDiscord = Discord & {
  /** `http://127.0.0.1:PORT`; the API is below `/api/v10`. */
  readonly origin: string
  readonly close: () => Promise<void>
}

export type ServeOptions = Omit<DiscordOptions, 'now'> & {
  readonly port?: number
  readonly clock?: { readonly now: () => number }
}

export const serveDiscord = async ({ port, clock, ...options }: ServeOptions = {}): Promise<ServedDiscord> => {
  const discord = createDiscord({ ...options, ...(clock === undefined ? {} : { now: clock.now }) })
  const { origin, close } = await serve(discord.fetch, port)
  return { ...discord, origin, close }
}
