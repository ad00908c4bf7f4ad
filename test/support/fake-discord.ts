// The stand-in Discord of `nightdesk start`, for tests: `fail` scripts its answers, `requests` and `messages` are what it saw.
// It is a plain function from Request to Response, so tests on workerd can use it too.
export { createDiscord, type FakeDiscord, type FakeDiscordOptions, type Recorded } from '../../src/cli/start/discord.ts'
export { APPLICATION_ID } from '../../src/cli/start/discord-api.ts'
export type { Embed, Message, MessageBody } from '../../src/cli/start/discord-messages.ts'

type Seen = { readonly url: string; readonly method: string; readonly headers: Headers; readonly body: string }
type StandIn = { readonly fetch: (request: Request) => Promise<Response> }

/** A handler for `Network.on` that hands what was seen to a stand-in. */
export const handledBy =
  ({ fetch }: StandIn) =>
  ({ url, method, headers, body }: Seen): Promise<Response> =>
    fetch(new Request(url, { method, headers, ...(body === '' ? {} : { body }) }))
