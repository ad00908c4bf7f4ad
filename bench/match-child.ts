// One measurement in a process of its own: `parse` or `load` a ruleset for the first time, an article's cost, or the memory it
// takes. Prints numbers as JSON.
import { readFileSync } from 'node:fs'
import { loadRuleset, matchItem } from '../src/core/match/ruleset.ts'
import { benchArticles } from './articles.ts'
import { matched, median, NOW, SAMPLE, SOURCE } from './match-figures.ts'
import { ownCpu } from './measure.ts'

const [what, file = ''] = process.argv.slice(2)
const MEGABYTE = 1_048_576
/** Articles after which the memory is looked at: what is read of a ruleset stays read. */
const ARTICLES = 200

const textOf = (): string => readFileSync(file, 'utf8')

const load = (text: string) => {
  const ruleset = loadRuleset(text)
  if (!ruleset.ok) throw new Error(ruleset.error.reason)
  return ruleset.value
}

const timed = (work: () => unknown): number => {
  const began = ownCpu()
  work()
  return ownCpu() - began
}

const used = (): number => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const first = benchArticles().articles[0]
/** Counted after as many again that are not: V8's compilers are still at work in the first hundred. */
const ROUNDS = 150

const measures: Readonly<Record<string, () => number | readonly number[]>> = {
  article: () => {
    const sample = benchArticles().articles.filter(SAMPLE)
    const ruleset = load(textOf())
    const rounds = Array.from({ length: 2 * ROUNDS }, () => matched(ruleset, sample))
    return [median(rounds.slice(ROUNDS).map(({ ms }) => ms)), rounds[0]?.matches ?? 0]
  },
  parse: () => {
    const text = textOf()
    return timed(() => JSON.parse(text))
  },
  load: () => {
    const text = textOf()
    return timed(() => load(text))
  },
  first: () => {
    const text = textOf()
    return timed(() => first !== undefined && matchItem(load(text), first.subject, { source: SOURCE, now: NOW }))
  },
  memory: () => {
    const { articles } = benchArticles()
    const before = used()
    const ruleset = load(textOf())
    for (const { subject } of articles.slice(0, ARTICLES)) matchItem(ruleset, subject, { source: SOURCE, now: NOW })
    const after = used()
    return ruleset.size > 0 ? (after - before) / MEGABYTE : 0
  },
}

console.log(JSON.stringify(measures[what ?? '']?.()))
