// A query written back in its own language, with the fewest parentheses: reading it again gives the same tree.

import type { Query, Term } from './ast.ts'
import { foreignSign } from './foreign.ts'
import { lex } from './lex.ts'
import { nearWord } from './operand.ts'

const quoted = (text: string): string => `"${text}"`

/** As short as it was typed: without quotes wherever it is read as the same word. */
const bareOrQuoted = (text: string): string => {
  const tokens = lex(text)
  const [only, more] = tokens.ok ? tokens.value : []
  const isBare = more === undefined && only?.kind === 'word' && only.text === text && foreignSign(text) === undefined
  return isBare ? text : quoted(text)
}

const printTerm = ({ text, exact }: Term): string => {
  const written = bareOrQuoted(text)
  return exact === true ? `=${written}` : written
}

/** After a fact's colon only white space, parentheses and quotes end a name. */
const printValue = (value: string): string => (/[\s()（）"“”„＂«»]/u.test(value) ? quoted(value) : value)

/** How tightly each kind of node binds; a looser one inside a tighter one needs parentheses. */
const TIGHTNESS = { or: 0, and: 1, not: 2, near: 3 } as const
const tightness = (node: Query): number => (node.type in TIGHTNESS ? TIGHTNESS[node.type as keyof typeof TIGHTNESS] : 4)

const inside = (node: Query, least: number): string =>
  tightness(node) < least ? `(${printQuery(node)})` : printQuery(node)

/** A query as text. Stable: printing what was read from a print gives the same text. */
export const printQuery = (query: Query): string => {
  switch (query.type) {
    case 'term':
      return printTerm(query)
    case 'or':
      return query.of.map((child) => inside(child, TIGHTNESS.and)).join(' OR ')
    case 'and':
      return query.of.map((child) => inside(child, TIGHTNESS.not)).join(' ')
    case 'not':
      return `-${inside(query.of, 4)}`
    case 'near':
      return `${inside(query.left, TIGHTNESS.near)} ${nearWord(query)}/${query.words} ${inside(query.right, 4)}`
    case 'field': {
      // One field for each word; a second one needs its own parentheses.
      const second = query.of.type === 'field' || query.of.type === 'fact'
      return `${query.field}:${second ? `(${printQuery(query.of)})` : inside(query.of, 4)}`
    }
    case 'fact':
      return `${query.fact}:${printValue(query.value)}`
    case 'atleast':
      return `atleast${query.count}:${printTerm(query.of)}`
    case 'topic':
      return `@${query.id}`
  }
}
