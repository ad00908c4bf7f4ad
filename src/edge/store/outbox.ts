// The Outbox object: one per destination. Its alarm delivers; it alone holds the destination's address and secret.
import { DurableObject } from 'cloudflare:workers'
import { ENDINGS } from '../../core/alert/ending.ts'
import { type Notice, noticeId } from '../../core/alert/notice.ts'
import type { Manners, Schedule } from '../../core/alert/schedule.ts'
import { DELIVER, OPS } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import { buryOverdue, deliver } from '../../flow/deliver.ts'
import { scheduleFor } from '../../flow/delivery/manners.ts'
import type { Courier, OutboxPorts, ParcelState } from '../../flow/delivery-ports.ts'
import type { Ending, Received } from '../../flow/explain.ts'
import type { HandOver } from '../../flow/ports.ts'
import { courierOf, type DestinationConfig, isGated } from '../courier.ts'
import { deskOf, type Env } from '../env.ts'
import { fingerprint, freshId } from '../fingerprint.ts'
import { settingsOf } from '../settings.ts'
import { awaitsConsent, type Consent, consented, sendTest, type TestAnswer, UNCONFIRMED } from '../webhook/consent.ts'
import { rotated } from '../webhook/courier.ts'
import { newSecret } from '../webhook/signature.ts'
import { type Facts, factsOf } from './facts.ts'
import { type GatePass, gatePass } from './gate-pass.ts'
import { migrate } from './migrations.ts'
import { OutboxAlarm } from './outbox-alarm.ts'
import type { AlertReport, Delivery, RuleOutcome } from './outbox-history.ts'
import type { Mute, MuteDraft } from './outbox-mutes.ts'
import { tidyOutbox } from './outbox-purge.ts'
import { replayOf, Unpackable } from './outbox-replay.ts'
import { OUTBOX_MIGRATIONS, type OutboxTables, outboxStore } from './outbox-store.ts'
import { type Word, wordOf } from './outbox-word.ts'

/** Times are ISO 8601. */
export type OutboxStatus = {
  readonly pending: number
  /** Since when the oldest of them waits. */
  readonly oldest?: string
  readonly disabled?: string
  readonly backoff?: { readonly failures: number; readonly next: string }
  readonly lastSuccess?: string
  /** Rows that could not be read, and were skipped. */
  readonly damaged?: number
}
export type Recollection = {
  readonly alerts: readonly Alert[]
  readonly endings: readonly Ending[]
  readonly mutes: readonly Mute[]
}

/** As many as fit a Discord nonce (25). */
const PARCEL_CHARS = 24
const MUTE_CHARS = 10

export class Outbox extends DurableObject<Env> {
  readonly #tables: OutboxTables
  readonly #facts: Facts
  readonly #alarm: OutboxAlarm
  readonly #word: Word
  #running = false

