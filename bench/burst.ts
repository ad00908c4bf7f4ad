// `node bench/burst.ts`: 1,000 alerts to 100 channels within a minute, in front of limits that nobody names; about three minutes.
import { parseArgs } from 'node:util'
import { runBurst } from './burst/burst.ts'

const { values } = parseArgs({ options: { seed: { type: 'string' }, alerts: { type: 'string' } } })
const figures = await runBurst({
  alerts: Number(values.alerts ?? 1_000),
  destinations: 100,
  spanMs: 60_000,
  seed: Number(values.seed ?? 1),
})
console.table(figures)
process.exit(figures.delivered === figures.alerts ? 0 : 1)
