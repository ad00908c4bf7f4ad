// Rules by the thousand, as analysts might write them: words and phrases drawn from articles as often as they stand there. Each comes
// with the RegExp that a program without a matcher would hold in its place.
import type { Rule, Scope } from '../src/core/model.ts'
import { parseQuery } from '../src/core/query/parse.ts'
import type { Article } from './articles.ts'
import { pick, type Random, randomOf } from './random.ts'

export type BenchRule = { readonly rule: Rule; readonly pattern: RegExp }

/** Words that stand side by side; one word is a term, several are a phrase. */
type Piece = readonly string[]
type Draft = { readonly all: readonly Piece[]; readonly none: readonly Piece[] }

const TERMS = 6
const PHRASES = 1 / 3
const NEGATIONS = 1 / 5
const HANGUL = 1 / 10
/** Northern spellings, so that a tenth of the rules waits for the Korean wire. */
const HANGUL_WORDS =
  '미싸일 탄도미싸일 시험발사 극초음속 방사포 핵무기 핵무력 정찰위성 구축함 잠수함 해군 인민군 총참모부 열병식 군수공업 국방과학원 전원회의 정치국 당대회 최고인민회의 내각 조직문제 한국 괴뢰 군사분계선 삐라 미국 일본 총련 로씨야 뿌찐 중국 습근평 유엔 제재 인권 대표단 신임장 농사 모내기 알곡 큰물 태풍 폭우 지방발전 발전소 탄광 살림집 과학기술 대학 방역 병원 축구 올림픽 공연 전람회 문화유산 담화 성명 론평 대변인 현지지도 축전 꽃바구니 화환'.split(
    ' ',
  )
const WORD = /[\p{L}\p{N}]+/gu

const LITTLE: ReadonlySet<string> = new Set(
  'the of in and to a an for on at is are was were be by with as that this it its from his her their has have had which who s u not or'.split(
    ' ',
  ),
)

type Draw = (random: Random, words: number) => Piece

/** So many words that stand side by side somewhere: a common one is drawn as much more often as it is more common. */
const drawFrom = (articles: readonly Article[], little: boolean): Draw => {
  const texts = articles.map(({ title, subject }) => `${title}\n${subject.text}`.toLowerCase().match(WORD) ?? [])
  const all = texts.flat()
  const draw: Draw = (random, words) => {
    const from = Math.floor(random() * (all.length - words))
    const piece = all.slice(from, from + words)
    // Nobody looks for `the` by itself; in a phrase it may stand.
    return !little && words === 1 && LITTLE.has(piece[0] ?? '') ? draw(random, words) : piece
  }
  return draw
}

const drawHangul: Draw = (random, words) => Array.from({ length: words }, () => pick(random, HANGUL_WORDS) ?? '')

const draftOf = (random: Random, articles: Draw): Draft => {
  const draw = random() < HANGUL ? drawHangul : articles
  const count = 1 + Math.floor(random() * TERMS)
  const all = Array.from({ length: count }, () => draw(random, 1))
  if (random() < PHRASES) all[0] = draw(random, random() < 0.7 ? 2 : 3)
  return { all, none: random() < NEGATIONS ? [draw(random, 1)] : [] }
}

const shown = (piece: Piece): string => (piece.length > 1 ? `"${piece.join(' ')}"` : (piece[0] ?? ''))
/** In quotes, so that `or` and `not` are words. */
const word = (piece: Piece): string => (/^(?:and|or|not)$/.test(shown(piece)) ? `"${shown(piece)}"` : shown(piece))

const queryOf = ({ all, none }: Draft): string =>
  [...all.map(word), ...none.map((piece) => `-${word(piece)}`)].join(' ')

const isHangul = (piece: Piece): boolean => /\p{Script=Hangul}/u.test(piece[0] ?? '')
/** As cheap as it can be written for a text in lower case: `\b` instead of Unicode classes, and no group. */
const source = (piece: Piece): string => (isHangul(piece) ? piece.join('\\s+') : `\\b${piece.join('[\\s-]+')}\\b`)

/** All pieces ahead of the text's start, none of the others: a single word needs no look-ahead. */
const patternOf = ({ all, none }: Draft): RegExp => {
  const [only] = all
  if (all.length === 1 && none.length === 0 && only !== undefined) return new RegExp(source(only))
  const ahead = all.map((piece) => `(?=.*?${source(piece)})`).join('')
  const absent = none.map((piece) => `(?!.*?${source(piece)})`).join('')
  return new RegExp(`^${ahead}${absent}`, 's')
}

const ruleOf = (number: number, query: string, scope: Scope): Rule => ({
  id: `rule${String(number).padStart(6, '0')}`,
  owner: `guild:${String(1_000_000_000_000_000_000n + BigInt(number % 997))}`,
  name: query,
  query,
  scope,
  sources: [],
  destination: `destination${number % 500}`,
  delivery: 'instant',
  mentions: { roles: [], users: [] },
  silent: false,
  revisions: 'both',
  merge: true,
  paused: false,
  created: '2026-11-01T00:00:00.000Z',
})

export type Rules = { readonly next: (count: number) => BenchRule[] }

/** Distinct rules without end, the same ones for the same seed, articles and scope. `little`: `the` and the like are terms too. */
export const benchRules = (
  articles: readonly Article[],
  scope: Scope,
  { seed = 20_261_123, little = false } = {},
): Rules => {
  const random = randomOf(seed)
  const draw = drawFrom(articles, little)
  const seen = new Set<string>()
  const one = (): BenchRule => {
    const draft = draftOf(random, draw)
    const query = queryOf(draft)
    if (seen.has(query) || !parseQuery(query).ok) return one()
    seen.add(query)
    return { rule: ruleOf(seen.size, query, scope), pattern: patternOf(draft) }
  }
  return { next: (count) => Array.from({ length: count }, one) }
}
