// Wire furniture: the dateline in front of a story, the mark at its end, and the stamp under it. It belongs to the wire, not
// to the story, so a lead is shown, matched and compared without it.
import { fold, monthOf } from '../dates/names.ts'

/**
 * `Pyongyang, January 30 (KCNA) -- `, `SEOUL, Jan. 3 (Yonhap) — `, `WASHINGTON (AP) - `, `Pyongyang, primero de enero (ACNC) -- `,
 * `Пхеньян, 21 декабря. /ЦТАК/— `; the dash may touch the text.
 */
const ALPHABETIC = /^([^()\n]{2,61}?)\s*(\([^()\n]{2,41}\)|\/[^()/\n]{2,41}\/)\s*(?:--+|[‐-―−]|-)\s*/

/** Without a table of all letters, which costs more to build for a first story than the story itself. */
const isCapital = (letter: string): boolean => letter !== letter.toLowerCase()

/** An agency's name in its brackets begins with a capital and has no punctuation to speak of. */
const isAgency = (bracketed: string): boolean => isCapital(bracketed.charAt(1)) && !/[,;:!?"'’“”]/.test(bracketed)

/** `(평양 1월 30일발 조선중앙통신)`, `【평양 …】`, `【平壌1月30日発朝鮮中央通信】`. */
const BRACKETED =
  /^([(【［[]\s*\p{L}{2,8}\s*\d{1,2}\s*[월月]\s*\d{1,2}\s*[일日]\s*[발発发電电]?[^)】\]］\n]{0,20}[)】\]］])\s*(?:[‐-―−-]+\s*)?/u

/** `朝中社平壤1月30日电`, `平壤1月30日电（朝中社）`. */
const CHINESE =
  /^((?:\p{sc=Han}{2,6})?\p{sc=Han}{2,4}\s*\d{1,2}月\d{1,2}日[电電](?:\s*[(（]\p{sc=Han}{2,8}[)）])?)\s*(?:[‐-―−-]+\s*)?/u

const PLACE_ONLY = /^[\p{Lu}\s.,'’-]+$/u

/** A month and a day at the end of what stands before the agency: `January 30`, `Jan. 3, 2026`, `30 January`, `primero de enero`. */
const DATED =
  /([^\s\d.,/‐-―-]{3,12})\.?\s+\d{1,2}(?:,?\s+\d{4})?$|(?:\d{1,2}\.?|primero)\s+(?:de\s+)?([^\s\d.,/‐-―-]{3,12})\.?$/

/** A place alone is a dateline only in capitals; with a month and a day it always is. */
const isPlace = (text: string): boolean => {
  if (!isCapital(text.charAt(0))) return false
  const dated = DATED.exec(text)
  return (dated !== null && monthOf(fold(dated[1] ?? dated[2] ?? '')) !== undefined) || PLACE_ONLY.test(text)
}

export type Dated = { readonly dateline?: string; readonly rest: string }

/** Most paragraphs have no dateline, and most of those no sign of one: they are told without trying the larger patterns. */
const easternIn = (paragraph: string): RegExpExecArray | null => {
  if ('[(【［'.includes(paragraph.charAt(0))) return BRACKETED.exec(paragraph)
  return /日[电電]/.test(paragraph) ? CHINESE.exec(paragraph) : null
}

/** Parts a paragraph into its dateline, as printed, and what follows. */
export const takeDateline = (paragraph: string): Dated => {
  const [found = '', before = '', agency = ''] = ALPHABETIC.exec(paragraph) ?? []
  const place = before.trim()
  if (found !== '' && isAgency(agency) && isPlace(place)) {
    return { dateline: `${place} ${agency}`, rest: paragraph.slice(found.length) }
  }
  const eastern = easternIn(paragraph)
  if (eastern !== null) return { dateline: (eastern[1] ?? '').trim(), rest: paragraph.slice(eastern[0].length) }
  return { rest: paragraph }
}

/** `-0-`, `(끝)`, `（完）`; in Japanese three hyphens after the full stop. */
const END_MARK = /\s*(?:-0-|[(（]\s*끝\s*[)）]|[(（]\s*完\s*[)）]|(?<=[。」]\s*)---)\s*$/

/** `3-0-` is a score. */
const SCORED = /[\p{L}\p{N}]$/u

/** A last line without its end mark; undefined when it has none. */
const withoutMark = (line: string): string | undefined => {
  const mark = END_MARK.exec(line)
  if (mark === null) return undefined
  const rest = line.slice(0, mark.index)
  return mark[0].startsWith('-0-') && SCORED.test(rest) ? undefined : rest
}

/** `www.kcna.kp (Juche112.1.30.)`, `www.kcna.kp (2025.12.14.)` on a line of its own. */
const STAMP =
  /^(?:https?:\/\/)?(?:www\.)?kcna\.kp\s*[(（]\s*((?:Juche\s*|주체\s*)?\d{2,4}\.\s*\d{1,2}\.\s*\d{1,2}\.?)\s*[)）]$/i

export type Story = {
  /** Paragraphs separated by line feeds, without stamp and end mark; the dateline stays where it was printed. */
  readonly text: string
  readonly ended: boolean
  /** The date of the stamp, as printed. */
  readonly stamp?: string
}

/** Takes end mark and stamp off a text. */
export const takeEnd = (text: string): Story => {
  const lines = text.split('\n')
  let stamp: string | undefined
  for (let found = STAMP.exec(lines.at(-1) ?? ''); found !== null; found = STAMP.exec(lines.at(-1) ?? '')) {
    stamp ??= found[1]
    lines.pop()
  }
  const rest = withoutMark(lines.at(-1) ?? '')
  if (rest !== undefined) {
    lines.pop()
    if (rest !== '') lines.push(rest)
  }
  return { text: lines.join('\n'), ended: rest !== undefined, ...(stamp === undefined ? {} : { stamp }) }
}

const CUT =
  /(?:…|\.{3}|\[…\]|\[\.{3}\]|\(…\)|\(\.{3}\)|(?:read|continue|see|view|learn)(?: reading| more| the rest| full)[^.!?]{0,60}|more ?[»›→]|[»›→]|더 ?보기|续读|阅读全文|続きを読む)\s*[»›→]?$/iu

/** WordPress says under each excerpt where it came from. */
const CREDIT = /\s*The post .{1,400} (?:first appeared on|appeared first on) .{1,200}$/u

/** Whether a text is the beginning of a longer one: it ends in an ellipsis or an invitation to read on. */
export const isCutShort = (text: string): boolean => CUT.test(text.replace(CREDIT, '').trim())

/** What two states of a story are compared by: its words, without dateline, stamp and end mark. */
export const comparableText = (text: string): string => {
  const { text: story } = takeEnd(text)
  return takeDateline(story).rest
}
