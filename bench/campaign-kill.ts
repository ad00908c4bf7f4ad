// `npm run test:faults` ends with this: the built Worker killed 200 times while it delivers, once with restarts within a minute and
// once with restarts ten minutes later. `npm test` kills it a few times by the same code: test/bundle/kill.test.ts.
import { parseArgs } from 'node:util'
import { buildKillable, killCampaign, LATE, type Pause, SOON } from './kill/campaign.ts'
import { breaches } from './kill/reckoning.ts'

const KILLS = 200
const EVERY = 25

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } })
const kills = Number(values.kills ?? KILLS)
const seed = Number(values.seed ?? 1)
const worker = await buildKillable()

const run = async (name: string, pause: Pause): Promise<readonly string[]> => {
  const onKill = (kill: number): void => {
    if (kill % EVERY === 0) console.error(`${name}: ${kill} kills ...`)
  }
  const figures = await killCampaign(worker, { kills, pause, seed, moments: 'random', onKill })
  console.log(`${name}, seed ${seed}`)
  console.table(figures)
  return breaches(figures, pause === LATE).map((sentence) => `${name}: ${sentence}`)
}

try {
  const broken = [...(await run('restarts within a minute', SOON)), ...(await run('restarts ten minutes later', LATE))]
  for (const line of broken) console.error(line)
  process.exitCode = broken.length === 0 ? 0 : 1
} finally {
  await worker.remove()
}
