// A subject made ready to be asked: folded once, however many rules ask. Each field is folded when first looked at.

import type { Field, Scope, Subject } from '../model.ts'
import type { Hit } from '../query/find.ts'
import { foldName, originalEnd, originalStart } from '../text/fold.ts'
import { languageOf } from '../text/language.ts'
import { readWords, type Words } from '../text/words.ts'

/** Sets of fields as bits, so that nesting is a matter of AND and OR. */
export const BIT = { title: 1, lead: 2, text: 4 } as const satisfies Record<Field, number>
export const REACH = { title: 1, lead: 3, text: 7 } as const satisfies Record<Scope, number>
export const FIELDS = ['title', 'lead', 'text'] as const satisfies Field[]

export type Prepared = {
  readonly subject: Subject
  readonly words: (field: Field) => Words
  /** Where the lead stands in the text: what is found in there has been found in the lead. */
  readonly leadInText: () => { readonly start: number; readonly end: number } | undefined
  /** Folded names that `source:` and `section:` may give. */
  readonly sources: () => ReadonlySet<string>
  readonly sections: () => ReadonlySet<string>
  /** BCP 47, lower case; from the feed, else from the script. */
  readonly language: () => string | undefined
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** A summary cut short still stands in the text up to the cut. */
const CUT = /\s*(?:\[?(?:…|\.\.\.)\]?)$/

const placeOfLead = ({ lead, text }: Subject): { readonly start: number; readonly end: number } | undefined => {
  const known = lead.replace(CUT, '').trim()
  if (known === '') return undefined
  const start = text.indexOf(known)
  return start < 0 ? undefined : { start, end: start + known.length }
}

const tagOf = (language: string | undefined): string | undefined =>
  language?.trim().toLowerCase().replaceAll('_', '-') || undefined

const names = (list: readonly string[]): ReadonlySet<string> => new Set(list.map(foldName))

/** Makes a subject ready. Nothing is folded yet. */
export const prepare = (subject: Subject): Prepared => {
  const words = {
    title: once(() => readWords(subject.title)),
    lead: once(() => readWords(subject.lead)),
    text: once(() => readWords(subject.text)),
  }
  return {
    subject,
    words: (field) => words[field](),
    leadInText: once(() => placeOfLead(subject)),
    sources: once(() => names(subject.sources)),
    sections: once(() => names(subject.tags)),
    language: once(() => tagOf(subject.language) ?? languageOf(`${subject.title} ${subject.lead || subject.text}`)),
  }
}

/** Whether a hit in the text lies within the lead. */
export const isInLead = (prepared: Prepared, hit: Pick<Hit, 'start' | 'end'>): boolean => {
  const place = prepared.leadInText()
  if (place === undefined) return false
  const { folded } = prepared.words('text')
  return originalStart(folded, hit.start) >= place.start && originalEnd(folded, hit.end) <= place.end
}
