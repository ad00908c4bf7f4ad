// Text from a wire, made harmless for Discord: no formatting, no mention, no link of its own, and never longer than a field takes.
import { cut, ELLIPSIS } from '../../core/summary/cut.ts'

/** Marks that Discord reads as formatting, links or mentions. A mention is also stopped by allowed_mentions, the only guarantee. */
const MARKS = /[\\`*_~|<>[\]()#@:-]/g
/** Controls and invisible or direction-turning characters; the joiners of scripts and emoji stay. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu
const JOINERS = new Set(['\u200c', '\u200d', '\n'])
/** A letter with more marks than any script stacks on it spills over its neighbours' lines. */
const STACK = /(\p{M}{4})\p{M}+/gu
/** Characters that are letters or symbols by class and show nothing. */
const BLANK = /[\s\u115f\u1160\u2800\u3164\uffa0\p{Cf}\p{M}]/gu
/** Discord shows a card for an invitation even where no scheme makes it a link. */
const INVITATION = /(discord(?:app)?\.(?:gg|com))\//gi

/** Without what is not seen or turns the direction of what is, as it stands otherwise. */
export const cleaned = (text: string): string =>
  text
    .replace(/[\t\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(INVISIBLE, (character) => (JOINERS.has(character) ? character : ''))
    .replace(/[\u200c\u200d]{2,}/g, '')
    .replace(STACK, '$1')

/** For places where Discord reads Markdown. */
export const disarm = (text: string): string =>
  cleaned(text)
    .replace(MARKS, '\\$&')
    .replace(INVITATION, '$1\\/')
    .replace(/^(\s*\d+)\./gm, '$1\\.')
    .replace(/^(\s*)\+/gm, '$1\\+')

/** Undefined when nothing of it would be seen. */
export const visible = (text: string): string | undefined => {
  const line = cleaned(text).replace(/\s+/g, ' ').trim()
  return line.replace(BLANK, '') === '' ? undefined : line
}

/** What stands in for a mark where a backslash would be shown. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '*': '∗',
  '`': 'ˋ',
  '~': '∼',
  '|': '¦',
  '\\': '＼',
  '<': '‹',
  '>': '›',
  '[': '［',
  ']': '］',
  _: '＿',
  '#': '＃',
  '-': '‐',
  ':': '∶',
  '@': '＠',
  '.': '․',
  '+': '＋',
  '/': '∕',
}
/** Marks that a name hardly ever has, and the common ones only where they would format, link or mention. */
const FORMING =
  /[*`~|\\<>]|\[(?=[^\]]*\]\()|\](?=\()|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|@(?=everyone|here)|:(?=\/\/)|^[#+-](?=[\s#-])|(?<=discord(?:app)?\.(?:gg|com))\/|(?<=^\d+)\.(?=\s)/giu

/**
 * One line for places that Discord shows as they are: an embed's author and footer, labels, names of threads. Escapes would be seen
 * there, so what could form a mark is put by a look-alike, should a client read Markdown after all.
 */
export const plainLine = (text: string, limit: number): string =>
  clip(
    (visible(text) ?? '').replace(FORMING, (mark) => LOOK_ALIKES[mark] ?? mark),
    limit,
  )

/** At most `limit` UTF-16 units, ended by an ellipsis, never half a letter and never a lone backslash. */
export const clip = (text: string, limit: number): string => {
  if (text.length <= limit) return text
  return `${cut(text, limit).replace(/…$/, '').replace(/\\+$/, '').trimEnd()}…`
}

/** Pieces one after the other, as many whole ones as fit; half a piece would leave its mark open. */
export const wholePieces = (pieces: readonly string[], separator: string, limit: number): string => {
  let line = ''
  for (const piece of pieces) {
    const longer = line === '' ? piece : line + separator + piece
    if (longer.length > limit) break
    line = longer
  }
  return line
}

/** Names in a list; those that do not fit are counted. */
export const listed = (names: readonly string[], limit: number): string => {
  const all = names.join(', ')
  if (all.length <= limit) return all
  const more = (count: number): string => (count === 0 ? '' : ` and ${count} more`)
  for (let count = names.length - 1; count > 0; count--) {
    const line = names.slice(0, count).join(', ') + more(names.length - count)
    if (line.length <= limit) return line
  }
  return clip(names[0] ?? '', Math.max(0, limit - more(names.length - 1).length)) + more(names.length - 1)
}

/** Marks around nothing would be shown. */
export const bold = (harmless: string): string => (harmless.trim() === '' ? harmless : `**${harmless}**`)

type Shown<Part> = (part: Part) => string

/** A part cut before it is marked and escaped, so that what is shown of it fits. */
const fitted = <Part extends { readonly text: string }>(part: Part, room: number, shown: Shown<Part>): string => {
  let line = shown(part)
  for (let length = room; line.length > room && length > 0; length -= Math.max(1, line.length - room)) {
    line = shown({ ...part, text: cut(part.text, length) })
  }
  return line.length > room ? '' : line
}

/** Less room than this shows nothing that helps. */
const WORTH = 24

/** Parts one after the other; the first that does not fit is cut, and ends the line with no mark left open. */
export const partsWithin = <Part extends { readonly text: string }>(
  start: string,
  parts: readonly Part[],
  limit: number,
  shown: Shown<Part>,
): string => {
  let line = start
  for (const [index, part] of parts.entries()) {
    const room = limit - line.length
    const whole = shown(part)
    const isLast = index === parts.length - 1
    if (whole.length > (isLast ? room : room - ELLIPSIS.length)) {
      return line + (room < WORTH ? ELLIPSIS : fitted(part, room, shown))
    }
    line += whole
  }
  return line
}
