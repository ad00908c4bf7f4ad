// The Wire object: one per source. It runs the flow over its own tables and keeps an alarm armed while it owes anything.
import { DurableObject } from 'cloudflare:workers'
import { readDocument } from '../../core/feed/read.ts'
import { COMPLETE, DESK, HAND_OVER, POLL, REVISE, UNITS } from '../../core/limits.ts'
import type { Item, Source } from '../../core/model.ts'
import type { Sighting } from '../../flow/explain.ts'
import { handOver } from '../../flow/hand-over.ts'
import { nextReview, reviewState } from '../../flow/health.ts'
import { sift } from '../../flow/poll.ts'
import type { DeskOfWire, SourceHealth, WirePorts } from '../../flow/ports.ts'
import { matchOwed } from '../../flow/record.ts'
import { type TickReport, tick } from '../../flow/tick.ts'
import type { Tally } from '../../flow/trend.ts'
import { decode } from '../decode.ts'
import { deskOf, type Env, outboxOf } from '../env.ts'
import { fetcherOf } from '../fetcher.ts'
import { fingerprint, fingerprintBytes } from '../fingerprint.ts'
import { rulesetOf } from '../ruleset-cache.ts'
import { settingsOf } from '../settings.ts'
import { within } from '../within.ts'
import { factsOf } from './facts.ts'
import { migrate } from './migrations.ts'
import { type SearchAnswer, type SearchAsk, search, tally } from './search.ts'
import { sightingIn } from './sighting.ts'
import { TakenOver, WIRE_MIGRATIONS, wireStore } from './wire-store.ts'

export type PushReport = { readonly fresh: number; readonly known: number; readonly matched: number }

export class Wire extends DurableObject<Env> {
  readonly #store: ReturnType<typeof wireStore>
  readonly #facts: ReturnType<typeof factsOf>
  #running: { readonly until: number; readonly ended: Promise<unknown> } | undefined

  constructor(context: DurableObjectState, env: Env) {
    super(context, env)
    migrate(context.storage, WIRE_MIGRATIONS)
    this.#store = wireStore(context.storage)
    this.#facts = factsOf(context.storage.sql)
  }

