// Whether a query matches, and no more: the evaluator's answer without the places, for the many rules that an item wakes. Words are
// looked up in the item's own index; whatever takes more than that is asked of the evaluator.

import type { Field } from '../model.ts'
import type { Near, Term } from '../query/ast.ts'
import { findTerm, hasTerm } from '../query/find.ts'
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
  readonly told: Told
  readonly topic: (id: string) => Plan | undefined
}

/** What has been found of each term in each reach, for the item at hand. */
export type Told = { readonly answers: Uint32Array; readonly turn: number }

const REACHES = 8
const capacity = (terms: number): number => 2 ** Math.ceil(Math.log2(Math.max(1_024, terms))) * REACHES

/** Remembers answers from item to item: a new turn forgets them all without touching them. */
export const teller = (): ((terms: number) => Told) => {
  let answers = new Uint32Array(0)
  let turn = 0
  return (terms) => {
    turn += 1
    if (answers.length < capacity(terms) || turn > 0x7fffffff) {
      answers = new Uint32Array(capacity(terms))
      turn = 1
    }
    return { answers, turn }
  }
}

/** Whether the word stands there as it is written; where it may only have grown together this says no. */
const stands = (word: string, field: Field, { prepared, reach }: Context): boolean => {
  const words = prepared.words(field)
  const last = words.index().lastAt(word)
  if (last < 0) return false
  if (field !== 'text' || (reach & BIT.lead) === 0) return true
  // What the text repeats of the lead is the lead's.
  return !isInLead(prepared, { start: words.starts[last] ?? 0, end: words.ends[last] ?? 0 })
}

/** Whether a term stands anywhere in the fields looked at; what the text repeats of the lead is the lead's. */
const standsSomewhere = (term: Term, { prepared, reach }: Context): boolean => {
  if ((reach & BIT.title) !== 0 && hasTerm(prepared.words('title'), term)) return true
  if ((reach & BIT.lead) !== 0 && hasTerm(prepared.words('lead'), term)) return true
  if ((reach & BIT.text) === 0) return false
  const text = prepared.words('text')
  if ((reach & BIT.lead) === 0) return hasTerm(text, term)
  return findTerm(text, term).some((hit) => !isInLead(prepared, hit))
}

const isMarked = ({ marks }: Item, alternatives: readonly number[]): boolean =>
  alternatives.some((mark) => hasMark(marks, mark))

const findsTerm = ({ word, marks, term }: PlanTerm, reach: number, item: Item): boolean => {
  const context = item.contexts[reach]
  if (context === undefined) return false
  if ((reach & ~item.marked) === 0 && !marks.every((alternatives) => isMarked(item, alternatives))) return false
  const isThere = word !== '' && FIELDS.some((field) => (reach & BIT[field]) !== 0 && stands(word, field, context))
  return isThere || standsSomewhere(term, context)
}

const holdsTerm = (term: PlanTerm, reach: number, item: Item): boolean => {
  const { answers, turn } = item.told
  const place = term.number * REACHES + reach
  const answer = answers[place] ?? 0
  if (answer >>> 1 === turn) return (answer & 1) === 1
  const found = findsTerm(term, reach, item)
  answers[place] = (turn << 1) | (found ? 1 : 0)
  return found
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
