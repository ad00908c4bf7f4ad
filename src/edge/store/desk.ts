// The Desk object: the control plane and single writer. It serialises every edit, publishes to KV, and knows what is bot-wide.
import { DurableObject } from 'cloudflare:workers'
import { DESK, GATE, UNITS } from '../../core/limits.ts'
import type { Destination, Owner, QueryError, Rule, Scope, Source } from '../../core/model.ts'
import { parseQuery } from '../../core/query/parse.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { TOPICS } from '../../core/topics/topics.ts'
import type { Clearance } from '../../flow/delivery-ports.ts'
import { dueSources, pokedOn } from '../../flow/due.ts'
import type { Sample, SourceHealth } from '../../flow/ports.ts'
import { changedRule, newRule, type RuleChange, type RuleDraft, type RuleRefusal } from '../../flow/rules.ts'
import { type Trial, tryQuery } from '../../flow/trial.ts'
import { type Env, outboxOf, wireOf } from '../env.ts'
import { freshId } from '../fingerprint.ts'
import { settingsOf } from '../settings.ts'
import { within } from '../within.ts'
import { type Bulletin, bulletinOf, OPS_OUTBOX } from './bulletin.ts'
import { DESK_MIGRATIONS, type DeskStore, deskStore, type SourceEntry } from './desk-store.ts'
import { type Facts, factsOf } from './facts.ts'
import { type Gate, gateOf } from './gate.ts'
import { migrate } from './migrations.ts'
import type { Tally } from './ops.ts'
import { type PageBudget, pageBudgetOf } from './page-budget.ts'
import { type Publisher, publisherOf } from './publisher.ts'
import { type TestBudget, testBudgetOf } from './test-budget.ts'
import { type TopicChange, type TopicNews, topicNews } from './topic-news.ts'

export type SourceDraft = Omit<Source, 'id' | 'owner'>
export type Removal = 'removed' | 'absent' | 'in-use'
export type Due = { readonly sources: readonly Source[]; readonly outboxes: readonly string[] }
export type SavedRule = { readonly rule: Rule; readonly trial: Trial }
export type TrialRequest = {
  readonly query: string
  readonly scope: Scope
  readonly sources: readonly string[]
  readonly last: number
}