  /** The cron's call; a run already under way is enough. */
  async tick(source: Source): Promise<void> {
    this.#adopt(source)
    if (!this.#busy()) await this.#run((wire) => tick(wire, 'turn'))
  }

  /** A poll by hand: it waits for a running one and heeds neither turn nor back-off. */
  async poll(source: Source): Promise<TickReport | undefined> {
    this.#adopt(source)
    await this.#idle()
    return this.#run((wire) => tick(wire, 'now'))
  }

  /** Items that were brought here instead of fetched: stored first, then worked on like any others. */
  async push(source: Source, items: readonly Item[]): Promise<PushReport | undefined> {
    this.#adopt(source)
    await this.#idle()
    return this.#run(async (wire) => {
      const { fresh, known } = await sift(wire, items)
      if (fresh.length > 0) await wire.arm()
      wire.store.keep(wire.run, { fresh, baseline: [], now: wire.clock() })
      const matched = await matchOwed(wire)
      await handOver(wire)
      await reviewState(wire)
      return { fresh: fresh.length, known, matched: matched.size }
    })
  }

  /** @param ask a query that was accepted, in the rules' language; all items without one */
  async search(ask: SearchAsk, limit: number): Promise<SearchAnswer> {
    const source = this.#facts.get<Source>('source')
    return source === undefined ? { found: [] } : search(this.#store.archive, source, ask, limit)
  }

  /** How many items of each day this finds. */
  async tally(ask: SearchAsk): Promise<Tally> {
    const source = this.#facts.get<Source>('source')
    return source === undefined ? { days: {} } : tally(this.#store.archive, source, ask)
  }

  /** The item that one of these keys names, and the alerts that carry this rule's match of it. */
  async sighting(keys: readonly string[], rule: string): Promise<Omit<Sighting, 'source'> | undefined> {
    return sightingIn(this.ctx.storage.sql, keys, rule)
  }

  async health(): Promise<
    SourceHealth & { readonly items: number; readonly owed: number; readonly handOvers: number }
  > {
    return { ...this.#store.health(), ...this.#store.items.count() }
  }

  /** The subscription ended: nothing is polled any more, what is owed is still done, then all is emptied. */
  async remove(): Promise<void> {
    this.#facts.set('removed', true)
    this.#store.revisions.unwatch()
    // A run under way finishes what it began; its end empties the Wire.
    if (!this.#busy()) await this.#arm()
  }

  /** The cron's round: an alarm that was lost, or that storage refused, is armed again. */
  async poke(): Promise<void> {
    await this.#arm()
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + HAND_OVER.RETRY_MS)
    try {
      if (!this.#busy()) await this.#run((wire) => tick(wire, 'none'))
    } catch (error) {
      console.error(`wire alarm: ${error instanceof Error ? error.message : 'unknown'}`)
    }
  }

  /** Whoever calls with a source subscribes to it (again); what is known already is not written again. */
  #adopt(source: Source): void {
    if (JSON.stringify(this.#facts.get<Source>('source')) !== JSON.stringify(source)) this.#facts.set('source', source)
    if (this.#facts.get<boolean>('removed') === true) this.#facts.remove('removed')
  }

  #busy(): boolean {
    return this.#running !== undefined && this.#running.until > Date.now()
  }

  async #idle(): Promise<void> {
    while (this.#running !== undefined && this.#busy()) {
      await within(this.#running.until - Date.now(), this.#running.ended)
    }
  }

  /** Undefined when a later run took over, or when no source was ever given. */
  async #run<T>(work: (wire: WirePorts) => Promise<T>): Promise<T | undefined> {
    const source = this.#facts.get<Source>('source')
    if (source === undefined) return undefined
    const before = this.#store.news().alerts
    const ended = work(this.#ports(source)).catch((error: unknown) => {
      if (error instanceof TakenOver) return undefined
      throw error
    })
    const running = { until: Date.now() + POLL.LEASE_MS, ended }
    this.#running = running
    try {
      return await ended
    } finally {
      if (this.#running === running) this.#running = undefined
      await this.#arm()
      await this.#tellTally(source, before)
    }
  }

  /** The alarm stands while anything is owed; an emptied, removed Wire forgets everything. */
  async #arm(): Promise<void> {
    const stands = await this.ctx.storage.getAlarm()
    // From reading what is owed to setting the alarm nothing is waited for, so nothing comes between.
    const now = Date.now()
    const owed = this.#store.nextOwed(now) ?? nextReview(this.#subscription(), this.#store, now)
    const removed = this.#facts.get<boolean>('removed') === true
    const look = removed ? undefined : this.#store.revisions.nextLook()
    const next = [
      ...(owed === undefined ? [] : [Math.max(owed, now + COMPLETE.REST_MS)]),
      ...(look === undefined ? [] : [Math.max(look, now + REVISE.LOOK_REST_MS)]),
    ]
    if (next.length > 0) {
      const at = Math.min(...next)
      // An alarm set is a row written: one that stands already costs nothing.
      if (stands !== at) await this.ctx.storage.setAlarm(at)
      return
    }
    // A run that has begun meanwhile may be about to owe something; its own end sees to the rest.
    if (this.#busy()) return
    if (stands !== null) await this.ctx.storage.deleteAlarm()
    if (removed) await this.#empty()
  }

  /** Should the run die, its alarm comes back to what it left; its end says when that is really to be. */
  async #armForRun(): Promise<void> {
    const at = Date.now() + HAND_OVER.RETRY_MS
    const stands = await this.ctx.storage.getAlarm()
    if (stands === null || stands > at) await this.ctx.storage.setAlarm(at)
  }

  async #empty(): Promise<void> {
    await this.ctx.storage.deleteAll()
    migrate(this.ctx.storage, WIRE_MIGRATIONS)
    this.#store.archive.open()
  }

  #ports(source: Source): WirePorts {
    const settings = settingsOf(this.env)
    return {
      source,
      run: this.#store.begin(),
      clock: Date.now,
      keepMs: settings.keepDays * UNITS.DAY,
      store: this.#store,
      fetch: fetcherOf(settings),
      read: (document) => readDocument(document, decode),
      fingerprint,
      fingerprintBytes,
      desk: this.#desk(source),
      arm: () => this.#armForRun(),
      hand: async (destination, handOvers) =>
        (await within(DESK.ANSWER_MS * 5, outboxOf(this.env, destination).accept(destination, handOvers))) === true,
    }
  }

  /** Alerts are recorded after the Desk was asked for the ruleset: without this call they would count with the next news. */
  async #tellTally(source: Source, before: number): Promise<void> {
    const { items, alerts } = this.#store.news()
    if (alerts > before) await within(DESK.ANSWER_MS, deskOf(this.env).reportTally(source.id, { items, alerts }))
  }

  /** What is still subscribed to. */
  #subscription(): Source | undefined {
    return this.#facts.get<boolean>('removed') === true ? undefined : this.#facts.get<Source>('source')
  }

  #desk(subscription: Source): DeskOfWire {
    const desk = deskOf(this.env)
    return {
      ruleset: async (sample) => {
        const { items, alerts } = this.#store.news()
        const tally = { source: subscription.id, items, alerts }
        const version = await within(DESK.ANSWER_MS * 5, desk.rulesetVersion(sample, tally))
        if (version === undefined) return undefined
        return rulesetOf(version, this.env.RULES, () => desk.publishedRuleset())
      },
      show: async (sample) => {
        await within(DESK.ANSWER_MS, desk.takeSample(sample.slice(0, DESK.SAMPLE_ITEMS)))
      },
      report: async (source, health) => (await within(DESK.ANSWER_MS, desk.reportSource(source, health))) === true,
      pages: async (source, wanted = COMPLETE.PAGES_PER_TICK) =>
        (await within(DESK.ANSWER_MS, desk.grantPages(source.url, wanted))) ?? 0,
    }
  }
}
