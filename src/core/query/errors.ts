// What can be wrong with a query, and the one sentence that a journalist reads about it, with the repair where it is obvious.

import { QUERY } from '../limits.ts'
import type { QueryError } from '../model.ts'

export type QueryFault =
  | { readonly code: 'empty' }
  | { readonly code: 'too-long'; readonly length: number }
  | { readonly code: 'too-many-terms'; readonly limit: number }
  | { readonly code: 'too-many-prefixes' }
  | { readonly code: 'too-deep' }
  | { readonly code: 'quote-open' }
  | { readonly code: 'parenthesis-open' }
  | { readonly code: 'parenthesis-stray' }
  | { readonly code: 'parenthesis-empty' }
  | { readonly code: 'nothing-before'; readonly word: string }
  | { readonly code: 'nothing-after'; readonly word: string }
  | { readonly code: 'small-operator'; readonly word: string }
  | { readonly code: 'near-number'; readonly word: string }
  | { readonly code: 'near-far' }
  | { readonly code: 'near-operand'; readonly word: string }
  | { readonly code: 'lone-sign'; readonly sign: string; readonly fix: string }
  | { readonly code: 'no-letters'; readonly text: string }
  | { readonly code: 'half-character' }
  | { readonly code: 'glued-minus' }
  | { readonly code: 'bar'; readonly text: string }
  | { readonly code: 'bang'; readonly word: string }
  | { readonly code: 'colon-apart'; readonly word: string }
  | { readonly code: 'star-inside'; readonly text: string }
  | { readonly code: 'star-alone' }
  | { readonly code: 'prefix-short'; readonly text: string }
  | { readonly code: 'field-unknown'; readonly name: string; readonly like?: string }
  | { readonly code: 'field-empty'; readonly name: string }
  | { readonly code: 'field-twice'; readonly name: string }
  | { readonly code: 'fact-value'; readonly name: string }
  | { readonly code: 'exact-term' }
  | { readonly code: 'exact-star' }
  | { readonly code: 'atleast-count'; readonly word: string }
  | { readonly code: 'atleast-term'; readonly word: string }
  | { readonly code: 'topic-unknown'; readonly id: string; readonly like?: string }
  | { readonly code: 'only-negation' }
  | { readonly code: 'or-negation' }
  | { readonly code: 'impossible' }
  | { readonly code: 'near-apart' }
  | { readonly code: 'two-languages' }

const meant = (like: string | undefined): string => (like === undefined ? '' : ` Did you mean ${like}?`)

/** For an operator in small letters, which may have been meant as a word. */
const itself = (word: string): string =>
  word === word.toUpperCase() ? '' : ` To look for the word itself, write "${word}" in quotes.`

/** One sentence or two, for people. */
export const sentence = (fault: QueryFault): string => {
  switch (fault.code) {
    case 'empty':
      return 'The query is empty: write at least one word.'
    case 'too-long':
      return `A query may have ${QUERY.CHARS} characters; this one has ${fault.length}.`
    case 'too-many-terms':
      return `A query may have ${fault.limit} terms; this is one too many.`
    case 'too-many-prefixes':
      return `A query may have ${QUERY.PREFIXES} words with a *; this is one too many.`
    case 'too-deep':
      return `Parentheses may stand ${QUERY.DEPTH} deep; this one is deeper.`
    case 'quote-open':
      return 'This quote is never closed: add a " at the end of the phrase, or take this one out.'
    case 'parenthesis-open':
      return 'This parenthesis is never closed: add a ), or take this one out.'
    case 'parenthesis-stray':
      return 'This parenthesis closes nothing: take it out, or add a ( before.'
    case 'parenthesis-empty':
      return 'There is nothing between these parentheses.'
    case 'nothing-before':
      return `There is nothing before ${fault.word}: it needs a word on both sides.${itself(fault.word)}`
    case 'nothing-after':
      return `There is nothing to look for after ${fault.word}.${itself(fault.word)}`
    case 'small-operator':
      return `Write ${fault.word.toUpperCase()} in capitals, or "${fault.word}" in quotes to look for the word.`
    case 'near-number':
      return `${fault.word} needs a number of words from 0 to ${QUERY.NEAR_WORDS}: ${fault.word}/5.`
    case 'near-far':
      return `At most ${QUERY.NEAR_WORDS} words may stand between: write NEAR/${QUERY.NEAR_WORDS} or less.`
    case 'near-operand':
      return `${fault.word} joins words, "phrases" or (this OR that), nothing else.`
    case 'lone-sign':
      return `${fault.sign} stands alone: ${fault.fix}`
    case 'no-letters':
      return `${fault.text} has no letter or digit, so it can never be found: take it out.`
    case 'half-character':
      return 'Half of a character stands here, the rest was lost on the way: take it out, or type it anew.'
    case 'glued-minus':
      return 'This - belongs to the word before it: put a space before it to rule out what follows, or after it to ask for both.'
    case 'bar':
      return `Write OR instead of ${fault.text}.`
    case 'bang':
      if (fault.word === '')
        return 'A ! rules nothing out: write - right before what is not to be found, or leave the ! out.'
      return `A ! rules nothing out: write -${fault.word}, or "!${fault.word}" in quotes to look for it as it is.`
    case 'colon-apart':
      return `A field, its colon and its word stand together: title:${fault.word || 'nato'}.`
    case 'star-inside':
      return `A * can only end a word: ${fault.text.replaceAll('*', '')}*.`
    case 'star-alone':
      return 'A * needs a word before it: missile*.'
    case 'prefix-short':
      return `${fault.text} would find far too much: ${QUERY.PREFIX_LETTERS} letters at least must stand before a *.`
    case 'field-unknown':
      return `There is no field ${fault.name}: (fields are title, lead, text, source, lang, section). To look for the text itself, put it in quotes.${meant(fault.like)}`
    case 'field-empty':
      return `${fault.name}: needs a word right after it, without a space: ${fault.name}:nato.`
    case 'field-twice':
      return `${fault.name}: cannot stand after another field: one field for each word.`
    case 'fact-value':
      return `${fault.name}: takes one whole name: ${fault.name}:name or ${fault.name}:"a longer name".`
    case 'exact-term':
      return '= stands right before a word or a phrase: =US, ="Five Eyes".'
    case 'exact-star':
      return '= compares letter by letter, so it cannot be used with a *: take one of them out.'
    case 'atleast-count':
      return `${fault.word} needs a number from 2 to 99: atleast3:satellite.`
    case 'atleast-term':
      return `${fault.word} counts one word or "phrase", right after the colon: atleast3:satellite.`
    case 'topic-unknown':
      return `There is no topic @${fault.id}.${meant(fault.like)}`
    case 'only-negation':
      return 'This only says what must not be there: add a word that must be.'
    case 'or-negation':
      return 'One side of an OR only says what must not be there, so nearly everything would match: add a word that must be.'
    case 'impossible':
      return 'This can never match: the same thing is asked for and ruled out.'
    case 'near-apart':
      return 'This can never match: the two sides look in different fields, and NEAR stays inside one.'
    case 'two-languages':
      return 'This can never match: an item has one language. Put OR between them.'
  }
}

/** A fault with its place: UTF-16 offsets into what was typed. */
export const queryError = (fault: QueryFault, start: number, end: number): QueryError => ({
  code: fault.code,
  message: sentence(fault),
  start,
  end,
  ...('like' in fault && fault.like !== undefined ? { like: fault.like } : {}),
})
