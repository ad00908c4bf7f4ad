// The short form of the kill campaign: the built Worker killed while messages are on their way, and asked at the end what is missing and
// what came twice. `npm run test:faults` has the long one, at random moments.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildKillable, type KillableWorker, killCampaign, LATE, type Pause, SOON } from '../../bench/kill/campaign.ts'
import { breaches } from '../../bench/kill/reckoning.ts'

const KILLS = 3
/** For a machine that has much else to do; alone it takes ten seconds. */
const TIMEOUT_MS = 180_000

let worker: KillableWorker

beforeAll(async () => {
  worker = await buildKillable()
}, TIMEOUT_MS)

afterAll(async () => {
  await worker.remove()
})

it.each<[string, Pause]>([
  ['started again within a minute, it loses nothing and no channel sees a message twice', SOON],
  ['started again ten minutes later, it loses nothing, and each repeat is recorded as `may repeat`', LATE],
])('killed while it delivers and %s', { timeout: TIMEOUT_MS }, async (_fact, pause) => {
  const figures = await killCampaign(worker, { kills: KILLS, pause, seed: 1, moments: 'delivering' })
  expect(figures.caught).toBeGreaterThan(0)
  expect(breaches(figures, pause === LATE)).toEqual([])
})
