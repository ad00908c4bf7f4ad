// What keeps a query from ever matching, whatever the item: the same thing asked for and ruled out, two languages at once, words side
// by side in different fields.

import type { HasFact, Near, Query } from './ast.ts'
import { alwaysHolds } from './implied.ts'
import { printQuery } from './print.ts'

type Leaf = { readonly node: Query; readonly field: string }
/** What is ruled out, and by which node. */
type Ruled = Leaf & { readonly by: Query }

/** Parts one of which is enough for the node to match. */
const sufficient = (node: Query, field: string): readonly Leaf[] => {
  if (node.type === 'or') return node.of.flatMap((child) => sufficient(child, field))
  if (node.type === 'field') return sufficient(node.of, node.field)
  return node.type === 'and' || node.type === 'not' ? [] : [{ node, field }]
}

/** Parts all of which must be there. */
const required = (node: Query, field: string): readonly Leaf[] => {
  switch (node.type) {
    case 'and':
      return node.of.flatMap((child) => required(child, field))
    case 'field':
      return required(node.of, node.field)
    case 'atleast':
      return [{ node, field }, ...required(node.of, field)]
    case 'near':
      return [{ node, field }, ...required(node.left, field), ...required(node.right, field)]
    case 'or':
    case 'not':
      return []
    default:
      return [{ node, field }]
  }
}

const ruledOut = (node: Query, field: string): readonly Ruled[] => {
  if (node.type === 'not') return sufficient(node.of, field).map((leaf) => ({ ...leaf, by: node }))
  if (node.type === 'and') return node.of.flatMap((child) => ruledOut(child, field))
  return node.type === 'field' ? ruledOut(node.of, node.field) : []
}

/** Whether finding `asked` always means finding `ruled`. */
const implies = (asked: Leaf, ruled: Leaf): boolean => {
  // Every scope holds the title, so what is ruled out everywhere is ruled out there.
  if (asked.field !== ruled.field && (asked.field !== 'title' || ruled.field !== '')) return false
  if (asked.node.type === 'term' && ruled.node.type === 'term') return alwaysHolds(asked.node, ruled.node)
  return asked.field === ruled.field && printQuery(asked.node) === printQuery(ruled.node)
}

const isWithin = (tag: string, other: string): boolean => tag === other || tag.startsWith(`${other}-`)

/** An item has one language: a tag that is neither the other nor a kind of it cannot be asked for beside it. */
const otherLanguage = (leaves: readonly Leaf[]): Query | undefined => {
  const tags = leaves
    .map(({ node }) => node)
    .filter((node): node is HasFact => node.type === 'fact' && node.fact === 'lang')
    .map((node) => ({ node, tag: node.value.trim().toLowerCase().replaceAll('_', '-') }))
  return tags.find(({ tag }) => tags.some((one) => !isWithin(tag, one.tag) && !isWithin(one.tag, tag)))?.node
}

/** The fields in which a side of NEAR has places; `` is every one. */
const fieldsOf = (node: Query, field: string): readonly string[] => {
  if (node.type === 'or') return node.of.flatMap((child) => fieldsOf(child, field))
  if (node.type === 'near') return [...fieldsOf(node.left, field), ...fieldsOf(node.right, field)]
  return [node.type === 'field' ? node.field : field]
}

const isApart = ({ left, right }: Near, field: string): boolean => {
  const [here, there] = [fieldsOf(left, field), fieldsOf(right, field)]
  return !here.some((one) => there.some((other) => one === other || one === '' || other === ''))
}

const first = <T, U>(list: readonly T[], look: (one: T) => U | undefined): U | undefined =>
  list.map(look).find((found) => found !== undefined)

export type Impossible = {
  readonly code: 'impossible' | 'near-apart' | 'two-languages'
  /** The node that keeps the query from matching. */
  readonly at: Query
}

const within = (node: Query, field: string, ruledBefore: readonly Ruled[]): Impossible | undefined => {
  if (node.type === 'field') return within(node.of, node.field, ruledBefore)
  if (node.type === 'not') return undefined
  if (node.type === 'or') {
    const each = node.of.map((child) => within(child, field, ruledBefore))
    return each.every((one) => one !== undefined) ? each[0] : undefined
  }
  if (node.type === 'near' && isApart(node, field)) return { code: 'near-apart', at: node }
  const asked = required(node, field)
  const ruled = [...ruledBefore, ...ruledOut(node, field)]
  const out = ruled.find((one) => asked.some((leaf) => implies(leaf, one)))
  if (out !== undefined) return { code: 'impossible', at: out.by }
  const language = otherLanguage(asked)
  if (language !== undefined) return { code: 'two-languages', at: language }
  return node.type === 'and' ? first(node.of, (child) => within(child, field, ruled)) : undefined
}

/** Why a query can never match; undefined when it may. */
export const impossibleIn = (query: Query): Impossible | undefined => within(query, '', [])
