// What the matcher costs: against one RegExp a rule, against fewer rules, against JSON.parse, and in memory. Every figure is a ratio
// of two measurements of the same run, or megabytes.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileRuleset } from '../src/core/match/compile.ts'
import { loadRuleset, matchItem, type Ruleset } from '../src/core/match/ruleset.ts'
import type { Scope } from '../src/core/model.ts'
import { TOPICS } from '../src/core/topics/topics.ts'
import type { Article } from './articles.ts'
import { ownCpu } from './measure.ts'
import { type BenchRule, benchRules } from './rules.ts'

export const SOURCE = { id: 'kcna', owner: 'operator' } as const
export const NOW = '2026-11-23T00:00:00Z'

/** `ours` and `theirs` in the same unit; `most`: what the ratio ours / theirs may be. */
export type Figure = {
  readonly name: string
  readonly ours: number
  readonly theirs: number
  readonly unit: 'ms' | 'MB'
  readonly most: number
  readonly note: string
  /** Rules that match an article, in the mean, where that says whether the rules are worth measuring with. */
  readonly matches?: number
}

/** A matcher is quick with rules that hardly ever match; in these figures so many match the average article, or they do not count. */
export const MATCHES_LEAST = 20

/** Every twentieth article is measured: fifty of them, over the whole year. */
export const SAMPLE = (_article: Article, index: number): boolean => index % 20 === 0
const ROUNDS = 15
const PROCESSES = 9

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const rulesetOf = (rules: readonly BenchRule[]): { readonly ruleset: Ruleset; readonly text: string } => {
  const text = compileRuleset(
    rules.map(({ rule }) => rule),
    TOPICS,
    'bench',
  )
  const loaded = loadRuleset(text)
  if (!loaded.ok) throw new Error(loaded.error.reason)
  return { ruleset: loaded.value, text }
}

type Answer = { readonly ms: number; readonly matches: number }

/** An article's cost, in the mean, and how many rules match it. */
export const matched = (ruleset: Ruleset, articles: readonly Article[]): Answer => {
  let matches = 0
  const began = ownCpu()
  for (const { subject } of articles) matches += matchItem(ruleset, subject, { source: SOURCE, now: NOW }).length
  return { ms: (ownCpu() - began) / articles.length, matches: matches / articles.length }
}

const textIn = ({ subject }: Article, scope: Scope): string =>
  `${subject.title}\n${scope === 'text' ? subject.text : subject.lead}`

/** The same question put to one RegExp a rule: any case, any script, the whole scope. */
const tested = (patterns: readonly RegExp[], texts: readonly string[]): Answer => {
  let matches = 0
  const began = ownCpu()
  for (const text of texts) for (const pattern of patterns) if (pattern.test(text)) matches += 1
  return { ms: (ownCpu() - began) / texts.length, matches: matches / texts.length }
}

/** Passes before anything is counted, so that V8 has compiled what it will; a RegExp is compiled at its second use. */
const WARMING = 60
/** Our passes a round: one takes a hundredth of one of theirs, too short to be timed by itself. */
const PASSES = 10

/** In turn, so that both meet the same machine. */
const inTurn = (rounds: number, ours: () => Answer, theirs: () => Answer): { ours: Answer; theirs: Answer } => {
  for (let pass = 0; pass < WARMING; pass += 1) ours()
  for (let pass = 0; pass < 2; pass += 1) theirs()
  const all = Array.from({ length: rounds }, () => ({
    ours: Array.from({ length: PASSES }, ours),
    theirs: theirs(),
  }))
  return {
    ours: {
      ms: median(all.map((one) => one.ours.reduce((sum, { ms }) => sum + ms, 0) / PASSES)),
      matches: all[0]?.ours[0]?.matches ?? 0,
    },
    theirs: { ms: median(all.map((one) => one.theirs.ms)), matches: all[0]?.theirs.matches ?? 0 },
  }
}

type Baseline = { readonly scope: Scope; readonly flags: 'isu' | 'is'; readonly little: boolean; readonly most: number }

const againstPatterns = (
  articles: readonly Article[],
  rounds: number,
  { scope, flags, little, most }: Baseline,
): Figure => {
  const rules = benchRules(articles, scope, { little }).next(10_000)
  const { ruleset } = rulesetOf(rules)
  const sample = articles.filter(SAMPLE)
  const patterns = rules.map(({ pattern }) => new RegExp(pattern.source, flags))
  const texts = sample.map((article) => textIn(article, scope))
  const { ours, theirs } = inTurn(
    rounds,
    () => matched(ruleset, sample),
    () => tested(patterns, texts),
  )
  const words = little ? ', with the, of, in ... as terms' : ''
  return {
    name: `an article, 10,000 rules, scope ${scope}, beside 10,000 RegExp /${flags}${words}`,
    ours: ours.ms,
    theirs: theirs.ms,
    unit: 'ms',
    most,
    note: `RegExp: ${theirs.matches.toFixed(1)} match`,
    matches: ours.matches,
  }
}