  constructor(context: DurableObjectState, env: Env) {
    super(context, env)
    migrate(context.storage, OUTBOX_MIGRATIONS)
    this.#tables = outboxStore(context.storage)
    this.#facts = factsOf(context.storage.sql)
    this.#alarm = new OutboxAlarm(context.storage, (now) =>
      this.#tables.disabled() === undefined ? this.#tables.owes(now).next : undefined,
    )
    this.#word = wordOf(env, this.#facts, this.#tables, () => this.#destination())
  }

  async configure(destination: string, config: DestinationConfig & Consent, manners?: Manners): Promise<void> {
    this.#facts.remove('erased')
    this.#facts.set('destination', destination)
    this.#facts.set('config', config)
    if (manners !== undefined) this.#facts.set('manners', manners)
    if (awaitsConsent(config)) this.#tables.disable(UNCONFIRMED)
  }

  /** When and how often the destination wants to be told. */
  async arrange(destination: string, manners: Manners): Promise<void> {
    this.#facts.set('destination', destination)
    this.#facts.set('manners', manners)
  }

  /** True once every alert is kept for good; repeated hand-overs change nothing. */
  async accept(destination: string, handOvers: readonly HandOver[]): Promise<true> {
    return this.#armed((): true => {
      if (this.#facts.get<true>('erased') === true) return true
      this.#facts.set('destination', destination)
      const now = Date.now()
      const config = this.#config()
      this.#tables.accept(handOvers, now, {
        planned: (alert, notBefore) => this.#planned(alert, notBefore, now),
        marks: config !== undefined && this.#courier(config).packEdit !== undefined,
      })
      if (config === undefined) this.#dropAll()
      return true
    })
  }

  /** The cap counts when an alert is to leave, not when it comes. */
  #planned(alert: Alert, notBefore: number, now: number): Schedule {
    const { quiet } = this.#manners()
    const schedule = scheduleFor(alert, quiet === undefined ? {} : { quiet }, 0, now)
    return schedule.digest === undefined ? { at: Math.max(notBefore, schedule.at) } : schedule
  }

  /**
   * True once every notice is a parcel of its own; repeated ones change nothing.
   * @param config for a destination that only the Desk knows: the operator's channel
   */
  async notify(destination: string, notices: readonly Notice[], config?: DestinationConfig): Promise<true> {
    return this.#armed(async (): Promise<true> => {
      this.#facts.set('destination', destination)
      if (config !== undefined) this.#readdress(config)
      const there = this.#config()
      if (there === undefined) return true
      for (const notice of notices) await this.#fixNotice(destination, notice, this.#courier(there))
      return true
    })
  }

  /** Nobody enables a place that only the Desk knows: a new address is tried at once, the same one once an hour. */
  #readdress(config: DestinationConfig): void {
    const now = Date.now()
    const isNew = JSON.stringify(this.#config()) !== JSON.stringify(config)
    if (isNew) this.#facts.set('config', config)
    if (this.#tables.disabled() === undefined) return
    if (!isNew && now - (this.#tables.lastTry() ?? 0) < OPS.RETRY_MS) return
    // What the Desk heard was of another address.
    if (isNew) this.#facts.set('turned', '')
    this.#tables.enable()
    this.#tables.retryNotices(now - DELIVER.DEAD_MS)
  }

  async #fixNotice(destination: string, notice: Notice, courier: Courier): Promise<void> {
    const id = await noticeId(fingerprint, notice, destination)
    const created = Date.now()
    const body = courier.packNotice(id, notice, created)
    if (body === undefined || this.#tables.knows(id)) return
    this.#tables.fix({ id, body, alerts: [], created, tries: 0 })
  }

  /** The cron's round: an alarm that was lost, or that storage refused, is armed again. */
  async poke(): Promise<void> {
    try {
      tidyOutbox(this.ctx.storage, this.#facts, Date.now())
      if (await this.#alarm.isAmiss()) await this.#arm()
      await this.#word.ofTurn()
    } catch (error) {
      complain('poke', error)
    }
  }

  /** Never throws: the runtime would try again a few times and then never. */
  override async alarm(): Promise<void> {
    await this.#rearm()
    // A try under way has no recorded end yet; to another run it would look like one that was killed.
    if (this.#running) return
    this.#running = true
    try {
      await this.#deliver()
      tidyOutbox(this.ctx.storage, this.#facts, Date.now())
    } catch (error) {
      complain('alarm', error)
    } finally {
      this.#running = false
    }
  }

  /** Before any work. Where storage refuses it, the work is tried all the same, and the cron's round comes back to the rest. */
  async #rearm(): Promise<void> {
    try {
      await this.#alarm.again()
    } catch (error) {
      complain('alarm cannot be armed', error)
    }
  }

  /** Told in three words. A test that is accepted is the consent of a destination that had yet to give it. */
  async sendTest(): Promise<TestAnswer> {
    const config = this.#config()
    if (config === undefined) return 'refused'
    const answer = await sendTest(config, settingsOf(this.env), this.#courier(config), Date.now())
    if (answer === 'accepted' && awaitsConsent(config)) {
      await this.#armed(() => {
        this.#facts.set('config', consented(config))
        this.#tables.enable()
      })
      await this.#word.ofTurn()
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
    try {
      return await this.#armed(() => {
        this.#tables.enable()
        // What grew too old while nothing was sent would only be buried by the next run.
        buryOverdue(this.#tables, Date.now())
        return this.#tables.dead().filter((parcel) => this.#isReplayed(parcel)).length
      })
    } finally {
      await this.#word.ofTurn()
    }
  }

  /** One that cannot be packed again stays dead, and stops no other. Where storage refuses, whoever asked is told, and asks again. */
  #isReplayed(parcel: string): boolean {
    try {
      return this.#replay(parcel) !== undefined
    } catch (error) {
      if (!(error instanceof Unpackable)) throw error
      complain(`parcel ${parcel} cannot be replayed`, error)
      return false
    }
  }

  /** A new parcel with the same alerts; undefined for an unknown one. */
  async replay(parcel: string): Promise<string | undefined> {
    return this.#armed(() => this.#replay(parcel))
  }

  async remove(): Promise<void> {
    await this.#armed(() => {
      this.#facts.remove('config')
      this.#dropAll()
    })
  }

  /** Its owner is forgotten: nothing stays of what they were told, and what comes late is not kept either. */
  async erase(): Promise<void> {
    const { storage } = this.ctx
    await storage.deleteAlarm()
    await storage.deleteAll()
    migrate(storage, OUTBOX_MIGRATIONS)
    this.#facts.set('erased', true)
  }

  async deliveries(
    state: ParcelState | undefined,
    before: number,
    limit: number,
  ): Promise<readonly { readonly row: number; readonly delivery: Delivery }[]> {
    return this.#tables.deliveries(state, before, limit, this.#tables.standing().next)
  }

  async outcomes(): Promise<readonly RuleOutcome[]> {
    return this.#tables.outcomes()
  }

  /** What is known here of an item: the recorded ends of its alerts for one rule, and what mutes it now. */
  async receivedOf(rule: string, source: string, alerts: readonly string[]): Promise<Received> {
    const stories = new Set(alerts.map((id) => this.#tables.alert(id)?.alert.story))
    const muted = this.#tables.mutes
      .all(Date.now())
      .filter(({ kind, value }) => (kind === 'source' ? value === source : stories.has(value)))
    return { endings: this.#tables.endingsOf(rule, alerts), muted }
  }

  /**
   * What is kept here of an item for one rule: its alerts, newest first, how the rule's share in them ended, and all that is muted.
   * @param stories as the Desk knows them; where it knows none, the item is looked for by its name
   */
  async recall(rule: string, stories: readonly string[], name: string): Promise<Recollection> {
    const known = this.#tables.alertsOfStories(stories)
    const alerts = known.length > 0 ? known : this.#tables.alertsNamed(name)
    const ids = alerts.map(({ id }) => id)
    return { alerts, endings: this.#tables.endingsOf(rule, ids), mutes: this.#tables.mutes.all(Date.now()) }
  }

  /** An alert, and what became of it. */
  async alert(id: string): Promise<AlertReport | undefined> {
    return this.#tables.alert(id)
  }

  /** The alerts that a message carries. @param message its id, with or without `channel/` before it */
  async alertByMessage(message: string): Promise<readonly Alert[]> {
    return this.#tables.alertsIn(message)
  }

  /** Alerts of this story or source end as `dropped` until then. @param until ms since the epoch; absent = for ever */
  async mute(draft: MuteDraft, until?: number): Promise<Mute> {
    const now = Date.now()
    this.#tables.mutes.add(freshId(MUTE_CHARS), draft, now, until)
    const mute = this.#tables.mutes.all(now).find(({ kind, value }) => kind === draft.kind && value === draft.value)
    return mute ?? { ...draft, id: '', created: now }
  }

  async mutes(): Promise<readonly Mute[]> {
    return this.#tables.mutes.all(Date.now())
  }

  async unmute(id: string): Promise<boolean> {
    return this.#tables.mutes.remove(id)
  }

  async isConfigured(): Promise<boolean> {
    return this.#config() !== undefined
  }

  async status(): Promise<OutboxStatus> {
    const { pending, oldest } = this.#tables.owes(Date.now())
    const { failures, next } = this.#tables.standing()
    const disabled = this.#tables.disabled()
    const success = this.#tables.lastSuccess()
    const damaged = this.#tables.damage.count()
    return {
      pending,
      ...(oldest === undefined ? {} : { oldest: instant(oldest) }),
      ...(disabled === undefined ? {} : { disabled }),
      ...(failures === 0 ? {} : { backoff: { failures, next: instant(next) } }),
      ...(success === undefined ? {} : { lastSuccess: instant(success) }),
      ...(damaged === 0 ? {} : { damaged }),
    }
  }

  #config(): (DestinationConfig & Consent) | undefined {
    return this.#facts.get<DestinationConfig & Consent>('config')
  }

  #destination(): string {
    return this.#facts.get<string>('destination') ?? ''
  }

  #manners(): Manners {
    return this.#facts.get<Manners>('manners') ?? {}
  }

  #dropAll(): void {
    this.#tables.dropWaiting(ENDINGS.placeGone)
    this.#tables.dropPending(ENDINGS.placeGone)
  }

  async #deliver(): Promise<void> {
    const config = this.#config()
    if (config === undefined) this.#dropAll()
    else await this.#run(config)
    await this.#arm(DELIVER.REST_MS)
    await this.#word.ofTurn()
  }

  async #run(config: DestinationConfig): Promise<void> {
    const pass = gatePass(deskOf(this.env), this.#destination(), isGated(config), settingsOf(this.env).discordToken)
    try {
      await deliver(this.#ports(config, pass))
    } finally {
      await pass.finished()
    }
  }

  async #armed<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await this.#alarm.before(work)
    } finally {
      await this.#arm()
    }
  }

  async #arm(restMs = 0): Promise<void> {
    await this.#alarm.arm(restMs)
    await this.#word.ofOwed()
  }

  #ports(config: DestinationConfig, { clear, closeGate, passed }: GatePass): OutboxPorts {
    return {
      destination: this.#destination(),
      clock: Date.now,
      random: Math.random,
      store: this.#tables,
      courier: this.#courier(config),
      manners: this.#manners(),
      fingerprint,
      newId: () => freshId(PARCEL_CHARS),
      clear,
      closeGate,
      passed,
    }
  }

  #courier(config: DestinationConfig): Courier {
    return courierOf(config, settingsOf(this.env))
  }

  #replay(parcel: string): string | undefined {
    const config = this.#config()
    const cargo = this.#tables.cargoOf(parcel)
    if (config === undefined || cargo === undefined || cargo.alerts.length === 0) return undefined
    const replay = replayOf(this.#courier(config), parcel, cargo, freshId(PARCEL_CHARS), Date.now())
    this.ctx.storage.transactionSync(() => {
      this.#tables.replayed(parcel)
      this.#tables.fix(replay)
    })
    return replay.id
  }
}

const instant = (ms: number): string => new Date(ms).toISOString()

const complain = (what: string, error: unknown): void =>
  console.error(`outbox ${what}: ${error instanceof Error ? error.message : 'unknown'}`)
