// Signs of other query languages. Here they would be no more than what stands between words, and the query the opposite of what was meant.
import type { QueryFault } from './errors.ts'

const BAR = /^[|｜]+$/
/** Right before a word, a topic or a parenthesis, not after one: `war!` is a word as a headline has it. */
const BANG = /^[!！]+(?=[-@＠=＝]*[\p{L}\p{N}]|$)-*/u
const COLON = /^[:：](?=[-@＠=＝]*[\p{L}\p{N}]|$)/u

/** What is wrong with a word that begins with such a sign, or is nothing else. */
export const foreignSign = (word: string): QueryFault | undefined => {
  if (BAR.test(word)) return { code: 'bar', text: word }
  if (BANG.test(word)) return { code: 'bang', word: word.replace(BANG, '') }
  return COLON.test(word) ? { code: 'colon-apart', word: word.replace(COLON, '') } : undefined
}
