// The courier to a signed webhook: one alert a parcel, 2xx is success, 410 and `webhook-delivery: disable` end it for good.
import { sourceSilent } from '../../core/alert/notice.ts'
import { digestBody, fitsDigestBody, itemMatched } from '../../core/alert/payload.ts'
import { WEBHOOK } from '../../core/limits.ts'
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

/** With a new secret, beside which the old one is signed with for another day. */
export const rotated = (config: WebhookConfig, secret: string, now: number): WebhookConfig => ({
  ...config,
  secret,
  previous: { secret: config.secret, until: now + WEBHOOK.ROTATION_MS },
})

export const webhookPolicy = (settings: Settings) =>
  present({ for: 'webhook' as const, allowPrivate: settings.allowPrivateNetwork, ownHost: settings.ownHost })

const timeOf = (now: number): string => new Date(now).toISOString()

export const webhookCourier = (config: WebhookConfig, settings: Settings): Courier => ({
  kind: 'webhook',
  fits: () => 1,
  pack: (_id, [alert], now) => (alert === undefined ? '' : itemMatched(alert, timeOf(now))),
  fitsDigest: fitsDigestBody,
  packDigest: (_id, digest, now) => digestBody(digest, timeOf(now)),
  packNotice: (_id, notice, now) => (notice.kind === 'source.silent' ? sourceSilent(notice, timeOf(now)) : undefined),
  send: async ({ id, body }, now) => {
    const answer = await postSigned(config, settings, id, body, now)
    return 'outcome' in answer ? answer : judge(answer)
  },
})

/** One signed POST: its answer, or why there is none. */
export const postSigned = async (
  config: WebhookConfig,
  settings: Settings,
  id: string,
  body: string,
  now: number,
): Promise<Answer | Exclude<SendOutcome, { outcome: 'sent' }>> => {
  const address = checkAddress(config.url, webhookPolicy(settings))
  if (!address.ok)
    return { outcome: 'refused', reason: `the address is not allowed: ${address.error.message}`, status: 0 }
  const headers = {
    'content-type': 'application/json',
    'user-agent': userAgent(settings.publicUrl),
    ...(await signedHeaders(id, now, body, secretsAt(config, now))),
  }
  return post(address.value, headers, body)
}

/** What a receiver's answer means (Standard Webhooks 1.0; `webhook-delivery` as Svix has it). */
export const judge = (answer: Answer): SendOutcome => {
  const { status } = answer
  const noMore = 'the receiver asked for no more'
  const ends = answer.headers.get('webhook-delivery') === 'disable'
  if (status >= 200 && status < 300) return { outcome: 'sent', status, ...(ends ? { last: noMore } : {}) }
  if (status === 410 || ends) return { outcome: 'gone', reason: noMore, status }
  if (status === 413) return { outcome: 'refused', reason: 'the receiver finds it too large', status }
  // No time at all, or one that is over, says nothing.
  const wait = askedWait(answer) || undefined
  // A receiver that is down may answer 503 for ever, and that has to count; one that names a time asks for patience.
  if (status === 429 || (status === 503 && wait !== undefined)) {
    return { outcome: 'limited', reason: `asked for patience (${status})`, status, afterMs: wait ?? WEBHOOK.LIMITED_MS }
  }
  // A redirect is a failure, not an address: following one would carry the signature to a stranger.
  return { outcome: 'later', reason: `answered ${status}`, status, ...present({ afterMs: wait }) }
}
