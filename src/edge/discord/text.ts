// Text from a wire, made harmless for Discord: no formatting, no mention, no link of its own, and never longer than a field takes.

/** Marks that Discord reads as formatting, links or mentions. A mention is also stopped by allowed_mentions, the only guarantee. */
const MARKS = /[\\`*_~|<>[\]()#@:-]/g
/** Controls and invisible or direction-turning characters; the joiners of scripts and emoji stay. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu
const JOINERS = new Set(['\u200c', '\u200d', '\n'])

export const disarm = (text: string): string =>
  text
    .replace(INVISIBLE, (character) => (JOINERS.has(character) ? character : ''))
    .replace(MARKS, '\\$&')
    .replace(/^(\d+)\./gm, '$1\\.')

/** At most `limit` UTF-16 units, ended by an ellipsis, never half a character and never a lone backslash. */
export const clip = (text: string, limit: number): string => {
  if (text.length <= limit) return text
  let end = 0
  for (const character of text) {
    if (end + character.length > limit - 1) break
    end += character.length
  }
  return `${text.slice(0, end).replace(/\\+$/, '').trimEnd()}…`
}
