// An Outbox without its object: real tables, a clock that is set, and a courier whose answers are scripted.
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Manners, Schedule } from '../../src/core/alert/schedule.ts'
import type { Alert, Match } from '../../src/core/model.ts'
import { fingerprint } from '../../src/edge/fingerprint.ts'
import { migrate } from '../../src/edge/store/migrations.ts'
import { OUTBOX_MIGRATIONS, outboxStore } from '../../src/edge/store/outbox-store.ts'
import { deliver } from '../../src/flow/deliver.ts'
import { scheduleFor } from '../../src/flow/delivery/manners.ts'
import type { Clearance, Courier, OutboxPorts, Parcel, SendOutcome } from '../../src/flow/delivery-ports.ts'

export const START = Date.parse('2026-11-02T12:00:00Z')
export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

type Sent = Parcel & { readonly at: number; readonly stories: readonly string[] }
type Answer = SendOutcome | 'sent'

const sent = (message: string): SendOutcome => ({ outcome: 'sent', status: 200, message: `c/${message}` })
export const answered = (status: number): SendOutcome => ({ outcome: 'later', reason: `answered ${status}`, status })
export const unknown: SendOutcome = { outcome: 'unknown', reason: 'no answer' }

/** One rule's match each, unless told otherwise. */
export const alertOf = (id: string, given: Partial<Alert> = {}): Alert => ({
  id,
  destination: 'place',
  story: `story-of-${id}`,
  source: { id: 'wire', name: 'Wire' },
  revision: 0,
  item: { id, title: `Title ${id}`, lead: '', complete: true, authors: [], tags: [], ended: false },
  matches: [match('rule')],
  mentions: { roles: [], users: [] },
  silent: false,
  firstSeen: new Date(START).toISOString(),
  headlineOnly: false,
  ...given,
})

export const match = (rule: string, given: Partial<Match> = {}): Match => ({ rule, name: rule, spans: [], ...given })

export type Scene = {
  now: number
  /** What the place answers to a parcel. */
  answer: (parcel: Sent) => Answer | Promise<Answer>
  courier: Courier
  manners: Manners
  clearance: ((rules: readonly string[]) => Clearance) | undefined
  readonly store: ReturnType<typeof outboxStore>
  readonly storage: DurableObjectStorage
  readonly sent: Sent[]
  readonly gate: string[]
  /** Hands alerts over. */
  add: (...alerts: readonly Alert[]) => void
  /** A run, as if so much time had passed. */
  run: (afterMs?: number) => Promise<void>
  /** Runs whenever one is due, until then or until nothing is owed. */
  runFor: (ms: number) => Promise<void>
  ends: () => Record<string, string>
  tries: (parcel: string) => { outcome: string; may_repeat?: true }[]
}

/** A body that shows what it holds. */
const bodyOf = (form: string, id: string, alerts: readonly Alert[], more: object = {}): string =>
  JSON.stringify({ form, id, stories: alerts.map((alert) => alert.id), ...more })

export const webhook: Omit<Courier, 'send'> = {
  kind: 'webhook',
  fits: () => 1,
  pack: (id, alerts) => bodyOf('full', id, alerts),
  packNotice: () => undefined,
}

export const channel: Omit<Courier, 'send'> = {
  ...webhook,
  kind: 'discord-channel',
  fits: (alerts) => Math.min(alerts.length, 4),
  plain: (body) => JSON.stringify({ ...JSON.parse(body), form: 'plain' }),
  look: async () => ({ found: 'absent' }),
  fitsDigest: (entries) => Math.min(entries.length, 5),
  packDigest: (id, { entries, ...digest }) =>
    bodyOf(
      'digest',
      id,
      entries.map(({ alert }) => alert),
      digest,
    ),
  packEdit: ({ body }, change) => {
    const { changed = [], ...known } = JSON.parse(body)
    return JSON.stringify({ ...known, changed: [...changed, change.id] })
  },
  packReply: (id, change, message) => bodyOf('reply', id, [change], { message }),
}

/** The work runs inside an object, with its storage empty. */
export const withScene = (kind: Omit<Courier, 'send'>, work: (scene: Scene) => Promise<void>): Promise<void> =>
  runInDurableObject(env.WIRE.get(env.WIRE.idFromName('scene')), async (_object, { storage }) => {
    await storage.deleteAll()
    migrate(storage, OUTBOX_MIGRATIONS)
    await work(sceneOn(kind, storage))
  })

const sceneOn = (kind: Omit<Courier, 'send'>, storage: DurableObjectStorage): Scene => {
  const store = outboxStore(storage)
  let ids = 0
  const scene: Scene = {
    now: START,
    answer: () => 'sent',
    manners: {},
    clearance: undefined,
    store,
    storage,
    sent: [],
    gate: [],
    courier: {
      ...kind,
      send: async (parcel) => {
        const seen = { ...parcel, at: scene.now, stories: JSON.parse(parcel.body).stories }
        scene.sent.push(seen)
        const answer = await scene.answer(seen)
        return answer === 'sent' ? sent(`m-${parcel.id}`) : answer
      },
    },
    add: (...alerts) => {
      const handOvers = alerts.map((alert) => ({ alert, notBefore: scene.now }))
      const { quiet } = scene.manners
      const planned = (alert: Alert, notBefore: number): Schedule => {
        const schedule = scheduleFor(alert, quiet === undefined ? {} : { quiet }, 0, scene.now)
        return schedule.digest === undefined ? { at: Math.max(notBefore, schedule.at) } : schedule
      }
      store.accept(handOvers, scene.now, { planned, marks: scene.courier.packEdit !== undefined })
    },
    run: async (afterMs = 0) => {
      scene.now += afterMs
      await deliver(ports())
    },
    runFor: async (ms) => {
      const end = scene.now + ms
      for (let runs = 0; ; runs++) {
        if (runs > 5_000) throw new Error('it runs and runs')
        const next = store.disabled() === undefined ? store.owes(scene.now).next : undefined
        if (next === undefined || next > end) break
        scene.now = Math.max(scene.now, next)
        await deliver(ports())
      }
      scene.now = end
    },
    ends: () => Object.fromEntries(store.outcomes().map(({ alert, state }) => [alert, state])),
    tries: (parcel) => {
      const found = store.deliveries(undefined, Number.MAX_SAFE_INTEGER, 1_000, 0)
      const attempts = found.find(({ delivery }) => delivery.id === parcel)?.delivery.attempts ?? []
      return attempts.map(({ outcome, may_repeat }) => ({ outcome, ...(may_repeat ? { may_repeat } : {}) }))
    },
  }
  const ports = (): OutboxPorts => ({
    destination: 'place',
    clock: () => scene.now,
    random: () => 0.5,
    store,
    courier: scene.courier,
    manners: scene.manners,
    fingerprint,
    newId: () => `p${++ids}`,
    clear: async (rules) => scene.clearance?.(rules),
    closeGate: async (reason) => {
      scene.gate.push(reason)
    },
    passed: async () => undefined,
  })
  return scene
}
