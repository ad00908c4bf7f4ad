// The Outbox object: one per destination. Its alarm delivers; it alone holds the destination's address and secret.
import { DurableObject } from 'cloudflare:workers'
import { type Notice, noticeId } from '../../core/alert/notice.ts'
import type { Manners } from '../../core/alert/schedule.ts'
import { DELIVER } from '../../core/limits.ts'
import { deliver } from '../../flow/deliver.ts'
import type { Courier, OutboxPorts, Parcel, ParcelState } from '../../flow/delivery-ports.ts'
import type { Ending } from '../../flow/explain.ts'
import type { HandOver } from '../../flow/ports.ts'
import { courierOf, type DestinationConfig, isGated } from '../courier.ts'
import { deskOf, type Env } from '../env.ts'
import { fingerprint, freshId } from '../fingerprint.ts'
import { settingsOf } from '../settings.ts'
import { awaitsConsent, type Consent, consented, sendTest, type TestAnswer, UNCONFIRMED } from '../webhook/consent.ts'
import { rotated } from '../webhook/courier.ts'
import { newSecret } from '../webhook/signature.ts'
import { within } from '../within.ts'
import { type Facts, factsOf } from './facts.ts'
import { migrate } from './migrations.ts'
import { tidyOutbox } from './outbox-purge.ts'
import { type Delivery, OUTBOX_MIGRATIONS, type OutboxTables, outboxStore, type RuleOutcome } from './outbox-store.ts'

type Owed = { readonly pending: number; readonly oldest?: number }

const GONE = 'destination gone'
/** As many as fit a Discord nonce (25). */
const PARCEL_CHARS = 24

export class Outbox extends DurableObject<Env> {
  readonly #tables: OutboxTables
  readonly #facts: Facts

  constructor(context: DurableObjectState, env: Env) {
    super(context, env)
    migrate(context.storage, OUTBOX_MIGRATIONS)
    this.#tables = outboxStore(context.storage)
    this.#facts = factsOf(context.storage.sql)
  }

  async configure(destination: string, config: DestinationConfig & Consent, manners?: Manners): Promise<void> {
    this.#facts.set('destination', destination)
    this.#facts.set('config', config)
    if (manners !== undefined) this.#facts.set('manners', manners)
    if (awaitsConsent(config)) this.#tables.disable(UNCONFIRMED)
  }

