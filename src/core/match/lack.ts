// What an item lacks of a clause that it does not hold, in words for people: which term, and where it was looked for.

import type { Field, Scope, Span } from '../model.ts'
import type { AtLeast, HasFact, Near, Query } from '../query/ast.ts'
import { printQuery } from '../query/print.ts'
import { isTopicless } from '../topics/topicless.ts'
import type { Asker } from './evaluate.ts'
import type { Prepared } from './subject.ts'

/** Where a clause is looked at: what to ask with, and what people call the place. */
export type Outlook = {
  readonly prepared: Prepared
  readonly ask: (node: Query) => readonly Span[] | undefined
  readonly place: string
}

const PLACES: Readonly<Record<Scope, string>> = {
  title: 'the title',
  lead: 'title and lead',
  text: 'title, lead and text',
}

export const outlookOf = (prepared: Prepared, asker: Asker, scope: Scope): Outlook => ({
  prepared,
  ask: (node) => asker(node, scope),
  place: PLACES[scope],
})

const within = (outlook: Outlook, field: Field): Outlook => ({
  ...outlook,
  ask: (of) => outlook.ask({ type: 'field', field, of }),
  place: `the ${field}`,
})

/** Spans as people read them: `launch (title)`. */
export const foundAs = (spans: readonly Span[]): string =>
  spans.length === 0 ? 'holds' : spans.map(({ field, text }) => `${text} (${field})`).join(', ')

const FACT_NAMES = { source: 'source', lang: 'language', section: 'sections' } as const

const factLack = ({ fact }: HasFact, { prepared }: Outlook): string => {
  const { sources, tags } = prepared.subject
  const known = { source: sources, lang: [prepared.language() ?? ''], section: tags }[fact].filter(
    (name) => name !== '',
  )
  const verb = fact === 'section' ? 'are' : 'is'
  return `the ${FACT_NAMES[fact]} ${verb} ${known.length === 0 ? 'not known' : known.join(', ')}`
}

/** How often it is there after all. */
const timesOf = ({ count, of }: AtLeast, { ask }: Outlook): number => {
  for (let times = count - 1; times > 1; times -= 1) {
    if (ask({ type: 'atleast', count: times, of }) !== undefined) return times
  }
  return ask(of) === undefined ? 0 : 1
}

const atLeastLack = (node: AtLeast, outlook: Outlook): string => {
  const times = timesOf(node, outlook)
  if (times === 0) return `not in ${outlook.place}`
  return `${times} of ${node.count}: ${foundAs(outlook.ask(node.of) ?? [])}`
}

const nearLack = (near: Near, outlook: Outlook): string => {
  const [left, right] = [outlook.ask(near.left), outlook.ask(near.right)]
  if (left === undefined || right === undefined) return lacksOf([near.left, near.right], outlook)
  const places = `${foundAs(left)}; ${foundAs(right)}`
  if (!left.some(({ field }) => right.some((span) => span.field === field))) {
    return `both there, not in one field: ${places}`
  }
  const turned = near.ordered && outlook.ask({ ...near, ordered: false }) !== undefined
  return `both there, ${turned ? 'in the other order' : 'too far apart'}: ${places}`
}

const negationLack = (of: Query, { ask }: Outlook): string => {
  const spans = ask(of) ?? []
  return spans.length === 0 ? 'holds, and ruled out' : `found, and ruled out: ${foundAs(spans)}`
}

/** Those of several that are not there, each with its lack; terms alone need no more than the place. */
const lacksOf = (nodes: readonly Query[], outlook: Outlook): string => {
  if (nodes.every(({ type }) => type === 'term') && nodes.every((node) => outlook.ask(node) === undefined)) {
    return `not in ${outlook.place}`
  }
  return nodes
    .filter((node) => outlook.ask(node) === undefined)
    .map((node) => `${printQuery(node)}: ${lackOf(node, outlook)}`)
    .join('; ')
}

/** Why a clause that does not hold does not. */
export const lackOf = (node: Query, outlook: Outlook): string => {
  switch (node.type) {
    case 'term':
      return `not in ${outlook.place}`
    case 'topic':
      return isTopicless(outlook.prepared.subject) ? 'this kind of item has no topic' : `not in ${outlook.place}`
    case 'field':
      return lackOf(node.of, within(outlook, node.field))
    case 'fact':
      return factLack(node, outlook)
    case 'atleast':
      return atLeastLack(node, outlook)
    case 'near':
      return nearLack(node, outlook)
    case 'not':
      return negationLack(node.of, outlook)
    case 'and':
    case 'or':
      return lacksOf(node.of, outlook)
  }
}
