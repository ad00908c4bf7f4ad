// What explaining a clause found: facts, and how a sentence is made of them in whatever language the words come.
import type { Field, Scope, Span } from '../model.ts'
import type { Fact } from '../query/ast.ts'

/** Where something was looked for: in the fields of a scope, or in one field alone. */
export type Place = { readonly scope: Scope } | { readonly field: Field }

/** Why a clause does not hold. */
export type Lack =
  | { readonly kind: 'absent'; readonly place: Place }
  /** The item is of a kind that has no topic. */
  | { readonly kind: 'topicless' }
  | { readonly kind: 'fact'; readonly fact: Fact; readonly known: readonly string[] }
  | { readonly kind: 'seldom'; readonly times: number; readonly of: number; readonly found: readonly Span[] }
  /** Both sides of NEAR are there: not in one field, not in this order, or with too much between. */
  | {
      readonly kind: 'apart'
      readonly how: 'fields' | 'order' | 'far'
      readonly left: readonly Span[]
      readonly right: readonly Span[]
    }
  /** By what was found, or by a fact. */
  | { readonly kind: 'ruled out'; readonly found: readonly Span[] }
  | { readonly kind: 'parts'; readonly parts: readonly { readonly clause: string; readonly lack: Lack }[] }

export type Finding = Lack | { readonly kind: 'found'; readonly spans: readonly Span[] }

/** The sentences of one language; what is put in comes ready to be shown. */
export type FindingWords = {
  /** What a scope looks at, and a field alone, as objects of `absent`. */
  readonly scopes: Readonly<Record<Scope, string>>
  readonly fields: Readonly<Record<Field, string>>
  /** A word that was found, and its field. */
  readonly found: (word: string, field: Field) => string
  readonly holds: string
  readonly absent: (place: string) => string
  readonly topicless: string
  /** @param known what the item has; empty = nothing is known */
  readonly fact: (fact: Fact, known: string) => string
  readonly seldom: (times: number, of: number, found: string) => string
  readonly apart: Readonly<Record<'fields' | 'order' | 'far', (places: string) => string>>
  /** @param found empty = a fact */
  readonly ruledOut: (found: string) => string
}

const FACT_NAMES = { source: 'source is', lang: 'language is', section: 'sections are' } as const

export const ENGLISH_FINDINGS: FindingWords = {
  scopes: { title: 'the title', lead: 'title and lead', text: 'title, lead and text' },
  fields: { title: 'the title', lead: 'the lead', text: 'the text' },
  found: (word, field) => `${word} (${field})`,
  holds: 'holds',
  absent: (place) => `not in ${place}`,
  topicless: 'this kind of item has no topic',
  fact: (fact, known) => `the ${FACT_NAMES[fact]} ${known === '' ? 'not known' : known}`,
  seldom: (times, of, found) => `${times} of ${of}: ${found}`,
  apart: {
    fields: (places) => `both there, not in one field: ${places}`,
    order: (places) => `both there, in the other order: ${places}`,
    far: (places) => `both there, too far apart: ${places}`,
  },
  ruledOut: (found) => (found === '' ? 'holds, and ruled out' : `found, and ruled out: ${found}`),
}

/** Makes what came from an item or a query harmless for where it is shown. */
export type Quote = (text: string) => string

const asItStands: Quote = (text) => text

export const findingText = (finding: Finding, words = ENGLISH_FINDINGS, quote = asItStands): string => {
  const foundAs = (spans: readonly Span[]): string =>
    spans.map(({ field, text }) => words.found(quote(text), field)).join(', ')
  switch (finding.kind) {
    case 'found':
      return foundAs(finding.spans) || words.holds
    case 'absent':
      return words.absent(
        'scope' in finding.place ? words.scopes[finding.place.scope] : words.fields[finding.place.field],
      )
    case 'topicless':
      return words.topicless
    case 'fact':
      return words.fact(finding.fact, finding.known.map(quote).join(', '))
    case 'seldom':
      return words.seldom(finding.times, finding.of, foundAs(finding.found))
    case 'apart':
      return words.apart[finding.how](`${foundAs(finding.left)}; ${foundAs(finding.right)}`)
    case 'ruled out':
      return words.ruledOut(foundAs(finding.found))
    case 'parts':
      return finding.parts.map(({ clause, lack }) => `${quote(clause)}: ${findingText(lack, words, quote)}`).join('; ')
  }
}
