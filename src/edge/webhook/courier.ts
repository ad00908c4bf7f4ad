// The courier to a signed webhook: one alert a parcel, 2xx is success, 410 and `webhook-delivery: disable` end it for good.
import { sourceSilent } from '../../core/alert/notice.ts'
import { itemMatched } from '../../core/alert/payload.ts'
import { checkAddress } from '../../core/links.ts'
import type { Courier, SendOutcome } from '../../flow/delivery-ports.ts'
import { userAgent } from '../fetcher.ts'
import { type Answer, askedWait, post } from '../send.ts'
import { present, type Settings } from '../settings.ts'
import { signedHeaders } from './signature.ts'

export type WebhookConfig = {
  readonly kind: 'webhook'
  readonly url: string
  readonly secret: string
  /** The secret before the last rotation, signed with as well until then. */
  readonly previous?: { readonly secret: string; readonly until: number }
}

const secretsAt = ({ secret, previous }: WebhookConfig, now: number): string[] =>
  previous !== undefined && previous.until > now ? [secret, previous.secret] : [secret]

export const webhookPolicy = (settings: Settings) =>
  present({ for: 'webhook' as const, allowPrivate: settings.allowPrivateNetwork, ownHost: settings.ownHost })

export const webhookCourier = (config: WebhookConfig, settings: Settings): Courier => ({
  kind: 'webhook',
  fits: () => 1,
  pack: (_id, [alert], now) => (alert === undefined ? '' : itemMatched(alert, new Date(now).toISOString())),
  packNotice: (_id, notice, now) =>
    notice.kind === 'source.silent' ? sourceSilent(notice, new Date(now).toISOString()) : undefined,
  send: ({ id, body }, now) => sendSigned(config, settings, id, body, now),
})

export const sendSigned = async (
  config: WebhookConfig,
  settings: Settings,
  id: string,
  body: string,
  now: number,
): Promise<SendOutcome> => {
  const address = checkAddress(config.url, webhookPolicy(settings))
  if (!address.ok)
    return { outcome: 'refused', reason: `the address is not allowed: ${address.error.message}`, status: 0 }
  const answer = await post(
    address.value,
    {
      'content-type': 'application/json',
      'user-agent': userAgent(settings.publicUrl),
      ...(await signedHeaders(id, now, body, secretsAt(config, now))),
    },
    body,
  )
  return 'outcome' in answer ? answer : judge(answer)
}

const judge = (answer: Answer): SendOutcome => {
  const { status } = answer
  if (status === 410 || answer.headers.get('webhook-delivery') === 'disable') {
    return { outcome: 'gone', reason: 'the receiver asked for no more', status }
  }
  if (status >= 200 && status < 300) return { outcome: 'sent', status }
  // A redirect is a failure, not an address: following one would carry the signature to a stranger.
  return { outcome: 'later', reason: `answered ${status}`, status, ...present({ afterMs: askedWait(answer) }) }
}