  /** True once every alert is kept for good; repeated hand-overs change nothing. */
  async accept(destination: string, handOvers: readonly HandOver[]): Promise<true> {
    this.#facts.set('destination', destination)
    this.#tables.accept(handOvers, Date.now())
    if (this.#config() === undefined) this.#dropAll()
    await this.#arm()
    return true
  }

  /**
   * True once every notice is a parcel of its own; repeated ones change nothing.
   * @param config for a destination that only the Desk knows: the operator's channel
   */
  async notify(destination: string, notices: readonly Notice[], config?: DestinationConfig): Promise<true> {
    this.#facts.set('destination', destination)
    if (config !== undefined) this.#facts.set('config', config)
    const there = this.#config()
    if (there === undefined) return true
    for (const notice of notices) await this.#fixNotice(destination, notice, this.#courier(there))
    await this.#arm()
    return true
  }

  async #fixNotice(destination: string, notice: Notice, courier: Courier): Promise<void> {
    const id = await noticeId(fingerprint, notice, destination)
    const created = Date.now()
    const body = courier.packNotice(id, notice, created)
    if (body === undefined || this.#tables.knows(id)) return
    this.#tables.fix({ id, body, alerts: [], created, tries: 0 })
  }

  /** The cron's round: an alarm that was lost is armed again. */
  async poke(): Promise<void> {
    tidyOutbox(this.ctx.storage, this.#facts, Date.now())
    if ((await this.ctx.storage.getAlarm()) === null) await this.#arm()
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + DELIVER.REARM_MS)
    try {
      await this.#deliver()
      tidyOutbox(this.ctx.storage, this.#facts, Date.now())
    } catch (error) {
      console.error(`outbox alarm: ${error instanceof Error ? error.message : 'unknown'}`)
    }
  }

  /** Told in three words. A test that is accepted is the consent of a destination that had yet to give it. */
  async sendTest(): Promise<TestAnswer> {
    const config = this.#config()
    if (config === undefined) return 'refused'
    const answer = await sendTest(config, settingsOf(this.env), this.#courier(config), Date.now())
    if (answer === 'accepted' && awaitsConsent(config)) {
      this.#facts.set('config', consented(config))
      this.#tables.enable()
      await this.#arm()
    }
    return answer
  }

  /** A new secret for a webhook, shown once; the old one is signed with for another day. */
  async rotate(): Promise<string | undefined> {
    const config = this.#config()
    if (config?.kind !== 'webhook') return undefined
    const secret = newSecret()
    this.#facts.set('config', rotated(config, secret, Date.now()))
    return secret
  }

  /** Ends a disablement and replays what is dead; only a test ends the wait for consent. */
  async enable(): Promise<number> {
    const config = this.#config()
    if (config !== undefined && awaitsConsent(config)) return 0
    this.#tables.enable()
    const replays: (string | undefined)[] = []
    for (const parcel of this.#tables.dead()) replays.push(await this.#replay(parcel))
    await this.#arm()
    return replays.filter((replay) => replay !== undefined).length
  }

  /** A new parcel with the same alerts; undefined for an unknown one. */
  async replay(parcel: string): Promise<string | undefined> {
    const id = await this.#replay(parcel)
    await this.#arm()
    return id
  }

  async remove(): Promise<void> {
    this.#facts.remove('config')
    this.#dropAll()
    await this.#arm()
  }

  async deliveries(
    state: ParcelState | undefined,
    before: number,
    limit: number,
  ): Promise<readonly { readonly row: number; readonly delivery: Delivery }[]> {
    return this.#tables.deliveries(state, before, limit)
  }

  async outcomes(): Promise<readonly RuleOutcome[]> {
    return this.#tables.outcomes()
  }

  /** The recorded ends of these alerts for one rule. */
  async endingsOf(rule: string, alerts: readonly string[]): Promise<readonly Ending[]> {
    return this.#tables.endingsOf(rule, alerts)
  }

  async isConfigured(): Promise<boolean> {
    return this.#config() !== undefined
  }

  async status(): Promise<{ readonly pending: number; readonly disabled?: string }> {
    const disabled = this.#tables.disabled()
    const { pending } = this.#tables.owes()
    return disabled === undefined ? { pending } : { pending, disabled }
  }

  #config(): (DestinationConfig & Consent) | undefined {
    return this.#facts.get<DestinationConfig & Consent>('config')
  }

  #destination(): string {
    return this.#facts.get<string>('destination') ?? ''
  }

  #dropAll(): void {
    for (;;) {
      const waiting = this.#tables.waiting(Number.MAX_SAFE_INTEGER, DELIVER.ALERTS_PER_RUN)
      if (waiting.length === 0) break
      for (const { alert } of waiting) this.#tables.settleAlert(alert.id, 'dropped', GONE)
    }
    for (const { id } of this.#tables.pending(Number.MAX_SAFE_INTEGER)) {
      this.#tables.bury(id, 'dropped', GONE)
    }
  }

  async #deliver(): Promise<void> {
    const config = this.#config()
    if (config === undefined) this.#dropAll()
    else await deliver(this.#ports(config))
    await this.#arm()
  }

  async #arm(): Promise<void> {
    const { pending, oldest, next } = this.#tables.owes()
    if (next === undefined || this.#tables.disabled() !== undefined) await this.ctx.storage.deleteAlarm()
    else await this.ctx.storage.setAlarm(Math.max(next, Date.now()))
    await this.#reportOwed(oldest === undefined ? { pending } : { pending, oldest })
  }

  /** The Desk is told only what it does not know yet, so that a plain delivery costs no second call. */
  async #reportOwed(owed: Owed): Promise<void> {
    const told = this.#facts.get<Owed>('told')
    const news = (told?.pending ?? 0) !== owed.pending && (owed.pending === 0 || this.#isStuck())
    if (!news) return
    const { pending, oldest } = owed
    const heard = await within(DELIVER.CLEAR_MS, deskOf(this.env).reportOwed(this.#destination(), pending, oldest))
    if (heard === true) this.#facts.set('told', owed)
  }

  #isStuck(): boolean {
    return this.#tables.disabled() !== undefined || this.#tables.backoff().next > Date.now()
  }

  #ports(config: DestinationConfig): OutboxPorts {
    const desk = deskOf(this.env)
    const destination = this.#destination()
    let probing = false
    return {
      destination,
      clock: Date.now,
      random: Math.random,
      store: this.#tables,
      courier: this.#courier(config),
      newId: () => freshId(PARCEL_CHARS),
      clear: async (rules) => {
        const clearance = await within(DELIVER.CLEAR_MS, desk.clear(destination, rules, isGated(config)))
        probing = clearance?.probe ?? false
        return clearance
      },
      closeGate: async (reason, forMs) => {
        await within(DELIVER.CLEAR_MS, desk.closeGate(reason, forMs))
      },
      passed: async () => {
        if (!probing) return
        probing = false
        await within(DELIVER.CLEAR_MS, desk.openGate())
      },
    }
  }

  #courier(config: DestinationConfig): Courier {
    return courierOf(config, settingsOf(this.env))
  }

  async #replay(parcel: string): Promise<string | undefined> {
    const config = this.#config()
    const alerts = this.#tables.alertsOf(parcel)
    if (config === undefined || alerts.length === 0) return undefined
    const now = Date.now()
    const ids = alerts.map(({ id }) => id)
    const id = freshId(PARCEL_CHARS)
    const body = this.#courier(config).pack(id, alerts, now)
    const replay: Parcel = { id, body, alerts: ids, created: now, tries: 0, replayOf: parcel }
    this.#tables.replayed(parcel)
    this.#tables.fix(replay)
    return id
  }
}
