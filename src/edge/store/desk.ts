// The Desk object: the control plane and single writer. It serialises every edit, publishes to KV, and knows what is bot-wide.
import { DurableObject } from 'cloudflare:workers'
import type { QuotaRefusal } from '../../core/admission.ts'
import type { News, TopicChange } from '../../core/alert/news.ts'
import { ADMISSION, DESK, GATE, UNITS } from '../../core/limits.ts'
import type { Destination, Owner, QueryError, Rule, Source } from '../../core/model.ts'
import type { Result } from '../../core/result.ts'
import { TOPICS } from '../../core/topics/topics.ts'
import type { Clearance } from '../../flow/delivery-ports.ts'
import type { Sample, SourceHealth } from '../../flow/ports.ts'
import type { RuleChange, RuleDraft, RuleRefusal } from '../../flow/rules.ts'
import type { Trial } from '../../flow/trial.ts'
import { guildsOfBot } from '../discord/guilds.ts'
import { type Env, outboxOf, wireOf } from '../env.ts'
import { freshId } from '../fingerprint.ts'
import { settingsOf } from '../settings.ts'
import { within } from '../within.ts'
import { takeAllowance } from './allowance.ts'
import { type Bulletin, bulletinOf, OPS_OUTBOX } from './bulletin.ts'
import { DESK_MIGRATIONS, type DeskStore, deskStore, type SourceEntry } from './desk-store.ts'
import {
  type AddedDestination,
  type DestinationChange,
  type DestinationDesk,
  destinationDesk,
} from './destination-desk.ts'
import { type Facts, factsOf } from './facts.ts'
import { type Farewell, type Forgotten, farewellOf, STATUS_PREFIX } from './farewell.ts'
import { type Gate, gateOf } from './gate.ts'
import { tokenMark } from './gate-pass.ts'
import { type Heard, heardOf } from './heard.ts'
import { migrate } from './migrations.ts'
import type { Tally } from './ops.ts'
import { type PageBudget, pageBudgetOf } from './page-budget.ts'
import { type Publisher, publisherOf } from './publisher.ts'
import type { Claim } from './replies.ts'
import { type Roll, rollOf } from './roll.ts'
import { type Due, type Rounds, roundsOf } from './rounds.ts'
import {
  type FoundItem,
  type Halt,
  type RemovedRule,
  type RuleDesk,
  ruleDesk,
  type SavedRule,
  type TrialRequest,
  type Undone,
} from './rule-desk.ts'
import type { RuleEntry } from './rule-history.ts'
import {
  type AddedSource,
  type Removal,
  type SourceDesk,
  type SourceDraft,
  type SourceStates,
  sourceDesk,
} from './source-desk.ts'
import { type TopicNews, topicNews } from './topic-news.ts'

const ownerOfStatus = (outbox: string): Owner => outbox.slice(STATUS_PREFIX.length) as Owner

export type Recalled = { readonly samples: readonly Sample[]; readonly sources: readonly Source[] }

export type Watched = { readonly rules: readonly Rule[]; readonly destinations: readonly Destination[] }

export type Health = {
  /** The end of the last cron round, as an instant. */
  readonly lastTick?: string
  readonly sources: SourceStates
  readonly pending: number
  readonly oldestPending?: string
  readonly gateClosed: boolean
  readonly kvWrites: number
  readonly pagesRefused: number
}

export class Desk extends DurableObject<Env> {
  readonly #store: DeskStore
  readonly #facts: Facts
  readonly #gate: Gate
  readonly #publisher: Publisher
  readonly #bulletin: Bulletin
  readonly #pages: PageBudget
  readonly #topics: TopicNews
  readonly #rules: RuleDesk
  readonly #farewell: Farewell
  readonly #sources: SourceDesk
  readonly #destinations: DestinationDesk
  readonly #rounds: Rounds
  readonly #roll: Roll
  readonly #heard: Heard = heardOf(Date.now())

  constructor(context: DurableObjectState, env: Env) {
    super(context, env)
    migrate(context.storage, DESK_MIGRATIONS)
    this.#store = deskStore(context.storage.sql)
    this.#facts = factsOf(context.storage.sql)
    this.#gate = gateOf(this.#facts)
    this.#publisher = publisherOf(this.#facts, this.#store, env.RULES)
    this.#bulletin = this.#newBulletin(env)
    this.#pages = pageBudgetOf(this.#facts, this.#store.hosts)
    this.#topics = topicNews(this.#facts, TOPICS)
    this.#rules = ruleDesk(
      this.#store,
      (owner) => this.#publisher.rulesChanged(owner),
      () => settingsOf(this.env).personalAlerts,
    )
    this.#sources = sourceDesk(this.#store, this.#facts, this.#rules, () => this.#publisher.sourcesChanged())
    this.#destinations = destinationDesk(this.#store, this.#rules)
    this.#rounds = roundsOf(this.#facts, this.#store)
    this.#roll = rollOf(this.#facts, this.#store)
    this.#farewell = farewellOf(this.#facts, this.#store, (kind, id) => this.#empty(kind, id))
    if (this.#topics.turned(() => this.#store.rules.all())) this.#publishTopics(context)
  }

