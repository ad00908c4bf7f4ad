// Makes the destinations, the rules and the source of the local desk, through the Worker's own API. It looks before it
// makes, so that a second start finds everything and makes nothing; what a person added beside is left alone.
import { ok, type Result } from '../../core/result.ts'
import type { Api } from './api.ts'
import { type Carrier, RULES } from './rules.ts'
import type { State } from './state.ts'
import { WIRE_NAME } from './wire.ts'

/** Any channel will do for the stand-in; a snowflake, because Discord's are. */
export const CHANNEL = '400000000000000001'
const NAMES: Readonly<Record<Carrier, string>> = { discord: 'Local channel', webhook: 'Local receiver' }

type Webhook = NonNullable<State['webhook']>

export type LocalSetup = {
  readonly source: string
  readonly destinations: Readonly<Record<Carrier, string>>
  readonly webhook: Webhook
}

export type SetUpRequest = {
  readonly api: Api
  readonly feed: string
  readonly hook: string
  /** How many of the first stories count as news. */
  readonly opening: number
  /** What the last start was told, if there was one. */
  readonly webhook?: Webhook
}

type Named = { readonly id: string; readonly name: string }
type SourceView = Named & { readonly url: string }
type RuleView = Named & { readonly query: string; readonly destination: string }
type Outcome<T> = Promise<Result<T, string>>

const ensureChannel = async (api: Api): Outcome<string> => {
  const made = await api.post<Named>('destinations', { kind: 'discord-channel', name: NAMES.discord, channel: CHANNEL })
  return made.ok ? ok(made.value.id) : made
}

/** The secret is told once, at creation; where it was lost, a new one is asked for. */
const ensureWebhook = async (api: Api, hook: string, known: Webhook | undefined): Outcome<Webhook> => {
  const made = await api.post<Named & { secret?: string }>('destinations', {
    kind: 'webhook',
    name: NAMES.webhook,
    url: hook,
  })
  if (!made.ok) return made
  const { id, secret } = made.value
  if (secret !== undefined) return ok({ id, secret })
  if (known?.id === id) return ok(known)
  const rotated = await api.post<{ secret: string }>(`destinations/${id}/rotate`)
  return rotated.ok ? ok({ id, secret: rotated.value.secret }) : rotated
}

const ensureRules = async (api: Api, destinations: LocalSetup['destinations']): Outcome<undefined> => {
  const rules = await api.list<RuleView>('rules')
  if (!rules.ok) return rules
  for (const { name, query, to } of RULES) {
    const wanted = { name, query, destination: destinations[to] }
    const known = rules.value.find((rule) => rule.name === name)
    const same = known?.query === query && known.destination === wanted.destination
    if (same) continue
    const saved = await (known === undefined ? api.post('rules', wanted) : api.patch(`rules/${known.id}`, wanted))
    if (!saved.ok) return saved
  }
  return ok(undefined)
}

/** Receivers of earlier starts, on ports that are now another's. */
const removeStaleReceivers = async (api: Api, current: string): Outcome<undefined> => {
  const destinations = await api.list<Named>('destinations')
  if (!destinations.ok) return destinations
  for (const { id } of destinations.value.filter(({ id, name }) => name === NAMES.webhook && id !== current)) {
    const removed = await api.remove(`destinations/${id}`)
    if (!removed.ok) return removed
  }
  return ok(undefined)
}

const ensureSource = async (api: Api, feed: string, opening: number): Outcome<string> => {
  const sources = await api.list<SourceView>('sources')
  if (!sources.ok) return sources
  const known = sources.value.find(({ url }) => url === feed)
  if (known !== undefined) return ok(known.id)
  for (const stale of sources.value.filter(({ name }) => name === WIRE_NAME)) {
    const removed = await api.remove(`sources/${stale.id}`)
    if (!removed.ok) return removed
  }
  const draft = { url: feed, name: WIRE_NAME, kind: 'feed', every: 1, backfill: opening }
  const made = await api.post<Named>('sources', draft)
  return made.ok ? ok(made.value.id) : made
}

/** The rules come before the source, so that its first story already meets them. */
export const setUp = async ({ api, feed, hook, opening, webhook }: SetUpRequest): Outcome<LocalSetup> => {
  const channel = await ensureChannel(api)
  if (!channel.ok) return channel
  const receiver = await ensureWebhook(api, hook, webhook)
  if (!receiver.ok) return receiver
  const destinations = { discord: channel.value, webhook: receiver.value.id }
  const rules = await ensureRules(api, destinations)
  if (!rules.ok) return rules
  const tidied = await removeStaleReceivers(api, receiver.value.id)
  if (!tidied.ok) return tidied
  const source = await ensureSource(api, feed, opening)
  return source.ok ? ok({ source: source.value, destinations, webhook: receiver.value }) : source
}
