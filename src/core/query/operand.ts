// What may stand on either side of NEAR: things that have a place. AND, NOT, facts, counts and topics have none.

import type { Query } from './ast.ts'

export const isNearOperand = (node: Query): boolean => {
  switch (node.type) {
    case 'term':
    case 'near':
      return true
    case 'or':
      return node.of.every(isNearOperand)
    case 'field':
      return isNearOperand(node.of)
    default:
      return false
  }
}

export const nearWord = ({ ordered }: { readonly ordered: boolean }): string => (ordered ? 'ONEAR' : 'NEAR')
