// `npm run campaign:match`: random (rule, item) pairs through both evaluators, 100,000 of them or as many as asked for. A shorter form
// is part of `npm test`.
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { askPairs } from '../test/support/pairs.ts'

const PAIRS = 100_000
const RUNS_A_SEED = 250
/** A little over a minute of silence would look like a hang. */
const EVERY = 20_000

const { values } = parseArgs({ options: { pairs: { type: 'string' }, seed: { type: 'string' } } })
const wanted = Number(values.pairs ?? PAIRS)
const first = Number(values.seed ?? Math.floor(Date.now() / 1_000))

let pairs = 0
let matches = 0
for (let seed = first; pairs < wanted; seed += 1) {
  const tally = askPairs({ seed, numRuns: RUNS_A_SEED }, ({ naive, fast }) => {
    if (!isDeepStrictEqual(fast, naive)) {
      throw new Error(`the evaluators disagree: ${JSON.stringify({ naive, fast }, undefined, 2)}`)
    }
  })
  const before = Math.floor(pairs / EVERY)
  pairs += tally.pairs
  matches += tally.matches
  if (Math.floor(pairs / EVERY) > before) console.error(`${pairs.toLocaleString('en-US')} pairs ...`)
}
console.log(
  `${pairs.toLocaleString('en-US')} pairs, ${matches.toLocaleString('en-US')} matches, seeds from ${first}: both evaluators agree on all`,
)
