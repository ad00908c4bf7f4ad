// Where each node of a query stands in what was typed. Kept beside the tree and not in it: what is stored needs none, and a tree that
// was read back has none.

import type { Query } from './ast.ts'

/** UTF-16 offsets into what was typed. */
export type Place = { readonly start: number; readonly end: number }

const places = new WeakMap<Query, Place>()

/** Notes a node's place unless it has one: what stands between parentheses keeps its own. */
export const placed = <Node extends Query>(node: Node, place: Place): Node => {
  if (!places.has(node)) places.set(node, place)
  return node
}

/** The place of a node that parsing gave; undefined for any other. */
export const placeOf = (node: Query): Place | undefined => places.get(node)