/** Rules that match no article of the sample: with them a ruleset grows and its matches do not. */
const silent = (articles: readonly Article[], sample: readonly Article[], scope: Scope, few: number, count: number) => {
  const rules = benchRules(articles, scope)
  const loud = rules.next(few)
  const quiet: BenchRule[] = []
  while (quiet.length < count) {
    const batch = rules.next(20_000)
    const { ruleset } = rulesetOf(batch)
    const heard = new Set(
      sample.flatMap(({ subject }) =>
        matchItem(ruleset, subject, { source: SOURCE, now: NOW }).map(({ rule }) => rule.id),
      ),
    )
    quiet.push(...batch.filter(({ rule }) => !heard.has(rule.id)))
  }
  return { loud, quiet: quiet.slice(0, count) }
}

const textsOf = (articles: readonly Article[], large: number): Readonly<Record<'few' | 'some' | 'many', string>> => {
  const { loud, quiet } = silent(articles, articles.filter(SAMPLE), 'lead', 1_000, large - 1_000)
  return {
    few: rulesetOf(loud).text,
    some: rulesetOf(benchRules(articles, 'lead').next(10_000)).text,
    many: rulesetOf([...loud, ...quiet]).text,
  }
}

const child = <T>(what: string, file: string): T => {
  const script = fileURLToPath(new URL('./match-child.ts', import.meta.url))
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--expose-gc', script, what, file], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as T
}

const cold = (name: string, file: string, processes: number, most: number): Figure => {
  const all = Array.from({ length: processes }, () => ({
    load: child<number>('load', file),
    parse: child<number>('parse', file),
    first: child<number>('first', file),
  }))
  const first = median(all.map((one) => one.first))
  return {
    name: `loading ${name} rules in a fresh process, beside JSON.parse of the same bytes`,
    ours: median(all.map(({ load }) => load)),
    theirs: median(all.map(({ parse }) => parse)),
    unit: 'ms',
    most,
    note: `loaded and a first article matched: ${first.toFixed(2)} ms`,
  }
}

/** An article's cost with many rules and with few, each in processes of their own, since what made the rules leaves garbage. */
const scaled = (few: string, many: string, large: number, processes: number): Figure => {
  const all = Array.from({ length: processes }, () => ({
    few: child<readonly [ms: number, matches: number]>('article', few),
    many: child<readonly [ms: number, matches: number]>('article', many),
  }))
  const [first] = all
  return {
    name: `an article, ${large.toLocaleString('en-US')} rules beside 1,000, as many of them matching`,
    ours: median(all.map(({ many: [ms] }) => ms)),
    theirs: median(all.map(({ few: [ms] }) => ms)),
    unit: 'ms',
    most: 2,
    note: `${first?.many[1].toFixed(1)} rules match an article (of 1,000: ${first?.few[1].toFixed(1)})`,
  }
}

const MEMORY_MB = 64

const onDisk = (
  files: Readonly<Record<string, string>>,
  measure: (path: (name: string) => string) => Figure[],
): Figure[] => {
  const folder = mkdtempSync(join(tmpdir(), 'nightdesk-bench-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return measure((name) => join(folder, name))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @param quick a tenth of the rules and few rounds, to see that nothing is broken */
export const matchFigures = (articles: readonly Article[], quick = false): Figure[] => {
  const rounds = quick ? 4 : ROUNDS
  const large = quick ? 10_000 : 100_000
  const baselines: readonly Baseline[] = [
    { scope: 'lead', flags: 'isu', little: false, most: 1 / 100 },
    { scope: 'text', flags: 'isu', little: false, most: 1 / 100 },
    { scope: 'lead', flags: 'isu', little: true, most: 1 / 100 },
    { scope: 'lead', flags: 'is', little: false, most: 1 / 100 },
  ]
  const ratios = baselines.map((baseline) => againstPatterns(articles, rounds, baseline))
  const texts = textsOf(articles, large)
  const processes = quick ? 3 : PROCESSES
  const apart = onDisk(texts, (path) => [
    scaled(path('few'), path('many'), large, processes),
    cold('1,000', path('few'), processes, 1.5),
    cold('10,000', path('some'), processes, 1),
    {
      name: `memory of ${large.toLocaleString('en-US')} rules, 200 articles matched`,
      ours: child<number>('memory', path('many')),
      theirs: MEMORY_MB,
      unit: 'MB',
      most: 1,
      note: `the text alone has ${(texts.many.length / 1_048_576).toFixed(1)} MB`,
    },
  ])
  return [...ratios, ...apart]
}