export type Health = {
  /** The end of the last cron round, as an instant. */
  readonly lastTick?: string
  readonly sources: Readonly<Record<SourceHealth['state'], number>>
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
  readonly #tests: TestBudget

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
    this.#tests = testBudgetOf(this.#facts)
    if (this.#topics.turned(() => this.#store.rules.all())) this.#publishTopics(context)
  }

  // The round

  async due(minute: number): Promise<Due> {
    const served = this.#facts.get<number>('served')
    if (served !== undefined && minute <= served) return { sources: [], outboxes: [] }
    const sources = this.#inTurn(dueSources(this.#store.sources.all(), served, minute))
    const outboxes = pokedOn([...this.#store.destinations.all().map(({ id }) => id), OPS_OUTBOX], minute)
    this.#facts.set('served', minute)
    this.#bulletin.minute(minute * UNITS.MINUTE, Date.now(), () => this.#sourceStates())
    await this.#armForNews()
    return { sources, outboxes }
  }

  /** What one round cannot carry keeps its place at the head of the next. */
  #inTurn(due: readonly Source[]): readonly Source[] {
    const left = new Set(this.#facts.get<string[]>('overdue') ?? [])
    const known = left.size === 0 ? [] : this.#store.sources.all().filter(({ id }) => left.has(id))
    const line = [...known, ...due.filter(({ id }) => !left.has(id))]
    const rest = line.slice(DESK.TICKS_PER_ROUND).map(({ id }) => id)
    if (rest.length > 0) this.#facts.set('overdue', rest)
    else if (left.size > 0) this.#facts.remove('overdue')
    return line.slice(0, DESK.TICKS_PER_ROUND)
  }

  async roundEnded(at: number): Promise<true> {
    this.#facts.set('round', at)
    return true
  }

  async health(now: number): Promise<Health> {
    const round = this.#facts.get<number>('round')
    const { pending, oldest } = this.#store.destinations.owed()
    return {
      sources: this.#sourceStates(),
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
    return this.#store.sources.entries().filter(({ source }) => source.owner === owner)
  }

  /** What this owner's rules can hear of. */
  async visibleSources(owner: Owner): Promise<readonly Source[]> {
    return this.#store.sources.all().filter((source) => source.owner === 'operator' || source.owner === owner)
  }

  async addSource(
    owner: Owner,
    draft: SourceDraft,
  ): Promise<{ readonly entry: SourceEntry; readonly created: boolean }> {
    const known = this.#store.sources.byUrl(owner, draft.url)
    if (known !== undefined && !known.removed) {
      const entry = this.#store.sources.entries().find(({ source }) => source.id === known.id)
      if (entry !== undefined) return { entry, created: false }
    }
    const source = { ...draft, id: known?.id ?? this.#nameFor(draft), owner }
    this.#store.sources.put(source)
    await this.#sourcesChanged()
    return { entry: { source }, created: true }
  }

  async removeSource(owner: Owner, id: string): Promise<Removal> {
    const source = this.#store.sources.all().find((known) => known.id === id && known.owner === owner)
    if (source === undefined) return 'absent'
    if (this.#store.rules.all().some((rule) => rule.sources.includes(id))) return 'in-use'
    this.#store.sources.remove(id)
    this.#bulletin.sourceRemoved(id)
    await this.#sourcesChanged()
    await wireOf(this.env, id).remove()
    return 'removed'
  }

  /** A source's state has changed; true once it is known here and word of it is on its way. */
  async reportSource(id: string, health: SourceHealth): Promise<true> {
    const entry = this.#store.sources.entries().find(({ source }) => source.id === id)
    if (entry === undefined) return true
    this.#store.sources.setHealth(id, health)
    this.#bulletin.sourceTurned(entry.source, entry.health, health, Date.now())
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
  async pushSource(id: string): Promise<{ readonly source: Source; readonly digest?: string } | undefined> {
    const source = this.#store.sources.all().find((known) => known.id === id)
    if (source === undefined) return undefined
    const digest = this.#store.sources.token(id)
    return digest === undefined ? { source } : { source, digest }
  }

  // Destinations

  async listDestinations(owner: Owner): Promise<readonly Destination[]> {
    return this.#store.destinations.of(owner)
  }

  /** @param fingerprint of kind and address, so that the same address is one destination and is kept nowhere here. */
  async addDestination(
    destination: Destination,
    fingerprint: string,
  ): Promise<{ readonly destination: Destination; readonly created: boolean }> {
    const known = this.#store.destinations.byFingerprint(destination.owner, fingerprint)
    if (known !== undefined) return { destination: known, created: false }
    this.#store.destinations.put(destination, fingerprint)
    return { destination, created: true }
  }

  async removeDestination(owner: Owner, id: string): Promise<Removal> {
    if (!this.#store.destinations.of(owner).some((known) => known.id === id)) return 'absent'
    if (this.#store.rules.of(owner).some((rule) => rule.destination === id)) return 'in-use'
    this.#store.destinations.remove(id)
    return 'removed'
  }

  /** Counts a test of one of this owner's destinations; false when the hour's are spent. */
  async admitTest(owner: Owner): Promise<boolean> {
    return this.#tests.admit(owner, Date.now())
  }

  // Rules

  async listRules(owner: Owner): Promise<readonly Rule[]> {
    return this.#store.rules.of(owner)
  }

  /** Topics that a deploy changed and that this owner's rules mention: told once. */
  async takeTopicNews(owner: Owner): Promise<readonly TopicChange[]> {
    return this.#topics.take(owner)
  }

  async addRule(owner: Owner, draft: RuleDraft): Promise<Result<SavedRule, RuleRefusal>> {
    const rule = newRule(freshId(10), owner, draft, new Date().toISOString(), this.#surroundings())
    return rule.ok ? this.#save(rule.value) : rule
  }

  async changeRule(owner: Owner, id: string, change: RuleChange): Promise<Result<SavedRule, RuleRefusal> | undefined> {
    const known = this.#store.rules.of(owner).find((rule) => rule.id === id)
    if (known === undefined) return undefined
    const rule = changedRule(known, change, this.#surroundings())
    return rule.ok ? this.#save(rule.value) : rule
  }

  async removeRule(owner: Owner, id: string): Promise<Removal> {
    if (!this.#store.rules.of(owner).some((rule) => rule.id === id)) return 'absent'
    this.#store.rules.remove(id)
    await this.#rulesChanged(owner)
    return 'removed'
  }

  async tryRule(owner: Owner, request: TrialRequest): Promise<Result<Trial, QueryError>> {
    const query = parseQuery(request.query)
    if (!query.ok) return err(query.error)
    return ok(tryQuery(query.value, request.scope, this.#sampleFor(owner, request.sources, request.last)))
  }

  // Matching and delivery

  /** Takes new items into the sample and names the ruleset of this moment. */
  async rulesetVersion(sample: readonly Sample[], tally?: Tally & { readonly source: string }): Promise<string> {
    this.#takeSample(sample)
    if (tally !== undefined) this.#bulletin.count(tally.source, tally, Date.now())
    return this.#publisher.versionName()
  }

  async takeSample(sample: readonly Sample[]): Promise<void> {
    this.#takeSample(sample)
  }

  /** Sources of this owner whose list has been read, by address: nobody can tell in advance which sites answer a Worker. */
  async answeredSources(owner: Owner): Promise<readonly string[]> {
    const answered = new Set(this.#facts.get<string[]>('answered') ?? [])
    const own = this.#store.sources.all().filter((source) => source.owner === owner && answered.has(source.id))
    return own.map(({ url }) => url)
  }

  #takeSample(sample: readonly Sample[]): void {
    this.#store.sample.add(sample, DESK.SAMPLE_ITEMS)
    const answered = this.#facts.get<string[]>('answered') ?? []
    const fresh = new Set(sample.map(({ source }) => source).filter((id) => !answered.includes(id)))
    if (fresh.size > 0) this.#facts.set('answered', [...answered, ...fresh])
  }

  async publishedRuleset(): Promise<string> {
    return this.#publisher.ruleset()
  }

  async clear(
    destination: string,
    rules: readonly string[],
    gated: boolean,
  ): Promise<Clearance & { readonly probe: boolean }> {
    const events = this.#store.destinations.one(destination)?.events
    const live = this.#store.rules
      .some(rules)
      .filter(({ paused }) => !paused)
      .map(({ id }) => id)
    const passage = gated ? this.#gate.pass(destination, Date.now()) : { open: true as const, probe: false }
    const known = events === undefined ? { live } : { live, events }
    return passage.open ? { ...passage, ...known } : { ...passage, ...known, probe: false }
  }

  async closeGate(reason: string, forMs: number): Promise<void> {
    const now = Date.now()
    this.#gate.close(reason, now + forMs, now)
    console.error(`the gate is closed: ${reason}`)
    // A rate limit that is over in a moment is nobody's news.
    if (forMs >= GATE.PROBE_MS) this.#bulletin.gateTurned(reason, now)
    await this.#armForNews()
  }

  async openGate(): Promise<void> {
    this.#gate.open()
    this.#bulletin.gateTurned(undefined, Date.now())
    await this.#armForNews()
  }

  async reportOwed(destination: string, pending: number, oldest?: number): Promise<true> {
    this.#store.destinations.setOwed(destination, pending, oldest)
    return true
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + DESK.PUBLISH_RETRY_MS)
    try {
      await this.#bulletin.flush(Date.now())
      const now = Date.now()
      if ((this.#publisher.nextAt(now) ?? Number.POSITIVE_INFINITY) <= now) await this.#publisher.publish(now)
      this.#bulletin.quotaTurned(this.#publisher.isSpent(now), now)
      await this.#arm()
    } catch (error) {
      console.error(`desk alarm: ${error instanceof Error ? error.message : 'unknown'}`)
    }
  }

  async #save(rule: Rule): Promise<Result<SavedRule, RuleRefusal>> {
    this.#store.rules.put(rule)
    await this.#rulesChanged(rule.owner)
    const trial = await this.tryRule(rule.owner, { ...rule, last: DESK.SAMPLE_ITEMS })
    return trial.ok ? ok({ rule, trial: trial.value }) : err({ reason: 'query', error: trial.error })
  }

  #surroundings(): { sources: readonly Source[]; destinations: readonly Destination[] } {
    return { sources: this.#store.sources.all(), destinations: this.#store.destinations.all() }
  }

  /** Recent items that a rule of this owner could have seen. */
  #sampleFor(owner: Owner, sources: readonly string[], last: number): readonly Sample[] {
    const visible = this.#store.sources.all().filter((source) => source.owner === 'operator' || source.owner === owner)
    const wanted = new Set(visible.map(({ id }) => id).filter((id) => sources.length === 0 || sources.includes(id)))
    return this.#store.sample
      .newest(DESK.SAMPLE_ITEMS)
      .filter(({ source }) => wanted.has(source))
      .slice(0, last)
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

  async #sourcesChanged(): Promise<void> {
    this.#publisher.sourcesChanged()
    await this.#arm()
  }

  async #arm(): Promise<void> {
    const now = Date.now()
    const next = [this.#publisher.nextAt(now), this.#bulletin.nextAt(now)].filter((at) => at !== undefined)
    if (next.length === 0) await this.ctx.storage.deleteAlarm()
    else await this.ctx.storage.setAlarm(Math.min(...next))
  }

  /** Costs nothing when there is nothing to tell. */
  async #armForNews(): Promise<void> {
    if (this.#bulletin.nextAt(Date.now()) !== undefined) await this.#arm()
  }

  #sourceStates(): Health['sources'] {
    const counts = { ok: 0, quiet: 0, failing: 0, blocked: 0, moved: 0, unparsable: 0, gap: 0 }
    for (const { health } of this.#store.sources.entries()) counts[health?.state ?? 'ok']++
    return counts
  }

  #newBulletin(env: Env): Bulletin {
    const channel = (): string | undefined => settingsOf(env).opsChannel
    return bulletinOf(
      this.#facts,
      this.#store,
      () => channel() !== undefined,
      async (destination, notices) => {
        const ops = destination === OPS_OUTBOX ? channel() : undefined
        const config = ops === undefined ? undefined : { kind: 'discord-channel' as const, channel: ops }
        const outbox = outboxOf(env, destination)
        return (await within(DESK.ANSWER_MS * 5, outbox.notify(destination, notices, config))) === true
      },
    )
  }

  /** A short readable name, as `source:` takes it: from the name, else the host; numbered when taken. */
  #nameFor({ name }: SourceDraft): string {
    const slug = name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 32)
    const base = slug === '' ? 'source' : slug
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? base : `${base}-${number}`
      if (!this.#store.sources.taken(candidate)) return candidate
    }
  }
}
