// The calendar date within a written date: folded text without its time of day becomes year, month and day, or nothing.
import { monthOf, weekdayOf } from './names.ts'

export type CalendarDate = {
  readonly year: number
  readonly month: number
  readonly day: number
  /** How exact the writing was. */
  readonly precision: 'year' | 'month' | 'day'
}

/** KCNA's years count from 1912 = Juche 1. */
const JUCHE = 1911

/** Two-digit years as RFC 2822, section 4.3 reads them. */
const fullYear = (digits: string): number | undefined => {
  const year = Number(digits)
  if (digits.length === 4) return year
  if (digits.length === 2) return year + (year < 50 ? 2000 : 1900)
  return undefined
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

const exact = (year: number | undefined, month: number, day: number): CalendarDate | undefined => {
  if (year === undefined || year < 1900 || year > 9999 || month < 1 || month > 12) return undefined
  return day < 1 || day > daysIn(year, month) ? undefined : { year, month, day, precision: 'day' }
}

const rough = (year: number | undefined, month: number, precision: 'year' | 'month'): CalendarDate | undefined => {
  const first = exact(year, month, 1)
  return first === undefined ? undefined : { ...first, precision }
}

/** Juche years become Gregorian ones; where both are written they must agree. */
export const gregorianYears = (text: string): string | undefined => {
  let agree = true
  const out = text.replace(/(?:juche|주체)\s*(\d{1,3})(?!\d)\s*(?:\((\d{4})\))?/, (_, juche: string, year?: string) => {
    agree = year === undefined || Number(year) === Number(juche) + JUCHE
    return ` ${Number(juche) + JUCHE}`
  })
  return agree ? out : undefined
}

type Written = {
  readonly numbers: readonly string[]
  readonly month?: number
  /** Where the month's name stands among the numbers; -1 without one. */
  readonly at: number
  readonly weekday?: number
  /** A word that no date has stood in front: a weekday in a language not known here, or `Published`. */
  readonly introduced: boolean
}

/** Words that say nothing about which day it is. */
const FILLERS = new Set('de del do di of the le den der el the at um uhr kl on ob am a à st nd rd th er'.split(' '))

type Part = { readonly kind: 'number' | 'month' | 'weekday' | 'word'; readonly text: string; readonly value: number }

/** A name or number of a date, or a filler, or a word that no date has. */
const partOf = (token: string): Part | 'filler' => {
  if (/^\d/.test(token)) return { kind: 'number', text: token, value: Number(token) }
  const month = monthOf(token)
  if (month !== undefined) return { kind: 'month', text: token, value: month }
  const weekday = weekdayOf(token)
  if (weekday !== undefined) return { kind: 'weekday', text: token, value: weekday }
  return FILLERS.has(token) ? 'filler' : { kind: 'word', text: token, value: 0 }
}

/** The parts of a date in order; undefined when a word stands there that no date has, except in front. */
const partsOf = (text: string): readonly Part[] | undefined => {
  const parts: Part[] = []
  for (const [at, token] of (text.match(/\d+|\p{L}+/gu) ?? []).entries()) {
    const part = partOf(token)
    if (part === 'filler') continue
    if (part.kind === 'word' && at > 0) return undefined
    parts.push(part)
  }
  return parts
}

/** `mar` may be March or martes: of two months the first is a weekday. */
const writtenParts = (text: string): Written | undefined => {
  const parts = partsOf(text)
  if (parts === undefined) return undefined
  const months = parts.filter((part) => part.kind === 'month')
  const month = months.at(-1)
  const doubled = months.length > 1 ? weekdayOf(months[0]?.text ?? '') : undefined
  if (months.length > 2 || (months.length === 2 && doubled === undefined)) return undefined
  const dated = parts.filter((part) => part.kind === 'number' || part === month)
  const numbers = dated.filter((part) => part.kind === 'number').map((part) => part.text)
  const weekday = parts.find((part) => part.kind === 'weekday')?.value ?? doubled
  return {
    numbers,
    at: month === undefined ? -1 : dated.indexOf(month),
    introduced: parts[0]?.kind === 'word',
    ...(month === undefined ? {} : { month: month.value }),
    ...(weekday === undefined ? {} : { weekday }),
  }
}

const withMonthName = ({ numbers, month = 0, at }: Written): CalendarDate | undefined => {
  const [a = '', b = ''] = numbers
  if (numbers.length === 1) return a.length === 4 ? rough(fullYear(a), month, 'month') : undefined
  if (numbers.length !== 2 || at > 1) return undefined
  if (at === 1 && a.length === 4) return exact(fullYear(a), month, Number(b))
  return a.length > 2 ? undefined : exact(fullYear(b), month, Number(a))
}

const onWeekday = (date: CalendarDate | undefined, weekday: number | undefined): boolean =>
  date !== undefined && new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay() === weekday

/**
 * `a/b/year`: day first, as KCNA Watch writes. Month first only where day first is impossible, where the weekday says so,
 * or where a twelve-hour clock stands beside it and no weekday does.
 */
const dayAndMonth = (written: Written, a: number, b: number, year: number | undefined, twelve: boolean) => {
  const dayFirst = exact(year, b, a)
  const monthFirst = exact(year, a, b)
  if (dayFirst === undefined || monthFirst === undefined) return dayFirst ?? monthFirst
  if (written.weekday === undefined) return twelve ? monthFirst : dayFirst
  return !onWeekday(dayFirst, written.weekday) && onWeekday(monthFirst, written.weekday) ? monthFirst : dayFirst
}

const threeNumbers = (written: Written, text: string, twelve: boolean): CalendarDate | undefined => {
  const [a = '', b = '', c = ''] = written.numbers
  if (a.length === 4 && c.length <= 2) return exact(fullYear(a), Number(b), Number(c))
  if (a.length === 3 && /^\D*\d+\./.test(text)) return exact(Number(a) + JUCHE, Number(b), Number(c))
  if (text.startsWith('-')) return exact(fullYear(a), Number(b), Number(c))
  if (a.length > 2 || b.length > 2) return undefined
  // Three short numbers joined by hyphens may be any order: no date is better than a wrong one.
  if (c.length === 2 && text.includes('-')) return undefined
  return dayAndMonth(written, Number(a), Number(b), fullYear(c), twelve)
}

const twoNumbers = (numbers: readonly string[], text: string): CalendarDate | undefined => {
  const [a = '', b = ''] = numbers
  if (text.startsWith('-') && a.length === 2 && b.length === 2) return rough(fullYear(a), Number(b), 'month')
  if (a.length !== 4) return undefined
  if (b.length <= 2) return rough(fullYear(a), Number(b), 'month')
  const dayOfYear = Number(b)
  const inYear = new Date(Date.UTC(Number(a), 0, dayOfYear))
  if (b.length !== 3 || dayOfYear < 1 || inYear.getUTCFullYear() !== Number(a)) return undefined
  return exact(Number(a), inYear.getUTCMonth() + 1, inYear.getUTCDate())
}

const oneNumber = (digits: string, text: string): CalendarDate | undefined => {
  const pair = (from: number): number => Number(digits.slice(from, from + 2))
  if (text.startsWith('-') && digits.length === 4) return rough(fullYear(digits.slice(0, 2)), pair(2), 'month')
  if (digits.length === 4) return rough(fullYear(digits), 1, 'year')
  if (digits.length === 8) return exact(fullYear(digits.slice(0, 4)), pair(4), pair(6))
  return digits.length === 6 ? exact(fullYear(digits.slice(0, 2)), pair(2), pair(4)) : undefined
}

const dateOf = (written: Written, text: string, twelve: boolean): CalendarDate | undefined => {
  if (written.month !== undefined) return withMonthName(written)
  const { numbers } = written
  if (numbers.length === 3) return threeNumbers(written, text, twelve)
  if (numbers.length === 2) return twoNumbers(numbers, text)
  return numbers.length === 1 ? oneNumber(numbers[0] ?? '', text) : undefined
}

/** `2023년 1월 30일`, `2023年1月30日`. */
const plainYears = (text: string): string =>
  text.replace(/(\d)\s*[년年]\s*(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]/, '$1-$2-$3 ').trim()

/** The date in a folded text that holds nothing else; `twelve` = a twelve-hour clock stood beside it. */
export const readCalendar = (given: string, twelve: boolean): CalendarDate | undefined => {
  const text = plainYears(given)
  const written = writtenParts(text)
  if (written === undefined) return undefined
  const date = dateOf(written, text, twelve)
  return written.introduced && date?.precision !== 'day' ? undefined : date
}
