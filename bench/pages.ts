// `node bench/pages.ts [--quick]`: what reading a story's page costs, by itself. `npm run bench` has the same lines.
import { parseArgs } from 'node:util'
import { benchArticles } from './articles.ts'
import { pageLines } from './page-figures.ts'
import { machine, pagesTable } from './report.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } })
const { real } = benchArticles()
if (!real) console.error('../shared/data/kcna is not here: made-up articles are measured instead.')
const { cpu, cores, system, node } = machine()
console.log(`${cpu}, ${cores} cores, ${system}; node ${node}; ${real ? 'real' : 'made-up'} texts\n`)
console.log(pagesTable(await pageLines(values.quick === true)))
