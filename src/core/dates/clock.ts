// The time of day and its zone within a written date. Takes folded text; what it does not understand it leaves to the caller.
import { namedOffset } from './names.ts'

/** A wall clock reading and what was written around it. */
export type Clock = {
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Minutes east of Greenwich, or an IANA zone's name. */
  readonly zone: number | string
  /** The text without the time and its zone. */
  readonly rest: string
  /** A twelve-hour clock was used. */
  readonly twelve: boolean
}

const KOREA = 540

/** Zones run from -12:00 to +14:00 (ISO 8601 offsets in use; IANA tz database). */
const EASTMOST = 14 * 60
const WESTMOST = -12 * 60

const TIME =
  /(?:(오전|오후)\s*)?(?<![\d:.])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?![\d:])(?:\s*(am|pm|a\.m\.|p\.m\.)(?!\p{L}))?/u

const OFFSET = /^(?:(?:gmt|utc|ut)\s*)?([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)/
const WORD = /^([a-z]{1,5})(?![\p{L}\d/])/u
const REGION = /^([a-z]+(?:_[a-z]+)*(?:\/[a-z0-9_+-]+){1,2})/

/** Other ways to write h:mm:ss, turned into that one: `15h54`, `3pm`, `T101455`, `01시 31분 15초`. */
export const plainClock = (text: string): string => (OTHER_CLOCK.test(text) ? withColons(text) : text)

const OTHER_CLOCK = /\d\s*[thap시時时点]/

const withColons = (text: string): string =>
  text
    .replace(/(?<=\d)t(\d{2})(\d{2})(\d{2})?(?=z|[+-]|$)/, (_, h, m, s) => ` ${h}:${m}:${s ?? '00'}`)
    .replace(/(?<!\d)(\d{1,2})h(\d{2})(?!\d)/, '$1:$2')
    .replace(/(?<![\d:])(\d{1,2})\s*(am|pm)(?!\p{L})/u, '$1:00 $2')
    .replace(/(\d{1,2})[시時时点]\s*(\d{1,2})[분分](?:\s*(\d{1,2})[초秒])?/, (_, h, m, s) => {
      return `${h}:${String(m).padStart(2, '0')}:${String(s ?? '0').padStart(2, '0')}`
    })

type Zone = { readonly zone: number | string; readonly rest: string }

const numericZone = (text: string): Zone | 'wrong' | undefined => {
  const found = OFFSET.exec(text)
  if (found === null) return undefined
  const minutes = Number(found[3] ?? 0)
  const offset = (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + minutes)
  if (minutes > 59 || offset > EASTMOST || offset < WESTMOST) return 'wrong'
  const rest = text.slice(found[0].length).replace(/^\s*z$/, '')
  return { zone: offset, rest: dropZoneName(rest) }
}

/** `-0700 MST` says the same thing twice. */
const dropZoneName = (text: string): string => {
  const word = WORD.exec(text.trimStart())
  return word !== null && namedOffset(word[1] ?? '') !== undefined ? text.trimStart().slice(word[0].length) : text
}

const namedZone = (text: string): Zone | undefined => {
  const word = WORD.exec(text)
  const offset = namedOffset(word?.[1] ?? '')
  if (word !== null && offset !== undefined) return { zone: offset, rest: text.slice(word[0].length) }
  const region = REGION.exec(text)
  return region === null ? undefined : { zone: region[1] ?? '', rest: text.slice(region[0].length) }
}

const hourOf = (written: number, half: string | undefined): number | undefined => {
  if (half === undefined) return written
  if (written < 1 || written > 12) return undefined
  return (written % 12) + (half === '오후' || half.startsWith('p') ? 12 : 0)
}

/**
 * Finds the time in a folded text. `none` when there is none; undefined when what stands there is no time of day, or
 * its zone is out of range. Without a zone UTC is meant, but Korea's where the time is written in Korean.
 */
export const readClock = (text: string): Clock | 'none' | undefined => {
  if (!text.includes(':')) return 'none'
  const found = TIME.exec(text)
  if (found === null) return undefined
  const half = found[1] ?? found[5]
  const hour = hourOf(Number(found[2]), half)
  const minute = Number(found[3])
  // A leap second is shown as the last one of its minute: no calendar here has room for it.
  const second = found[4] === '60' ? 59 : Number(found[4] ?? 0)
  if (hour === undefined || hour > 24 || minute > 59 || second > 59) return undefined
  if (hour === 24 && minute + second > 0) return undefined
  const after = text.slice(found.index + found[0].length).replace(/^[\s,]+/, '')
  const zone = numericZone(after) ?? namedZone(after)
  if (zone === 'wrong') return undefined
  const before = text.slice(0, found.index).replace(/(?<=\d)t$/, '')
  return {
    hour,
    minute,
    second,
    zone: zone?.zone ?? (/[가-힣]/.test(text) ? KOREA : 0),
    rest: `${before} ${zone?.rest ?? after}`,
    twelve: half !== undefined,
  }
}
