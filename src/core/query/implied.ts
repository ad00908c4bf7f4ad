// Whether a text that one term was found in always holds another too, however the text writes it. `"test fire"` is found in
// `testfire`, where no word is `test`: only what begins and ends with a word of its own is sure to be there.

import { MATCH } from '../limits.ts'
import { readWords } from '../text/words.ts'
import type { Term } from './ast.ts'
import { findTerm } from './find.ts'
import { type Part, type PreparedTerm, prepareTerm } from './term.ts'

/** The parts cut where two of them never grow together: every piece begins and ends with a word of the text. */
const piecesOf = (parts: readonly Part[]): readonly (readonly Part[])[] => {
  const pieces: Part[][] = []
  for (const part of parts) {
    if (pieces.length === 0 || part.bond === 'hard') pieces.push([part])
    else pieces.at(-1)?.push(part)
  }
  return pieces
}

const written = (piece: readonly Part[]): string =>
  piece.map(({ kind, text, bond }, index) => `${index === 0 ? '' : bond} ${kind} ${text}`).join('|')

/** Whether the pieces of one stand among the other's, side by side. */
const holdsPieces = (asked: readonly Part[], ruled: readonly Part[]): boolean => {
  const [whole, sought] = [piecesOf(asked).map(written), piecesOf(ruled).map(written)]
  return whole.some((_, from) => sought.every((piece, index) => piece === whole[from + index]))
}

const { SPACED_LETTERS } = MATCH

/** Whether the text may write the word as two, which no prefix reaches across: `testf*` does not find `test fire`. */
const partsWithin = (word: Part, letters: number): boolean =>
  word.kind === 'word' && word.text.length >= 2 * SPACED_LETTERS && letters > SPACED_LETTERS

const holdsPrefix = (asked: readonly Part[], { text }: Part): boolean =>
  piecesOf(asked).some(
    ([first]) =>
      (first?.kind === 'word' || first?.kind === 'prefix') &&
      first.text.startsWith(text) &&
      !partsWithin(first, text.length),
  )

const holdsParts = ({ parts: asked }: PreparedTerm, { parts: ruled }: PreparedTerm): boolean => {
  const [only] = ruled
  if (ruled.length === 1 && only?.kind === 'prefix') return holdsPrefix(asked, only)
  if (ruled.length === 1 && only?.kind === 'substring')
    return asked.some(({ kind, text }) => kind === 'substring' && text.includes(only.text))
  return holdsPieces(asked, ruled)
}

/** What an exact term was found in reads as the term does, but for white space: breaks of lines join no words. */
const holdsLetters = (asked: Term, ruled: Term): boolean =>
  findTerm(readWords(asked.text.replace(/\s/g, '\n')), ruled).length > 0

/** Whether finding `asked` in a field always means finding `ruled` there. */
export const alwaysHolds = (asked: Term, ruled: Term): boolean => {
  if (asked.exact === true) return holdsLetters(asked, ruled)
  return ruled.exact !== true && holdsParts(prepareTerm(asked), prepareTerm(ruled))
}
