// The stand-in Discord of `npm start`, for tests. It stands in src/cli/start/discord/, because imports go from tests to the
// source and never back. A plain function from Request to Response: tests on workerd can use it too; discord-server.ts
// puts it on a port.
export type { HiddenLimit, Limit } from '../../src/cli/start/discord/buckets.ts'
export type { Counters } from '../../src/cli/start/discord/counters.ts'
export { createDiscord, type Discord, type DiscordOptions, type Recorded } from '../../src/cli/start/discord/discord.ts'
export { GUILD_ID } from '../../src/cli/start/discord/guilds.ts'
export type { Embed, MessageBody } from '../../src/cli/start/discord/message-body.ts'
export type { Message } from '../../src/cli/start/discord/messages.ts'
export { APPLICATION_ID, type BodyKind } from '../../src/cli/start/discord/world.ts'

type Seen = { readonly url: string; readonly method: string; readonly headers: Headers; readonly body: string }
type StandIn = { readonly fetch: (request: Request) => Promise<Response> }

/** A handler for `Network.on` that hands what was seen to a stand-in. */
export const handledBy =
  ({ fetch }: StandIn) =>
  ({ url, method, headers, body }: Seen): Promise<Response> =>
    fetch(new Request(url, { method, headers, ...(body === '' ? {} : { body }) }))
