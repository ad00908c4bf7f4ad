// `npm run test:faults` ends with this: the built Worker killed 200 times while it delivers, once with restarts at once and once with
// restarts ten minutes later. `npm test` has the exhaustive campaign's short form instead: test/fault/exhaustive.test.ts.
import { parseArgs } from 'node:util'
import { type CampaignFigures, killCampaign } from './kill/campaign.ts'

const KILLS = 200
const LATE_MS = 10 * 60_000
const EVERY = 25

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } })
const kills = Number(values.kills ?? KILLS)
const seed = Number(values.seed ?? 1)

const run = async (name: string, pauseMs: number): Promise<CampaignFigures> => {
  const onKill = (kill: number): void => {
    if (kill % EVERY === 0) console.error(`${name}: ${kill} kills ...`)
  }
  const figures = await killCampaign({ kills, pauseMs, seed, onKill })
  console.log(`${name}, seed ${seed}`)
  console.table(figures)
  return figures
}

const soon = await run('restarts at once', 0)
const late = await run('restarts ten minutes later', LATE_MS)

const broken = [
  soon.lost > 0 || late.lost > 0 ? 'alerts were lost' : '',
  soon.underTwoIds + late.underTwoIds > 0 ? 'an alert was sent under two ids' : '',
  soon.repeatedInChannels > 0 ? 'a channel saw a message twice' : '',
  late.repeatedInChannels > late.kills ? 'more than one repeat for each kill' : '',
  late.repeatedInChannels > late.mayRepeat ? 'a repeat that was not recorded as `may repeat`' : '',
].filter((line) => line !== '')
for (const line of broken) console.error(line)
process.exitCode = broken.length === 0 ? 0 : 1
