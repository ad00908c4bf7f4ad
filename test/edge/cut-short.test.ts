// A run that is killed while it reads (for its CPU, on the free plan) is visible at the next tick, which then does less at a time.
import { reset, runInDurableObject } from 'cloudflare:test'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ReadingMark } from '../../src/flow/memory.ts'
import { paceOf } from '../../src/flow/pace.ts'
import { api, call } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, story, WIRE } from '../support/stories.ts'
import { wireFact, wireOf } from '../support/wire-facts.ts'

/** What stands in for running out of CPU: called when a document is about to be parsed. */
const kill: { now: (() => void) | undefined } = { now: undefined }

const HOUR = 3_600_000

type Shown = { id: string; state: string; evidence?: string }

let feed = ''
let tests = 0
let network: Network
let source: Shown

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2030-11-20T12:00:00Z') })
  feed = `http://127.0.0.1:1/cut-short-${++tests}.xml`
  network = new Network().on(feed, () => new Response(rss(WIRE))).install()
  const decode = TextDecoder.prototype.decode
  vi.spyOn(TextDecoder.prototype, 'decode').mockImplementation(function (this: TextDecoder, ...args) {
    kill.now?.()
    return decode.apply(this, args)
  })
  source = await api('POST', '/sources', { url: feed, name: `cut short ${tests}` })
  await poll()
})

afterEach(async () => {
  kill.now = undefined
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const poll = () => api('POST', `/sources/${source.id}/poll`, undefined, 200)
const shown = async () => (await api<{ items: Shown[] }>('GET', '/sources')).items[0] as Shown
const changed = (number: number) => {
  network.on(feed, () => new Response(rss([story(number, `Story ${number}`, 'News.'), ...WIRE])))
}
/** A poll whose object is gone in the middle of reading, with everything that was not yet on disk. */
const killedPoll = async (): Promise<void> => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await runInDurableObject(wireOf(source.id), (_object, state) => {
    kill.now = () => state.abort('exceeded its CPU time limit')
  })
  expect((await call('POST', `/api/v1/sources/${source.id}/poll`)).status).toBe(500)
  kill.now = undefined
}
const mark = () => wireFact<ReadingMark>(source.id, 'reading')
const pace = () =>
  runInDurableObject(wireOf(source.id), (_object, state) => {
    const row = state.storage.sql.exec<{ value: string }>(`SELECT value FROM facts WHERE name = 'lean'`).toArray()[0]
    return paceOf({ store: { leanUntil: () => Number(row?.value ?? 0) } as never, clock: Date.now })
  })

it('a run that ends by itself leaves no mark, well read or not', async () => {
  changed(9)
  await poll()
  expect(await mark()).toBeUndefined()
  network.on(feed, () => new Response('just words'))
  await poll()
  expect(await mark()).toBeUndefined()
  expect(await pace()).toEqual({ items: 100, pages: 5 })
})

it('a run that was killed leaves one; the next says so, reads on, and does a quarter at a time for an hour', async () => {
  changed(9)
  await killedPoll()
  expect(await mark()).toMatchObject({ open: true, kills: 0 })
  expect(await poll()).toMatchObject({ outcome: 'read', new: 1 })
  expect(await shown()).toMatchObject({ state: 'ok', evidence: 'the last run was cut short while reading' })
  expect(await mark()).toBeUndefined()
  expect(await pace()).toEqual({ items: 25, pages: 1 })
  vi.setSystemTime(Date.now() + HOUR + 1)
  await poll()
  const { evidence, state } = await shown()
  expect({ evidence, state }).toEqual({ evidence: undefined, state: 'ok' })
  expect(await pace()).toEqual({ items: 100, pages: 5 })
})

it('a document that killed three runs is given up as too large, until it changes', async () => {
  changed(9)
  for (let time = 1; time <= 3; time++) {
    await killedPoll()
    expect(await mark()).toMatchObject({ kills: time - 1, open: true })
  }
  kill.now = () => {
    throw new Error('it was read again')
  }
  for (let time = 0; time < 2; time++) {
    expect(await poll()).toMatchObject({
      outcome: 'failed',
      error: { code: 'too-large', message: 'reading it was cut short 3 times' },
    })
    expect(await shown()).toMatchObject({ state: 'failing', evidence: expect.stringContaining('too-large') })
  }
  kill.now = undefined
  changed(10)
  expect(await poll()).toMatchObject({ outcome: 'read', new: 1 })
  expect(await mark()).toBeUndefined()
})

it('three different documents that each kill a run are each read again', async () => {
  for (const number of [9, 10, 11]) {
    changed(number)
    await killedPoll()
  }
  expect(await mark()).toMatchObject({ kills: 0 })
  expect(await poll()).toMatchObject({ outcome: 'read' })
})

it('the items that a killed run had not read are found by the next, and matched', async () => {
  const { id } = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: 'http://127.0.0.1:2/' })
  await api('POST', '/rules', { query: '"Story 9"', destination: id })
  changed(9)
  await killedPoll()
  expect(await poll()).toEqual({ outcome: 'read', new: 1, matched: 1 })
})
