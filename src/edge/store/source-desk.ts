// The Desk's sources: added, named and removed, with what is known of each.
import { leastEvery, type QuotaRefusal, ticksADay } from '../../core/admission.ts'
import { DESK } from '../../core/limits.ts'
import type { Owner, Source } from '../../core/model.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Sample, SourceHealth } from '../../flow/ports.ts'
import { randomLetters } from '../fingerprint.ts'
import type { DeskStore, SourceEntry } from './desk-store.ts'
import type { Facts } from './facts.ts'
import { isVisible, type RuleDesk } from './rule-desk.ts'

export type SourceDraft = Omit<Source, 'id' | 'owner'>
export type Removal = 'removed' | 'absent' | 'in-use'
export type SourceStates = Readonly<Record<SourceHealth['state'], number>>
export type AddedSource = { readonly entry: SourceEntry; readonly created: boolean }

const SUFFIX_LETTERS = 5

const slugOf = (name: string): string => {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32)
  return slug === '' ? 'source' : slug
}

/** @param changed puts the list of sources on its way to KV */
export const sourceDesk = (
  { sources, rules, sample: samples }: DeskStore,
  facts: Facts,
  { admit }: RuleDesk,
  changed: () => void,
) => {
  /**
   * A short readable name, as `source:` takes it: from the name, else the host. The operator's is numbered when taken; a server's ends
   * in random letters, since a number would tell that another server has one of that name.
   */
  const nameFor = (owner: Owner, { name }: SourceDraft): string => {
    const base = slugOf(name)
    for (let number = 1; ; number++) {
      const suffix = owner === 'operator' ? String(number) : randomLetters(SUFFIX_LETTERS)
      const candidate = suffix === '1' ? base : `${base}-${suffix}`
      if (!sources.taken(candidate)) return candidate
    }
  }
  const entryOf = (id: string): SourceEntry | undefined => sources.entries().find(({ source }) => source.id === id)
  const answered = (): readonly string[] => facts.get<string[]>('answered') ?? []

  return {
    entryOf,
    of: (owner: Owner): readonly SourceEntry[] => sources.entries().filter(({ source }) => source.owner === owner),
    /** What this owner's rules can hear of. */
    visible: (owner: Owner): readonly SourceEntry[] =>
      sources.entries().filter(({ source }) => isVisible(source, owner)),
    /** A server's address that the operator has already is the operator's source: one fetch, however many watch it. */
    add: (owner: Owner, draft: SourceDraft): Result<AddedSource, QuotaRefusal> => {
      const shared = sources.byUrl('operator', draft.url)
      const known = shared !== undefined && !shared.removed ? shared : sources.byUrl(owner, draft.url)
      const entry = known === undefined || known.removed ? undefined : entryOf(known.id)
      if (entry !== undefined) return ok({ entry, created: false })
      const every = draft.every === 0 ? 0 : Math.max(draft.every, leastEvery(owner))
      const admitted = admit(owner, 'source', { ticksADay: ticksADay(every) })
      if (!admitted.ok) return admitted
      const source = { ...draft, every, id: known?.id ?? nameFor(owner, draft), owner }
      sources.put(source)
      changed()
      return ok({ entry: { source }, created: true })
    },
    remove: (owner: Owner, id: string): Removal => {
      if (!sources.all().some((known) => known.id === id && known.owner === owner)) return 'absent'
      if (rules.all().some((rule) => rule.sources.includes(id))) return 'in-use'
      sources.remove(id)
      changed()
      return 'removed'
    },
    states: (): SourceStates => {
      const counts = { ok: 0, quiet: 0, failing: 0, blocked: 0, moved: 0, unparsable: 0, gap: 0 }
      for (const { health } of sources.entries()) counts[health?.state ?? 'ok']++
      return counts
    },
    /** New items, for trying rules; whoever brings some has answered. */
    see: (sample: readonly Sample[]): void => {
      samples.add(sample, DESK.SAMPLE_ITEMS)
      const known = answered()
      const fresh = new Set(sample.map(({ source }) => source).filter((id) => !known.includes(id)))
      if (fresh.size > 0) facts.set('answered', [...known, ...fresh])
    },
    /** Addresses of this owner whose list has been read: nobody can tell in advance which sites answer a Worker. */
    answered: (owner: Owner): readonly string[] => {
      const ids = new Set(answered())
      return sources
        .all()
        .filter((source) => source.owner === owner && ids.has(source.id))
        .map(({ url }) => url)
    },
    /** The source and the digest of its push token, for whoever claims to hold it. */
    pushed: (id: string): { readonly source: Source; readonly digest?: string } | undefined => {
      const source = sources.all().find((known) => known.id === id)
      if (source === undefined) return undefined
      const digest = sources.token(id)
      return digest === undefined ? { source } : { source, digest }
    },
  }
}

export type SourceDesk = ReturnType<typeof sourceDesk>
