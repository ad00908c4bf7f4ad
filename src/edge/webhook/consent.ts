// Tests, and the consent they bring: an address that a Discord user gave is not sent anything but tests until it has shown that whoever
// runs it wants it. A signed webhook gives back the test's challenge, which no page and no stranger's API does by chance; a service's own
// webhook answers 2xx. The operator answers for the operator's addresses.
import { webhookTest } from '../../core/alert/payload.ts'
import type { Owner } from '../../core/model.ts'
import type { Courier, SendOutcome } from '../../flow/delivery-ports.ts'
import type { DestinationConfig } from '../courier.ts'
import { freshId } from '../fingerprint.ts'
import type { Answer } from '../send.ts'
import type { Settings } from '../settings.ts'
import { judge, postSigned, type WebhookConfig } from './courier.ts'

export type TestAnswer = 'accepted' | 'refused' | 'no answer'

/** Set while a destination has yet to consent. */
export type Consent = { readonly consent?: 'awaited' }

/** Why nothing is delivered until then. */
export const UNCONFIRMED = 'waiting for a test that is accepted'

/** Discord vouches for its own channels, webhooks and people. */
const needsConsent = (owner: Owner, { kind }: DestinationConfig): boolean =>
  owner !== 'operator' && !kind.startsWith('discord')

/** The configuration of a new destination. */
export const withConsent = <C extends DestinationConfig>(owner: Owner, config: C): C & Consent =>
  needsConsent(owner, config) ? { ...config, consent: 'awaited' } : config

export const awaitsConsent = (config: DestinationConfig & Consent): boolean => config.consent === 'awaited'

/** The configuration of one that has consented. */
export const consented = ({ consent: _, ...config }: DestinationConfig & Consent): DestinationConfig =>
  config as DestinationConfig

const bodyAnswer = (text: string): unknown => {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? (body as { challenge?: unknown }).challenge : body
  } catch {
    return text.trim()
  }
}

/**
 * Whether the challenge came back: in the header `webhook-challenge`, or as the body, bare or as `{"challenge": …}`. An answer that
 * holds the whole request is an echo, and nobody's consent.
 */
export const gaveBack = ({ headers, text }: Pick<Answer, 'headers' | 'text'>, challenge: string): boolean =>
  headers.get('webhook-challenge')?.trim() === challenge || bodyAnswer(text) === challenge

/** Three words, whatever happened: status, time and body stay here, so that a test is no way to look around. */
export const testAnswer = (sent: SendOutcome): TestAnswer => {
  if (sent.outcome === 'sent') return 'accepted'
  return (sent.outcome === 'later' || sent.outcome === 'unknown') && sent.status === undefined ? 'no answer' : 'refused'
}

const testWebhook = async (config: WebhookConfig & Consent, settings: Settings, now: number): Promise<TestAnswer> => {
  const challenge = freshId(CHALLENGE_CHARS)
  const body = webhookTest(challenge, new Date(now).toISOString())
  const answer = await postSigned(config, settings, freshId(ID_CHARS), body, now)
  if ('outcome' in answer) return testAnswer(answer)
  const accepted = testAnswer(judge(answer))
  return accepted === 'accepted' && awaitsConsent(config) && !gaveBack(answer, challenge) ? 'refused' : accepted
}

const CHALLENGE_CHARS = 32
const ID_CHARS = 24

/** A signed `webhook.test`, or a plain message; it never pings. @param now ms since the epoch */
export const sendTest = async (
  config: DestinationConfig & Consent,
  settings: Settings,
  courier: Courier,
  now: number,
): Promise<TestAnswer> => {
  if (config.kind === 'webhook') return testWebhook(config, settings, now)
  const id = freshId(ID_CHARS)
  const body = courier.packNotice(id, { kind: 'ops', subject: 'test', text: 'Nightdesk can post here.' }, now)
  if (body === undefined) return 'refused'
  return testAnswer(await courier.send({ id, body, alerts: [], created: now, tries: 0 }, now))
}
