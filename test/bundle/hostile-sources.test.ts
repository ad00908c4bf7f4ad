// Sources that send bombs, have no end or never answer, against the built Worker: caps hold on what was unpacked, one deadline
// ends head and body alike, and nobody else waits.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startHostileServer } from '../support/hostile-server.ts'
import { startRealWorker } from '../support/real-worker.ts'
import { rss, WIRE } from '../support/stories.ts'
import { startWorld, type World } from '../support/world.ts'

const SECOND = 1_000
const DEADLINE = 20 * SECOND

let world: World
let hostile: Awaited<ReturnType<typeof startHostileServer>>
let worker: Awaited<ReturnType<typeof startRealWorker>>

beforeAll(async () => {
  world = await startWorld()
  hostile = await startHostileServer()
  worker = await startRealWorker()
})

afterAll(async () => {
  await worker?.stop()
  await hostile?.close()
  await world?.close()
})

type Polled = { outcome: string; error?: { code: string; message: string } }

const source = (url: string, every = 0) => worker.api<{ id: string }>('POST', '/sources', { url, every })
/** What a poll by hand answers, and how long it took. */
const polled = async (path: string): Promise<Polled & { ms: number }> => {
  const { id } = await source(hostile.origin + path)
  const start = Date.now()
  const answer = await worker.api<Polled>('POST', `/sources/${id}/poll`)
  return { ...answer, ms: Date.now() - start }
}

it.each([
  ['/gzip-bomb', ['too-large']],
  ['/brotli-bomb', ['too-large']],
  ['/endless', ['too-large']],
  ['/gzip-twice', ['unreadable', 'not-a-feed', 'network']],
  ['/bad-gzip', ['network']],
  ['/cut', ['network']],
])('%s is one quick failure', async (path, codes) => {
  const { outcome, error, ms } = await polled(path)
  expect(outcome).toBe('failed')
  expect(codes).toContain(error?.code)
  expect(ms).toBeLessThan(5 * SECOND)
})

it('of an endless body little more than the cap was ever sent', () => {
  expect(hostile.sent()).toBeLessThan(32 * 1_048_576)
})

it('a head that never comes and a body that drips are cut at the deadline; another host’s source is read meanwhile', async () => {
  world.pages.set('/feed.xml', { type: 'application/rss+xml', body: rss(WIRE) })
  const good = await source(`${world.origin}/feed.xml`, 1)
  await source(`${hostile.origin}/silent`, 1)
  const started = Date.now()
  let readAfter: number | undefined
  const watching = (async () => {
    while (readAfter === undefined && Date.now() - started < DEADLINE) {
      const { items } = await worker.api<{ items: unknown[] }>('GET', `/items?source=${good.id}`)
      if (items.length > 0) readAfter = Date.now() - started
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })()
  const [dripped] = await Promise.all([polled('/drip'), worker.tick(), watching])
  expect(dripped).toMatchObject({ outcome: 'failed', error: { code: 'timeout' } })
  expect(dripped.ms).toBeGreaterThan(DEADLINE - SECOND)
  expect(dripped.ms).toBeLessThan(DEADLINE + 5 * SECOND)
  expect(readAfter).toBeLessThan(5 * SECOND)
  const { items } = await worker.api<{ items: { url: string; state: string; evidence?: string }[] }>('GET', '/sources')
  expect(items.find(({ url }) => url.endsWith('/silent'))).toMatchObject({
    state: 'failing',
    evidence: 'timeout: no whole answer within 20 seconds',
  })
})