  // The round

  async due(minute: number): Promise<Due> {
    const due = this.#rounds.begin(minute)
    if (due === undefined) return { sources: [], outboxes: [], wires: [] }
    this.#store.replies.prune(Date.now())
    this.#bulletin.minute(minute * UNITS.MINUTE, Date.now(), this.#sources.states)
    if (this.#roll.isDue(Date.now())) await this.ctx.storage.setAlarm(Date.now())
    else await this.#armForNews()
    await this.#armIfLost()
    return due
  }

  async roundEnded(at: number): Promise<true> {
    this.#rounds.end(at)
    return true
  }

  async health(now: number): Promise<Health> {
    const round = this.#rounds.last()
    const { pending, oldest } = this.#store.destinations.owed()
    return {
      sources: this.#sources.states(),
      pending,
      gateClosed: this.#gate.state(now) !== undefined,
      pagesRefused: this.#pages.refused(now),
      kvWrites: this.#publisher.writesOn(new Date(now).toISOString().slice(0, 10)),
      ...(round === undefined ? {} : { lastTick: new Date(round).toISOString() }),
      ...(oldest === null ? {} : { oldestPending: new Date(oldest).toISOString() }),
    }
  }

  // Sources

  async listSources(owner: Owner): Promise<readonly SourceEntry[]> {
    return this.#sources.of(owner)
  }

  /** What this owner's rules can hear of. */
  async visibleSources(owner: Owner): Promise<readonly Source[]> {
    return this.#sources.visible(owner).map(({ source }) => source)
  }

  /** These of what an owner's rules can hear of, with their state. */
  async visibleEntries(owner: Owner): Promise<readonly SourceEntry[]> {
    return this.#sources.visible(owner)
  }

  /** @returns the operator's own where the operator has that address already */
  async addSource(owner: Owner, draft: SourceDraft): Promise<Result<AddedSource, QuotaRefusal>> {
    const added = this.#sources.add(owner, draft)
    if (added.ok && added.value.created) await this.#arm()
    return added
  }

  async removeSource(owner: Owner, id: string): Promise<Removal> {
    const removal = this.#sources.remove(owner, id)
    if (removal !== 'removed') return removal
    this.#bulletin.sourceRemoved(owner, id)
    await this.#arm()
    await wireOf(this.env, id).remove()
    return removal
  }

  /** The owner was just told how this source is: no other word of it waits. */
  async sourceTold(owner: Owner, id: string): Promise<void> {
    this.#store.owners.dropNews(owner, id)
  }

  /** A source's state has changed; true once it is known here and word of it is on its way. */
  async reportSource(id: string, health: SourceHealth): Promise<true> {
    const entry = this.#sources.entryOf(id)
    if (entry === undefined) return true
    // Known without word of it on its way, it would never be told.
    this.ctx.storage.transactionSync(() => {
      this.#store.sources.setHealth(id, health)
      this.#bulletin.sourceTurned(entry.source, entry.health, health, Date.now())
    })
    await this.#armForNews()
    return true
  }

  /** A Wire's counters, for the daily line. */
  async reportTally(source: string, tally: Tally): Promise<void> {
    this.#bulletin.count(source, tally, Date.now())
  }

  async grantPages(url: string, wanted: number): Promise<number> {
    return this.#pages.grant(url, wanted, Date.now())
  }

  async setPushToken(id: string, digest: string): Promise<void> {
    this.#store.sources.setToken(id, digest)
  }

  /** The source and the digest of its push token, for whoever claims to hold it. */
  async pushSource(id: string): Promise<ReturnType<SourceDesk['pushed']>> {
    return this.#sources.pushed(id)
  }

  // Destinations

  async listDestinations(owner: Owner): Promise<readonly Destination[]> {
    return this.#store.destinations.of(owner)
  }

  /** @param fingerprint of kind and address */
  async addDestination(destination: Destination, fingerprint: string): Promise<Result<AddedDestination, QuotaRefusal>> {
    return this.#destinations.add(destination, fingerprint)
  }

  /** New hours, events, tags or name of a destination; the Outbox is told by who asks. Undefined for another owner's. */
  async changeDestination(owner: Owner, id: string, change: DestinationChange): Promise<Destination | undefined> {
    return this.#destinations.change(owner, id, change)
  }

  /** The one of this owner that the fingerprint of kind and address names. */
  async destinationFor(owner: Owner, fingerprint: string): Promise<Destination | undefined> {
    return this.#store.destinations.byFingerprint(owner, fingerprint)
  }

  /** An Outbox is disabled, and why, or is enabled again; its owner is told where they will read it. */
  async destinationTurned(id: string, disabled: string | undefined): Promise<true> {
    this.ctx.storage.transactionSync(() => {
      const destination = this.#destinations.turn(id, disabled)
      if (destination !== undefined) this.#bulletin.destinationTurned(destination, disabled, Date.now())
      if (id.startsWith(STATUS_PREFIX)) this.#bulletin.statusTurned(ownerOfStatus(id), disabled, Date.now())
    })
    if (id === OPS_OUTBOX && disabled !== undefined) console.error(`the operator's channel takes nothing: ${disabled}`)
    await this.#armForNews()
    return true
  }

  async removeDestination(owner: Owner, id: string): Promise<Removal> {
    return this.#destinations.remove(owner, id)
  }

  // Owners

  /** Word that waits for this owner's next command, told once; topics that a deploy changed among it. */
  async takeNews(owner: Owner): Promise<readonly News[]> {
    const topics = this.#topics.take(owner).map((change) => ({ kind: 'topic' as const, ...change }))
    return [...this.#store.owners.takeNews(owner), ...topics]
  }

  /** The same for a reply that changes nothing; an interaction that comes again is told none. @param signed when Discord signed it */
  async hear(interaction: string, owner: Owner, signed: number): Promise<readonly News[]> {
    const now = Date.now()
    if (owner.startsWith('guild:')) this.#store.owners.back(owner, now)
    return this.#heard.isFirst(interaction, signed, now) ? this.takeNews(owner) : []
  }

  async statusChannel(owner: Owner): Promise<string | undefined> {
    return this.#store.owners.statusChannel(owner)
  }

  async setStatusChannel(owner: Owner, channel: string | undefined): Promise<void> {
    this.#store.owners.setStatusChannel(owner, channel)
  }

  /** Everything of a person: rules, destinations, sources, history. The objects are emptied at once, or as soon as they answer. */
  async forgetUser(user: string): Promise<Forgotten> {
    const forgotten = this.#forget(`user:${user}`)
    await this.#farewell.finish()
    await this.#rulesChanged(`user:${user}`)
    return forgotten
  }

  /** Takes an interaction that changes something; one that came before is to be answered as it was then. */
  async claim(interaction: string, owner: Owner | undefined, now: number): Promise<Claim> {
    if (owner?.startsWith('guild:')) this.#store.owners.seen(owner, now)
    return this.#store.replies.claim(interaction, owner, now)
  }

  /** @returns word that waits for `listener`, as `takeNews` gives it; it is no part of what a replay is told */
  async recordReply(interaction: string, reply: string, listener?: Owner): Promise<readonly News[]> {
    this.#store.replies.record(interaction, reply)
    return listener === undefined ? [] : this.takeNews(listener)
  }

  /** Whether this owner may search once more in this minute. */
  async admitSearch(owner: Owner): Promise<boolean> {
    const allowance = { kind: 'search', most: ADMISSION.SEARCHES_A_MINUTE, windowMs: UNITS.MINUTE }
    return takeAllowance(this.ctx.storage.sql, owner, allowance, Date.now())
  }

  /** Whether this owner may test a destination once more in this hour. */
  async admitTest(owner: Owner): Promise<boolean> {
    const allowance = { kind: 'test', most: ADMISSION.TESTS_AN_HOUR, windowMs: UNITS.HOUR }
    return takeAllowance(this.ctx.storage.sql, owner, allowance, Date.now())
  }

  // Rules

  /** An owner's rules, and where they deliver. */
  async listWatched(owner: Owner): Promise<Watched> {
    return { rules: this.#store.rules.of(owner), destinations: this.#store.destinations.of(owner) }
  }

  async listRules(owner: Owner): Promise<readonly Rule[]> {
    return this.#store.rules.of(owner)
  }

  /** Topics that a deploy changed and that this owner's rules mention: told once. */
  async takeTopicNews(owner: Owner): Promise<readonly TopicChange[]> {
    return this.#topics.take(owner)
  }

  /** @param by the Discord user; absent for the API */
  async addRule(owner: Owner, draft: RuleDraft, by?: string): Promise<Result<SavedRule, RuleRefusal>> {
    const saved = this.#rules.add(owner, freshId(10), draft, by)
    await this.#arm()
    return saved
  }

  async changeRule(
    owner: Owner,
    id: string,
    change: RuleChange,
    by?: string,
  ): Promise<Result<SavedRule, RuleRefusal> | undefined> {
    const saved = this.#rules.change(owner, id, change, by)
    await this.#arm()
    return saved
  }

  /** Undefined for a rule that is not this owner's. */
  async changeUntried(
    owner: Owner,
    id: string,
    change: Halt,
    by?: string,
  ): Promise<Result<Rule, RuleRefusal> | undefined> {
    const changed = this.#rules.changeUntried(owner, id, change, by)
    await this.#arm()
    return changed
  }

  /** Undefined for a rule that is not this owner's. */
  async removeRule(owner: Owner, id: string, by?: string): Promise<RemovedRule | undefined> {
    const removed = this.#rules.remove(owner, id, by)
    await this.#arm()
    return removed
  }

  /** Newest first. */
  async ruleHistory(owner: Owner, rule?: string): Promise<readonly RuleEntry[]> {
    return this.#store.history.of(owner, rule)
  }

  async undo(owner: Owner, change: string, by?: string): Promise<Undone> {
    const undone = this.#rules.undo(owner, change, by)
    await this.#arm()
    return undone
  }

  async tryRule(owner: Owner, request: TrialRequest): Promise<Result<Trial, QueryError>> {
    return this.#rules.attempt(owner, request)
  }

  /** Items seen lately that this owner's rules can hear of and that have these words, newest first. */
  async findItems(owner: Owner, words: string, limit: number): Promise<readonly FoundItem[]> {
    return this.#rules.find(owner, words, limit)
  }

  /** One of them, without its text. @param name `source:key`, a key, an address or an item's id */
  async itemNamed(owner: Owner, name: string): Promise<Sample | undefined> {
    return this.#rules.named(owner, name)[0]
  }

  /** Every one that the name fits, newest first, and the sources that this owner's rules can hear of. */
  async recall(owner: Owner, name: string): Promise<Recalled> {
    return { samples: this.#rules.named(owner, name), sources: await this.visibleSources(owner) }
  }

  // Matching and delivery

  /** Takes new items into the sample and names the ruleset of this moment. */
  async rulesetVersion(sample: readonly Sample[], tally?: Tally & { readonly source: string }): Promise<string> {
    this.#sources.see(sample)
    if (tally !== undefined) this.#bulletin.count(tally.source, tally, Date.now())
    return this.#publisher.versionName()
  }

  async takeSample(sample: readonly Sample[]): Promise<void> {
    this.#sources.see(sample)
  }

  /** Sources of this owner whose list has been read, by address: nobody can tell in advance which sites answer a Worker. */
  async answeredSources(owner: Owner): Promise<readonly string[]> {
    return this.#sources.answered(owner)
  }

  async publishedRuleset(): Promise<string> {
    return this.#publisher.ruleset()
  }

  async clear(destination: string, rules: readonly string[], gated: boolean): Promise<Clearance> {
    if (gated) await this.#openForNewToken()
    const now = Date.now()
    const events = this.#store.destinations.one(destination)?.events
    const passage = gated ? this.#gate.pass(destination, now) : { open: true }
    const known = this.#rules.clearance(rules, new Date(now).toISOString())
    return { ...passage, ...known, ...(events === undefined ? {} : { events }) }
  }

  /** @param token the mark of the token that was refused; absent when it is not to blame */
  async closeGate(reason: string, forMs: number, destination?: string, token?: string): Promise<void> {
    const now = Date.now()
    const by = { ...(destination === undefined ? {} : { destination }), ...(token === undefined ? {} : { token }) }
    this.#gate.close({ reason, until: now + forMs, ...by }, now)
    console.error(`the gate is closed: ${reason}`)
    // A rate limit that is over in a moment is nobody's news.
    if (forMs >= GATE.NEWS_MS) this.#bulletin.gateTurned(reason, now)
    await this.#armForNews()
  }

  /** A run with the bot's token has ended; `proven`: something it sent was taken. */
  async leaveGate(destination: string, proven: boolean): Promise<void> {
    if (this.#gate.leave(destination, proven, Date.now())) await this.openGate()
  }

  async openGate(): Promise<void> {
    this.#gate.open()
    this.#bulletin.gateTurned(undefined, Date.now())
    await this.#armForNews()
  }

  /** A token that was not refused yet is worth a try at once. */
  async #openForNewToken(): Promise<void> {
    const refused = this.#gate.state(Date.now())?.token
    if (refused !== undefined && refused !== (await tokenMark(settingsOf(this.env).discordToken))) await this.openGate()
  }

  async reportOwed(destination: string, pending: number, oldest?: number): Promise<true> {
    this.#store.destinations.setOwed(destination, pending, oldest)
    return true
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + DESK.PUBLISH_RETRY_MS)
    try {
      await this.#callRoll()
      await this.#farewell.finish()
      await this.#bulletin.flush(Date.now())
      const now = Date.now()
      if ((this.#publisher.nextAt(now) ?? Number.POSITIVE_INFINITY) <= now) await this.#publisher.publish(now)
      this.#bulletin.quotaTurned(this.#publisher.isSpent(now), now)
      const broken = this.#publisher.broken()
      if (broken !== undefined) this.#bulletin.rulesTurned(broken, now)
      await this.#arm()
    } catch (error) {
      console.error(`desk alarm: ${error instanceof Error ? error.message : 'unknown'}`)
    }
  }

  /** Servers that removed the bot long ago, and sent no command since, are forgotten. */
  async #callRoll(): Promise<void> {
    const now = Date.now()
    if (!this.#roll.isDue(now)) return
    this.#roll.begin(now)
    const present = await guildsOfBot(settingsOf(this.env))
    if (present === undefined) return
    for (const owner of this.#roll.gone(present, now, now - settingsOf(this.env).purgeDays * UNITS.DAY)) {
      this.#forget(owner)
      this.#publisher.rulesChanged(owner)
      this.#publisher.sourcesChanged()
    }
  }

  #forget(owner: Owner): Forgotten {
    for (const { source } of this.#sources.of(owner)) this.#bulletin.sourceRemoved(owner, source.id)
    this.#topics.take(owner)
    return this.#farewell.forget(owner)
  }

  async #empty(kind: 'outbox' | 'wire', id: string): Promise<boolean> {
    const emptied = kind === 'outbox' ? outboxOf(this.env, id).erase() : wireOf(this.env, id).remove()
    const done = Promise.resolve(emptied).then(() => true)
    return (await within(DESK.ANSWER_MS, done)) === true
  }

  /** Nobody is served before the alarm stands that publishes it. */
  #publishTopics(context: DurableObjectState): void {
    this.#publisher.topicsChanged()
    context.blockConcurrencyWhile(() => this.#arm())
  }

  async #rulesChanged(owner: Owner): Promise<void> {
    this.#publisher.rulesChanged(owner)
    await this.#arm()
  }

  async #arm(): Promise<void> {
    const now = Date.now()
    const leaving = this.#farewell.isOpen() ? now + DESK.PUBLISH_RETRY_MS : undefined
    const next = [this.#publisher.nextAt(now), this.#bulletin.nextAt(now), leaving].filter((at) => at !== undefined)
    if (next.length === 0) await this.ctx.storage.deleteAlarm()
    else await this.ctx.storage.setAlarm(Math.min(...next))
  }

  /** Costs nothing when there is nothing to tell. */
  async #armForNews(): Promise<void> {
    if (this.#bulletin.nextAt(Date.now()) !== undefined) await this.#arm()
  }

  /** A call that died half-way may have left something to publish or to tell, and no alarm. */
  async #armIfLost(): Promise<void> {
    const now = Date.now()
    if (this.#publisher.nextAt(now) === undefined && this.#bulletin.nextAt(now) === undefined) return
    if ((await this.ctx.storage.getAlarm()) === null) await this.#arm()
  }

  #newBulletin(env: Env): Bulletin {
    const channel = (): string | undefined => settingsOf(this.env).opsChannel
    return bulletinOf(
      this.#facts,
      this.#store,
      () => channel() !== undefined,
      async (destination, notices) => {
        const ops = destination === OPS_OUTBOX ? channel() : this.#statusChannelOf(destination)
        const config = ops === undefined ? undefined : { kind: 'discord-channel' as const, channel: ops }
        const outbox = outboxOf(env, destination)
        return (await within(DESK.ANSWER_MS * 5, outbox.notify(destination, notices, config))) === true
      },
    )
  }

  #statusChannelOf(destination: string): string | undefined {
    if (!destination.startsWith(STATUS_PREFIX)) return undefined
    return this.#store.owners.statusChannel(ownerOfStatus(destination))
  }
}
