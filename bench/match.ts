// `node bench/match.ts`: the matcher's figures by themselves, with the machine named. `npm run bench` may take them in.
import { availableParallelism, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { benchArticles } from './articles.ts'
import { type Figure, matchFigures } from './match-figures.ts'

const GIGABYTE = 2 ** 30

const ratioOf = ({ ours, theirs }: Figure): string => {
  const ratio = ours / theirs
  return ratio < 0.1 ? `1/${(1 / ratio).toFixed(0)}` : ratio.toFixed(2)
}

const bound = (most: number): string => (most < 0.1 ? `1/${(1 / most).toFixed(0)}` : most.toFixed(1))

const lineOf = (figure: Figure): string => {
  const { name, ours, theirs, unit, most, note } = figure
  const verdict = ours / theirs <= most ? 'holds' : 'DOES NOT HOLD'
  const digits = unit === 'ms' ? 3 : 1
  return `${name}\n    ${ratioOf(figure)} (at most ${bound(most)}: ${verdict})   ${ours.toFixed(digits)} ${unit} / ${theirs.toFixed(digits)} ${unit}   ${note}`
}

const machine = (): string =>
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${(totalmem() / GIGABYTE).toFixed(0)} GB, Node ${process.versions.node}`

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } })
const { real, articles } = benchArticles()
if (!real) console.error('../shared/data/kcna is not here: made-up articles are measured instead.')
console.log(`${machine()}; ${articles.length} ${real ? 'real' : 'made-up'} articles\n`)
for (const figure of matchFigures(articles, values.quick === true)) console.log(lineOf(figure))
