// What the couriers to other services have in common: the address is checked before every try, and an answer means the same everywhere
// except for what a service says in its own words.
import { SERVICE } from '../../core/limits.ts'
import { checkAddress } from '../../core/links.ts'
import type { Result } from '../../core/result.ts'
import { err, ok } from '../../core/result.ts'
import type { SendOutcome } from '../../flow/delivery-ports.ts'
import { userAgent } from '../fetcher.ts'
import { type Answer, askedWait, post } from '../send.ts'
import { present, type Settings } from '../settings.ts'

/** Host names, a leading dot standing for any name below. Absent: every public host, as for a webhook. */
export type Hosts = readonly string[]

const isAmong = (host: string, hosts: Hosts): boolean =>
  hosts.some((known) => (known.startsWith('.') ? host.endsWith(known) : host === known))

/** The only spelling that may be stored and called; a refusal in a sentence for whoever gave it. */
export const serviceAddress = (url: string, settings: Settings, hosts?: Hosts): Result<string, string> => {
  const policy = { for: 'webhook' as const, allowPrivate: settings.allowPrivateNetwork, ownHost: settings.ownHost }
  const address = checkAddress(url, present(policy))
  if (!address.ok) return err(address.error.message)
  const known = hosts === undefined || settings.allowPrivateNetwork || isAmong(new URL(address.value).hostname, hosts)
  return known ? ok(address.value) : err('That is no address of this service.')
}

/** What a service's own words mean, where they say more than the status. */
export type Dialect = {
  /** What an answer means before anything else is asked of it. */
  readonly own?: (answer: Answer) => SendOutcome | undefined
  /** The id of the message that was taken, where messages can be edited. */
  readonly message?: (answer: Answer) => string | undefined
  /** Why nothing will ever be taken there again. */
  readonly gone?: (answer: Answer) => string | undefined
  /** Whether a plainer form may be taken. */
  readonly malformed?: (answer: Answer) => boolean
  /** Milliseconds to wait, where the header does not say so. */
  readonly wait?: (answer: Answer) => number | undefined
  /** The pace the service asks for; ms. */
  readonly pauseMs?: number
}

const judge = (answer: Answer, dialect: Dialect): SendOutcome => {
  const { status } = answer
  const own = dialect.own?.(answer)
  if (own !== undefined) return own
  if (status >= 200 && status < 300) {
    return { outcome: 'sent', status, ...present({ pauseMs: dialect.pauseMs, message: dialect.message?.(answer) }) }
  }
  const gone = dialect.gone?.(answer) ?? (status === 410 ? 'the service says that it is gone' : undefined)
  if (gone !== undefined) return { outcome: 'gone', reason: gone, status }
  // No time at all, or one that is over, says nothing.
  const wait = dialect.wait?.(answer) ?? (askedWait(answer) || undefined)
  if (status === 429) {
    return { outcome: 'limited', reason: 'the rate limit is spent', status, afterMs: wait ?? SERVICE.LIMITED_MS }
  }
  if (status === 413) return { outcome: 'refused', reason: 'the message is too large', status }
  if (dialect.malformed?.(answer) === true) {
    return { outcome: 'malformed', reason: `answered ${status}: not in this form`, status }
  }
  return { outcome: 'later', reason: `answered ${status}`, status, ...present({ afterMs: wait }) }
}

/** One try. A body repeated after a lost answer may be shown twice: none of these services knows an id for a message. */
export const sendTo = async (
  address: Result<string, string>,
  settings: Settings,
  body: string,
  dialect: Dialect = {},
): Promise<SendOutcome> => {
  if (!address.ok) return { outcome: 'refused', reason: `the address is not allowed: ${address.error}`, status: 0 }
  const headers = { 'content-type': 'application/json', 'user-agent': userAgent(settings.publicUrl) }
  const answer = await post(address.value, headers, body)
  return 'outcome' in answer ? answer : judge(answer, dialect)
}
