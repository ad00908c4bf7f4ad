// `npm run topics:check`: are the topics fitted to what they are measured on? Every term has three articles, a place in what was known
// before, or a written reason; and without whatever catches a single labelled article they are nearly as good. With --list TOPIC...
// it prints what a topic catches in all articles, for somebody to read.
import { parseArgs } from 'node:util'
import { benchArticles } from './articles.ts'
import {
  builtIn,
  caughtBy,
  GRAINS,
  type Grain,
  knownTexts,
  labels,
  type Score,
  scoreOf,
  staleReasons,
  tag,
  unfoundedTerms,
  withoutSingles,
} from './topics.ts'

const MAY_FALL = 0.03

const { values, positionals } = parseArgs({ options: { list: { type: 'boolean' } }, allowPositionals: true })
const { real, articles } = benchArticles()
const known = knownTexts()
const gold = labels()

if (!real || known === undefined || gold === undefined) {
  console.error('../shared is not here: there is nothing to check the topics against.')
} else if (values.list === true) {
  for (const [id, tree] of builtIn()) {
    if (positionals.length > 0 && !positionals.includes(id)) continue
    const caught = caughtBy(tree, articles)
    console.log(`\n${id}: ${caught.length} of ${articles.length}`)
    for (const article of caught) console.log(`  ${article.id}  ${article.title}`)
  }
} else {
  const keys = new Set(gold.map(({ key }) => key))
  const labelled = articles.filter(({ id }) => keys.has(id))
  const score = scoreOf(tag(builtIn(), labelled), gold)
  const cut = (grain: Grain): Score => scoreOf(tag(withoutSingles(labelled, grain), labelled), gold)
  const line = (name: string, { micro, macro }: Score): string =>
    `${name.padEnd(62)} micro-F1 ${micro.toFixed(3)} (${(micro - score.micro).toFixed(3)}) macro-F1 ${macro.toFixed(3)}`

  for (const { id, f1, examples } of score.topics) {
    if (examples > 0) console.log(`${id.padEnd(18)} F1 ${f1.toFixed(2)} (n=${examples})`)
  }
  console.log(line('as they are', score))
  const cuts = GRAINS.map((grain) => ({ grain, score: cut(grain) }))
  for (const one of cuts) console.log(line(`without ${one.grain} that catch one labelled article`, one.score))

  const unfounded = unfoundedTerms(articles, known)
  const stale = staleReasons()
  for (const { topic, written, catches } of unfounded) {
    console.log(`${topic}: ${written} catches ${catches} of ${articles.length}, and nothing says why it is there`)
  }
  for (const term of stale) console.log(`${term} has a reason and is in no pack`)
  console.log(`${unfounded.length} terms without ground, ${stale.length} reasons without a term`)
  const falls = cuts.every((one) => score.micro - one.score.micro <= MAY_FALL)
  process.exitCode = unfounded.length + stale.length === 0 && falls ? 0 : 1
}
