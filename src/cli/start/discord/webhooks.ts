// The webhooks made in channels. One that nobody spoke of is taken as it comes, with a channel of its own number; one that
// was added answers only to its token; one that was deleted answers 404, and must not be called again.
import { REFUSALS, type Refusal } from './refusals.ts'

export type Webhook = {
  readonly id: string
  readonly token: string
  readonly channel: string
  readonly owned?: boolean
}

export type Webhooks = {
  /** `owned` by the application: only then may its messages have buttons that ask back. */
  readonly add: (webhook: Webhook) => void
  readonly remove: (id: string) => void
  /** The webhook, or why not. `again` when the caller was told before that it is gone. */
  readonly use: (id: string, token: string) => Webhook | { readonly refusal: Refusal; readonly again: boolean }
}

export const createWebhooks = (): Webhooks => {
  const known = new Map<string, Webhook>()
  const gone = new Set<string>()
  const told = new Set<string>()
  return {
    add: (webhook) => {
      known.set(webhook.id, webhook)
      gone.delete(webhook.id)
      told.delete(webhook.id)
    },
    remove: (id) => {
      gone.add(id)
    },
    use: (id, token) => {
      const again = told.has(id)
      if (gone.has(id)) {
        told.add(id)
        return { refusal: REFUSALS.unknownWebhook, again }
      }
      const webhook = known.get(id) ?? { id, token, channel: id }
      return webhook.token === token ? webhook : { refusal: REFUSALS.badWebhookToken, again: false }
    },
  }
}
