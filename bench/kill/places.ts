// Where the campaign's alerts go: one place of each kind that takes repeats in its own way.

export type PlaceKind = 'signed webhook' | 'channel' | 'forum' | 'Discord webhook'
export type Place = { readonly kind: PlaceKind; readonly channel: string }

export const FORUM = '451'
/** A webhook that nobody made is taken as it comes, and posts to a channel of its own number. */
const DISCORD_WEBHOOK = '461'

export const PLACES: readonly Place[] = [
  { kind: 'signed webhook', channel: 'webhook' },
  ...['401', '402', '403', '404'].map((channel): Place => ({ kind: 'channel', channel })),
  { kind: 'forum', channel: FORUM },
  { kind: 'Discord webhook', channel: DISCORD_WEBHOOK },
]

/** What the API is asked for. @param hook the receiver of the signed one */
export const requestOf = ({ kind, channel }: Place, hook: string): object => {
  switch (kind) {
    case 'signed webhook':
      return { kind: 'webhook', url: hook }
    case 'Discord webhook':
      return { kind: 'discord-webhook', url: `https://discord.com/api/webhooks/${channel}/${'w'.repeat(68)}` }
    case 'channel':
    case 'forum':
      return { kind: 'discord-channel', channel }
  }
}
