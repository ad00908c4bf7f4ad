// Whether a query matches, and no more: the evaluator's answer without the places, for the many rules that an item wakes. Words are
// looked up in the item's own index; whatever takes more than that is asked of the evaluator.

import type { Field } from '../model.ts'
import type { Near } from '../query/ast.ts'
import { find, has } from '../query/find.ts'
import type { PreparedTerm } from '../query/term.ts'
import { isTopicless } from '../topics/topicless.ts'
import { type Context, hasFact, placesOfNear, termHits } from './evaluate.ts'
import { hasMark, type Marks } from './marks.ts'
import type { Plan, PlanTerm } from './plan.ts'
import { BIT, FIELDS, isInLead } from './subject.ts'

/** One item being held against many plans. */
export type Item = {
  /** By reach. */
  readonly contexts: readonly Context[]
  readonly marks: Marks
  /** The fields whose words are in `marks`. */
  readonly marked: number
  /** Tells this item from every other; never 0. */
  readonly turn: number
  readonly topic: (id: string) => Plan | undefined
}

/** Whether the word stands there as it is written; where it may only have grown together this says no. */
const stands = ({ word, hashed }: PlanTerm, field: Field, { prepared, reach }: Context): boolean => {
  const words = prepared.words(field)
  const last = words.index().lastAt(word, hashed)
  if (last < 0) return false
  if (field !== 'text' || (reach & BIT.lead) === 0) return true
  // What the text repeats of the lead is the lead's.
  return !isInLead(prepared, { start: words.starts[last] ?? 0, end: words.ends[last] ?? 0 })
}

/** Whether a term stands anywhere in the fields looked at, in whatever form; the text comes last, since it is the longest. */
const standsSomehow = (term: PreparedTerm, { prepared, reach }: Context): boolean => {
  if ((reach & BIT.title) !== 0 && has(prepared.words('title'), term)) return true
  if ((reach & BIT.lead) !== 0 && has(prepared.words('lead'), term)) return true
  if ((reach & BIT.text) === 0) return false
  const text = prepared.words('text')
  if ((reach & BIT.lead) === 0) return has(text, term)
  return find(text, term).some((hit) => !isInLead(prepared, hit))
}

const isMarked = ({ marks }: Item, alternatives: readonly number[]): boolean => {
  for (const mark of alternatives) if (hasMark(marks, mark)) return true
  return false
}

const mayStand = (term: PlanTerm, reach: number, item: Item): boolean => {
  if ((reach & ~item.marked) !== 0) return true
  for (const alternatives of term.marks) if (!isMarked(item, alternatives)) return false
  return true
}

const findsTerm = (term: PlanTerm, reach: number, item: Item): boolean => {
  const context = item.contexts[reach]
  if (context === undefined) return false
  if (term.word !== '') {
    for (const field of FIELDS) if ((reach & BIT[field]) !== 0 && stands(term, field, context)) return true
  }
  return mayStand(term, reach, item) && standsSomehow(term.term, context)
}

const holdsTerm = (term: PlanTerm, reach: number, item: Item): boolean => {
  if (term.turn !== item.turn) {
    term.turn = item.turn
    term.asked = 0
    term.found = 0
  }
  const bit = 1 << reach
  if ((term.asked & bit) === 0) {
    term.asked |= bit
    if (findsTerm(term, reach, item)) term.found |= bit
  }
  return (term.found & bit) !== 0
}

const holdsTopic = (id: string, reach: number, item: Item): boolean => {
  const context = item.contexts[reach]
  const plan = item.topic(id)
  if (plan === undefined || context === undefined || isTopicless(context.prepared.subject)) return false
  const { held } = context.told
  const key = `${id} ${reach}`
  const known = held.get(key)
  if (known !== undefined) return known
  const found = holds(plan, reach, item)
  held.set(key, found)
  return found
}

const holdsNear = (near: Near, context: Context): boolean => placesOfNear(near, context).length > 0

const holdsLeaf = ({ node, term }: Plan, reach: number, item: Item): boolean => {
  if (term !== undefined) return holdsTerm(term, reach, item)
  const context = item.contexts[reach]
  if (context === undefined) return false
  switch (node.type) {
    case 'near':
      return holdsNear(node, context)
    case 'atleast':
      return termHits(node.of, context).length >= node.count
    case 'fact':
      return hasFact(node, context.prepared)
    case 'topic':
      return holdsTopic(node.id, reach, item)
    default:
      return false
  }
}

const all = (parts: readonly Plan[], reach: number, item: Item): boolean => {
  for (const part of parts) if (!holds(part, reach, item)) return false
  return true
}

const any = (parts: readonly Plan[], reach: number, item: Item): boolean => {
  for (const part of parts) if (holds(part, reach, item)) return true
  return false
}

/** Whether a query matches in the fields of `reach`. */
export const holds = (plan: Plan, reach: number, item: Item): boolean => {
  switch (plan.type) {
    case 'and':
      return all(plan.of, reach, item)
    case 'or':
      return any(plan.of, reach, item)
    case 'not':
      return !any(plan.of, reach, item)
    case 'field':
      return all(plan.of, plan.bit, item)
    default:
      return holdsLeaf(plan, reach, item)
  }
}
