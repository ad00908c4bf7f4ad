// Searching what is stored: the words an item is filed under, and what of them a query needs. A necessary condition and no more: the
// evaluator decides, so that a search and a rule never disagree.
import { MATCH } from '../limits.ts'
import type { Subject } from '../model.ts'
import type { Query, Term, TopicTrees } from '../query/ast.ts'
import { CLASS } from '../text/char-class.ts'
import { eachJoined, readWords, type Words } from '../text/words.ts'
import { topicTrees } from '../topics/trees.ts'
import { type Key, needsOfParts } from './evidence.ts'
import { REACH } from './subject.ts'

/** Raised when folding, words or `indexWords` change: what was filed by an earlier edition is then filed anew. */
export const INDEX_VERSION = 1

/** `letters`: in this order and touching. */
export type Narrow =
  | { readonly type: 'word' | 'prefix' | 'letters'; readonly text: string }
  | { readonly type: 'all' | 'any'; readonly of: readonly Narrow[] }

/** Stretches of Hangul, Han and kana: letters that touch. */
const stretches = (words: Words): string[] => {
  const found: string[] = []
  for (let index = 0, end = -1; index < words.count; index += 1) {
    if (words.classes[index] === CLASS.WORD) continue
    if (words.starts[index] === end) found.push((found.pop() ?? '') + words.word(index))
    else found.push(words.word(index))
    end = words.ends[index] ?? -1
  }
  return found
}

/**
 * Every word as it stands and, soft-broken, as it can be asked for, once; then letters by themselves, so that any run of them can be
 * found. Pairs across a space are left to the query: they would triple the index.
 */
export const indexWords = ({ title, lead, text }: Subject): string => {
  const fields = [title, text.includes(lead) ? '' : lead, text].map(readWords)
  const forms = new Set<string>()
  for (const words of fields) {
    for (let index = 0; index < words.count; index += 1) {
      if (words.classes[index] === CLASS.WORD) forms.add(words.word(index))
    }
    eachJoined(words, (form, spaced) => {
      if (!spaced) forms.add(form)
    })
  }
  const letters = fields.flatMap(stretches).map((stretch) => Array.from(stretch).join(' '))
  return [...forms, ...letters].join(' ')
}

const anyOf = (of: readonly Narrow[]): Narrow => (of.length === 1 && of[0] !== undefined ? of[0] : { type: 'any', of })

const allOf = (of: readonly (Narrow | undefined)[]): Narrow | undefined => {
  const known = of.filter((part) => part !== undefined)
  if (known.length <= 1) return known[0]
  return { type: 'all', of: known }
}

/** The places where a word may stand as two with a space between them. */
const pairsOf = (word: string): Narrow[] =>
  Array.from({ length: Math.max(0, word.length - 2 * MATCH.SPACED_LETTERS + 1) }, (_, index) => {
    const at = index + MATCH.SPACED_LETTERS
    return {
      type: 'all',
      of: [
        { type: 'word', text: word.slice(0, at) },
        { type: 'word', text: word.slice(at) },
      ],
    }
  })

const ofKey = ({ kind, text }: Key): Narrow[] => {
  if (kind === 'word') return [{ type: 'word', text }, ...pairsOf(text)]
  return [{ type: kind === 'prefix' ? 'prefix' : 'letters', text }]
}

const isWritten = ({ kind }: Key): boolean => kind === 'word' || kind === 'prefix' || kind === 'substring'

const ofKeys = (keys: readonly Key[]): Narrow | undefined =>
  keys.length > 0 && keys.every(isWritten) ? anyOf(keys.flatMap(ofKey)) : undefined

const ofTerm = (term: Term): Narrow | undefined =>
  allOf(needsOfParts(term, REACH.text).map((keys) => (keys === undefined ? undefined : ofKeys(keys))))

const ofLeaf = (node: Query, topics: TopicTrees): Narrow | undefined => {
  switch (node.type) {
    case 'term':
      return ofTerm(node)
    case 'atleast':
      return ofTerm(node.of)
    case 'near':
      return allOf([narrow(node.left, topics), narrow(node.right, topics)])
    case 'topic': {
      const tree = topics.get(node.id)
      return tree === undefined ? undefined : narrow(tree, topics)
    }
    default:
      return undefined
  }
}

/**
 * What the indexed words of every item that matches have; undefined when nothing has to stand there, so that all must be looked at.
 * Fields are passed over, and what must be absent. `wanted` is false below a NOT, where AND and OR change places.
 */
export const narrow = (node: Query, topics: TopicTrees = topicTrees(), wanted = true): Narrow | undefined => {
  switch (node.type) {
    case 'not':
      return narrow(node.of, topics, !wanted)
    case 'field':
      return narrow(node.of, topics, wanted)
    case 'and':
    case 'or': {
      const parts = node.of.map((child) => narrow(child, topics, wanted))
      if ((node.type === 'and') === wanted) return allOf(parts)
      const known = parts.filter((part) => part !== undefined)
      return known.length === parts.length ? anyOf(known) : undefined
    }
    default:
      return wanted ? ofLeaf(node, topics) : undefined
  }
}
