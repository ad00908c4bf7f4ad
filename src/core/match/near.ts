// NEAR: pairs of places with few words between. Both sides come in no order from any fields; a pair stays inside one.

import { MATCH } from '../limits.ts'
import type { Field } from '../model.ts'
import type { Near } from '../query/ast.ts'
import type { Words } from '../text/words.ts'
import type { FieldHit } from './hit.ts'

const byStart = (a: FieldHit, b: FieldHit): number => a.start - b.start

/** Words between the end of `before` and the start of `after`, which must not overlap. */
const wordsBetween = (words: Words, before: FieldHit, after: FieldHit): number =>
  Math.max(0, (words.places()[after.first] ?? 0) - (words.places()[before.last] ?? 0) - 1)

const pair = (before: FieldHit, after: FieldHit): FieldHit => ({
  field: before.field,
  first: before.first,
  last: Math.max(before.last, after.last),
  start: before.start,
  end: Math.max(before.end, after.end),
  marks: [...before.marks, ...after.marks],
})

/** Pairs with `before` ahead of `after`, both sorted by start; one from each place to each end, MATCH.HITS in all. */
const ordered = (words: Words, befores: readonly FieldHit[], afters: readonly FieldHit[], most: number): FieldHit[] => {
  const found = new Map<string, FieldHit>()
  let from = 0
  for (const before of befores) {
    while (from < afters.length && (afters[from]?.start ?? 0) <= before.start) from += 1
    for (let index = from; index < afters.length && found.size < MATCH.HITS; index += 1) {
      const after = afters[index]
      if (after === undefined || wordsBetween(words, before, after) > most) break
      if (after.start >= before.end) found.set(`${before.start} ${before.last} ${after.end}`, pair(before, after))
    }
  }
  return [...found.values()]
}

/** Every pair of a left and a right place in one field with at most `node.words` words between their nearest ends. */
export const nearHits = (
  left: readonly FieldHit[],
  right: readonly FieldHit[],
  node: Near,
  wordsOf: (field: Field) => Words,
): FieldHit[] =>
  [...new Set(left.map((hit) => hit.field))].flatMap((field) => {
    const words = wordsOf(field)
    const lefts = left.filter((hit) => hit.field === field).sort(byStart)
    const rights = right.filter((hit) => hit.field === field).sort(byStart)
    const forward = ordered(words, lefts, rights, node.words)
    return node.ordered ? forward : [...forward, ...ordered(words, rights, lefts, node.words)]
  })
