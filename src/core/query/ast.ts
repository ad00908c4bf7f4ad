// The query tree: what a person asked for, as plain JSON (it is stored with the ruleset). It holds no positions and no folded
// words: how words compare is decided where they are found (term.ts), so a better folding needs no stored tree rewritten.

import type { Field } from '../model.ts'

export const FACTS = ['source', 'lang', 'section'] as const
/** What an item is, as against what it says. Facts have no spans. */
export type Fact = (typeof FACTS)[number]

/**
 * A word, a phrase or a prefix, as typed and without its quotes: `missile`, `test-fire`, `ballistic missile*`, `Hwasong-*`.
 * `exact` compares after NFKC only.
 */
export type Term = { readonly type: 'term'; readonly text: string; readonly exact?: true }
export type And = { readonly type: 'and'; readonly of: readonly Query[] }
export type Or = { readonly type: 'or'; readonly of: readonly Query[] }
export type Not = { readonly type: 'not'; readonly of: Query }
/** At most `words` words between the two; `ordered` = left first. Both sides are made of terms, OR and NEAR alone. */
export type Near = {
  readonly type: 'near'
  readonly words: number
  readonly ordered: boolean
  readonly left: Query
  readonly right: Query
}
/** `title:`, `lead:` or `text:` before a term or a group: looks at that field alone, whatever the scope. */
export type InField = { readonly type: 'field'; readonly field: Field; readonly of: Query }
export type HasFact = { readonly type: 'fact'; readonly fact: Fact; readonly value: string }
export type AtLeast = { readonly type: 'atleast'; readonly count: number; readonly of: Term }
export type TopicRef = { readonly type: 'topic'; readonly id: string }

export type Query = Term | And | Or | Not | Near | InField | HasFact | AtLeast | TopicRef

/** The trees that `@topic` stands for; a Map is one. */
export type TopicTrees = { readonly get: (id: string) => Query | undefined }
