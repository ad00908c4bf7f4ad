// Every body that is made of some alerts for Discord, by what it is and whose schema it has to pass.
import type { Alert } from '../../src/core/model.ts'
import { replyMessage } from '../../src/edge/discord/alert-reply.ts'
import { forumPostIn, messageIn } from '../../src/edge/discord/body.ts'
import { packEdit } from '../../src/edge/discord/edit.ts'
import { fitsMessage, type Message, webhookMessage } from '../../src/edge/discord/message.ts'
import { type BotPlace, fitsIn, packAlerts, plain, plainIn } from '../../src/edge/discord/place.ts'
import { revisedAlert, withdrawnAlert } from './alerts.ts'

export type DiscordBody = {
  readonly name: string
  readonly root: 'MessageCreate' | 'WebhookExecute' | 'WebhookEdit'
  readonly message: Message
}

const PARCEL = 'p'.repeat(24)

/** As the couriers pack them. */
type Packing = {
  readonly fits: (alerts: readonly Alert[]) => number
  readonly pack: (id: string, alerts: readonly Alert[]) => string
  readonly plain: (body: string) => string | undefined
  readonly reply?: (id: string, change: Alert, message: string) => string
}

const bot = (place: BotPlace): Packing => ({
  fits: (alerts) => fitsIn(place, alerts),
  pack: (id, alerts) => packAlerts(place, id, alerts),
  plain: (body) => plainIn(place, body),
  reply: (id, change, message) => JSON.stringify(replyMessage(id, change, message)),
})
export const BOT = bot({ channel: '7' })
export const FORUM = bot({ channel: '8', forum: true, tags: ['1', '2'] })
export const HOOK: Packing = { fits: fitsMessage, pack: (_id, alerts) => JSON.stringify(webhookMessage(alerts)), plain }

/** The same story, changed and withdrawn. */
const changesOf = (alert: Alert): Alert[] => {
  const { title, lead } = alert.item
  const more = { story: alert.story, mentions: alert.mentions, matches: alert.matches }
  return [
    revisedAlert({ ...alert.item, title: `Before ${title}`, lead: `Before ${lead}` }, alert.item, more),
    revisedAlert(alert.item, { ...alert.item, title: `${title} after`, text: lead }, more),
    withdrawnAlert(alert.item, more),
  ]
}

const named = (name: string, root: DiscordBody['root'], body: string | undefined): DiscordBody[] => {
  const message = body === undefined ? undefined : messageIn(body)
  return message === undefined ? [] : [{ name, root, message }]
}

const ofCourier = (name: string, courier: Packing, alerts: readonly Alert[]): DiscordBody[] => {
  const share = alerts.slice(0, courier.fits(alerts))
  const root = courier === HOOK ? ('WebhookExecute' as const) : ('MessageCreate' as const)
  const body = courier.pack(PARCEL, share)
  const plain = courier.plain(body)
  const edits = share.slice(0, 1).flatMap((alert) =>
    changesOf(alert).flatMap((change) => {
      const edit = packEdit({ body }, change, share)
      const again = edit === undefined ? undefined : packEdit({ body: edit }, change, share)
      const plainEdit = plain === undefined ? undefined : packEdit({ body: plain }, change, share)
      return [edit, again, plainEdit].flatMap((one) => named(`${name}, marked`, 'WebhookEdit', one))
    }),
  )
  const replies = share.slice(0, 1).flatMap((alert) =>
    changesOf(alert).flatMap((change) => {
      const reply = courier.reply?.(PARCEL, change, '7/1')
      const bare = reply === undefined ? undefined : courier.plain(reply)
      return [...named(`${name}, answer`, root, reply), ...named(`${name}, plain answer`, root, bare)]
    }),
  )
  return [...named(name, root, body), ...named(`${name}, plain`, root, plain), ...edits, ...replies]
}

export const bodiesOf = (alerts: readonly Alert[]): DiscordBody[] => [
  ...ofCourier('a bot’s message', BOT, alerts),
  ...ofCourier('a post in a forum', FORUM, alerts),
  ...ofCourier('a webhook’s message', HOOK, alerts),
]

/** Names of the posts that a forum is given for these alerts. */
export const forumNames = (alerts: readonly Alert[]): string[] =>
  alerts.map((alert) => forumPostIn(FORUM.pack(PARCEL, [alert]))?.name ?? '')
