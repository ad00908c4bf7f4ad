// What an item lacks of a clause that it does not hold: which term, and where it was looked for.

import type { Field, Scope, Span } from '../model.ts'
import type { AtLeast, HasFact, Near, Query } from '../query/ast.ts'
import { printQuery } from '../query/print.ts'
import { isTopicless } from '../topics/topicless.ts'
import type { Asker } from './evaluate.ts'
import type { Lack, Place } from './finding.ts'
import type { Prepared } from './subject.ts'

/** Where a clause is looked at: what to ask with, and the place. */
export type Outlook = {
  readonly prepared: Prepared
  readonly ask: (node: Query) => readonly Span[] | undefined
  readonly place: Place
}

export const outlookOf = (prepared: Prepared, asker: Asker, scope: Scope): Outlook => ({
  prepared,
  ask: (node) => asker(node, scope),
  place: { scope },
})

const within = (outlook: Outlook, field: Field): Outlook => ({
  ...outlook,
  ask: (of) => outlook.ask({ type: 'field', field, of }),
  place: { field },
})

const absent = ({ place }: Outlook): Lack => ({ kind: 'absent', place })

const factLack = ({ fact }: HasFact, { prepared }: Outlook): Lack => {
  const { sources, tags } = prepared.subject
  const known = { source: sources, lang: [prepared.language() ?? ''], section: tags }[fact]
  return { kind: 'fact', fact, known: known.filter((name) => name !== '') }
}

/** How often it is there after all. */
const timesOf = ({ count, of }: AtLeast, { ask }: Outlook): number => {
  for (let times = count - 1; times > 1; times -= 1) {
    if (ask({ type: 'atleast', count: times, of }) !== undefined) return times
  }
  return ask(of) === undefined ? 0 : 1
}

const atLeastLack = (node: AtLeast, outlook: Outlook): Lack => {
  const times = timesOf(node, outlook)
  if (times === 0) return absent(outlook)
  return { kind: 'seldom', times, of: node.count, found: outlook.ask(node.of) ?? [] }
}

const nearLack = (near: Near, outlook: Outlook): Lack => {
  const [left, right] = [outlook.ask(near.left), outlook.ask(near.right)]
  if (left === undefined || right === undefined) return lacksOf([near.left, near.right], outlook)
  if (!left.some(({ field }) => right.some((span) => span.field === field))) {
    return { kind: 'apart', how: 'fields', left, right }
  }
  const turned = near.ordered && outlook.ask({ ...near, ordered: false }) !== undefined
  return { kind: 'apart', how: turned ? 'order' : 'far', left, right }
}

/** Those of several that are not there, each with its lack; terms alone need no more than the place. */
const lacksOf = (nodes: readonly Query[], outlook: Outlook): Lack => {
  const lacking = nodes.filter((node) => outlook.ask(node) === undefined)
  if (lacking.length === nodes.length && nodes.every(({ type }) => type === 'term')) return absent(outlook)
  return { kind: 'parts', parts: lacking.map((node) => ({ clause: printQuery(node), lack: lackOf(node, outlook) })) }
}

/** Why a clause that does not hold does not. */
export const lackOf = (node: Query, outlook: Outlook): Lack => {
  switch (node.type) {
    case 'term':
      return absent(outlook)
    case 'topic':
      return isTopicless(outlook.prepared.subject) ? { kind: 'topicless' } : absent(outlook)
    case 'field':
      return lackOf(node.of, within(outlook, node.field))
    case 'fact':
      return factLack(node, outlook)
    case 'atleast':
      return atLeastLack(node, outlook)
    case 'near':
      return nearLack(node, outlook)
    case 'not':
      return { kind: 'ruled out', found: outlook.ask(node.of) ?? [] }
    case 'and':
    case 'or':
      return lacksOf(node.of, outlook)
  }
}
