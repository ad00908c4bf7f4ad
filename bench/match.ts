// `node bench/match.ts [--quick] [--json]`: the matcher's figures by themselves. `npm run bench` has the same lines.
import { parseArgs } from 'node:util'
import { benchArticles } from './articles.ts'
import { matchFigures } from './match-figures.ts'
import { machine, matchLines } from './report.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } })
const { real, articles } = benchArticles()
if (!real) console.error('../shared/data/kcna is not here: made-up articles are measured instead.')
if (values.json === true) {
  console.log(JSON.stringify(matchFigures(articles, values.quick)))
} else {
  const { cpu, cores, system, node } = machine()
  const texts = `${articles.length} ${real ? 'real' : 'made-up'} articles`
  console.log(`${cpu}, ${cores} cores, ${system}; node ${node}; ${texts}\n`)
  console.log(matchLines(matchFigures(articles, values.quick)))
}
