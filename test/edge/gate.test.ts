// The gate: how many are refused before all know, how one at a time finds out whether it is over, and that everybody comes again.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GATE } from '../../src/core/limits.ts'
import { outboxOf } from '../../src/edge/env.ts'
import { factsOf } from '../../src/edge/store/facts.ts'
import { type Gate, gateOf } from '../../src/edge/store/gate.ts'
import { Network } from '../support/network.ts'
import { alertOf } from '../support/outbox-scene.ts'

const DISCORD = 'http://127.0.0.1:9/api/v10'
const MINUTE = 60_000
const START = Date.parse('2030-01-01T00:00:00Z')

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const withGate = (work: (gate: Gate) => void): Promise<void> =>
  runInDurableObject(desk(), (_object, { storage }) => work(gateOf(factsOf(storage.sql))))
const token = { reason: 'refused', until: START + GATE.BAD_TOKEN_MS }

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
  // 500 objects take their time to go.
}, 60_000)

describe('while it is open', () => {
  it('five may be under way of which none has shown that the token is good; the others come again, each at a moment of its own', () =>
    withGate((gate) => {
      const passages = Array.from({ length: 100 }, (_, index) => gate.pass(`d${index}`, START))
      expect(passages.filter(({ open }) => open)).toHaveLength(GATE.UNPROVEN)
      const moments = passages.flatMap((passage) => (passage.open ? [] : [passage.until]))
      expect(new Set(moments).size).toBe(95)
      expect(Math.max(...moments) - Math.min(...moments)).toBe(94 * GATE.SLOT_MS)
    }))

  it('one that went through speaks for all who went before; one that ended gives its place back', () =>
    withGate((gate) => {
      for (let index = 0; index < 7; index++) gate.pass(`d${index}`, START)
      expect(gate.pass('new', START)).toMatchObject({ open: false })
      gate.leave('d0', false, START)
      expect(gate.pass('new', START)).toMatchObject({ open: true })
      expect(gate.pass('newer', START)).toMatchObject({ open: false })
      gate.leave('d1', true, START)
      const passages = Array.from({ length: 7 }, (_, index) => gate.pass(`e${index}`, START).open)
      expect(passages).toEqual([true, true, true, true, true, false, false])
    }))

  it('a run that never says how it went is not counted for ever', () =>
    withGate((gate) => {
      for (let index = 0; index < 7; index++) gate.pass(`d${index}`, START)
      expect(gate.pass('new', START + GATE.TICKET_MS - 1)).toMatchObject({ open: false })
      expect(gate.pass('new', START + GATE.TICKET_MS)).toMatchObject({ open: true })
    }))
})

describe('while it is closed', () => {
  it('one probes after 1 minute, then 5, then every 15: a probe that is refused is a request too', () =>
    withGate((gate) => {
      gate.close({ ...token, destination: 'd0' }, START)
      const probes: number[] = []
      for (let now = START; now < START + 70 * MINUTE; now += 10_000) {
        for (const destination of ['d0', 'd1', 'd2']) {
          if (!gate.pass(destination, now).open) continue
          probes.push((now - START) / MINUTE)
          gate.close({ ...token, destination }, now)
        }
      }
      expect(probes).toEqual([1, 6, 21, 36, 51, 66])
    }))

  it('a probe that goes through opens it, one that had nothing to send leaves its turn to the next', () =>
    withGate((gate) => {
      gate.close(token, START)
      const now = START + MINUTE
      expect(gate.pass('d1', now)).toEqual({ open: true, report: true })
      expect(gate.pass('d2', now)).toMatchObject({ open: false })
      expect(gate.leave('d1', false, now)).toBe(false)
      expect(gate.pass('d2', now)).toMatchObject({ open: true })
      expect(gate.leave('d3', true, now)).toBe(false)
      expect(gate.leave('d2', true, now)).toBe(true)
    }))

  it('what was under way when it closed does not put the probe off', () =>
    withGate((gate) => {
      gate.close({ ...token, destination: 'd0' }, START)
      gate.close({ ...token, destination: 'd1' }, START + 30_000)
      expect(gate.pass('d2', START + MINUTE)).toMatchObject({ open: true })
    }))

  it('a limit for all that was under way when the token was refused does not open it; one that its probe met does', () =>
    withGate((gate) => {
      const limit = (now: number) => ({ reason: 'global', until: now + 800 })
      gate.close({ ...token, token: 'mark', destination: 'd0' }, START)
      gate.close({ ...limit(START), destination: 'd1' }, START)
      expect(gate.state(START + 1_000)).toMatchObject({ reason: token.reason, token: 'mark' })
      expect(gate.pass('d2', START + 1_000)).toMatchObject({ open: false })
      const probed = START + MINUTE
      expect(gate.pass('d2', probed)).toMatchObject({ open: true })
      gate.close({ ...limit(probed), destination: 'd2' }, probed)
      expect(gate.state(probed + 800)).toBeUndefined()
    }))

  it('a limit for all is over when its term is, and nobody is told the same moment', () =>
    withGate((gate) => {
      gate.close({ reason: 'global', until: START + 800 }, START)
      const moments = ['d0', 'd1', 'd2'].map((destination) => gate.pass(destination, START))
      expect(moments).toMatchObject([{ until: START + 800 }, { until: START + 825 }, { until: START + 850 }])
      expect(gate.pass('d0', START + 800)).toMatchObject({ open: true })
    }))
})

describe('500 destinations', () => {
  const places = Array.from({ length: 500 }, (_, index) => `place-${index}`)
  let network: Network
  let refuses: boolean
  let refusals: number

  /** A channel with an alert, at its first run. @returns the next alarm */
  const begin = (place: string, channel: string): Promise<number | null> =>
    runInDurableObject(outboxOf(env, place), async (object, { storage }) => {
      await object.configure(place, { kind: 'discord-channel', channel })
      await object.accept(place, [{ alert: alertOf(`a-${place}`, { destination: place }), notBefore: START }])
      await object.alarm()
      return storage.getAlarm()
    })
  /** @returns the next alarm */
  const deliver = (place: string): Promise<number | null> =>
    runInDurableObject(outboxOf(env, place), async (object, { storage }) => {
      await object.alarm()
      return storage.getAlarm()
    })
  /** The first alarms of those that wait, many at a time. */
  const round = async (waiting: Map<string, number>): Promise<void> => {
    const first = Math.min(...waiting.values())
    const due = [...waiting].filter(([, at]) => at <= first + 100).map(([place]) => place)
    vi.setSystemTime(first + 100)
    const next = await Promise.all(due.map(deliver))
    for (const [index, place] of due.entries()) {
      const at = next[index] ?? undefined
      if (at === undefined) waiting.delete(place)
      else waiting.set(place, at)
    }
  }
  /** @returns who still waits */
  const runFor = async (waiting: Map<string, number>, ms: number): Promise<void> => {
    const end = Date.now() + ms
    while (waiting.size > 0 && Math.min(...waiting.values()) <= end) await round(waiting)
    vi.setSystemTime(Math.max(end, Date.now()))
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: START })
    refuses = true
    refusals = 0
    network = new Network()
      .on(DISCORD, () => {
        if (!refuses) return Response.json({ id: '42' })
        refusals++
        return Response.json({ message: '401: Unauthorized', code: 0 }, { status: 401 })
      })
      .install()
  })

  /** The rule that matched: the Desk is asked for it. */
  const addRule = (): Promise<unknown> =>
    runInDurableObject(desk(), (_object, { storage }) =>
      storage.sql.exec(
        `INSERT INTO rules (id, owner, destination, doc) VALUES ('rule', 'operator', 'place-0', '{"id":"rule","owner":"operator"}')`,
      ),
    )

  it('and a token that is revoked: at most 10 requests are refused; restored, all is delivered', {
    timeout: 600_000,
  }, async () => {
    await addRule()
    const alarms = await Promise.all(places.map((place, index) => begin(place, String(1_000 + index))))
    const waiting = new Map(places.map((place, index) => [place, alarms[index] ?? Number.POSITIVE_INFINITY]))
    await runFor(waiting, 30_000)
    expect(refusals).toBeGreaterThan(0)
    expect(refusals).toBeLessThanOrEqual(10)
    expect(waiting.size).toBe(500)
    refuses = false
    await runFor(waiting, 2 * MINUTE)
    expect(waiting.size).toBe(0)
    expect(new Set(network.to(DISCORD).map(({ url }) => url)).size).toBe(500)
    expect(network.to(DISCORD)).toHaveLength(500 + refusals)
  })

  it('and a token that is bad for an hour: no more than 10 either, and all is delivered within a quarter of an hour of its return', {
    timeout: 60_000,
  }, async () => {
    await addRule()
    const some = places.slice(0, 20)
    const alarms = await Promise.all(some.map((place, index) => begin(place, String(1_000 + index))))
    const waiting = new Map(some.map((place, index) => [place, alarms[index] ?? Number.POSITIVE_INFINITY]))
    await runFor(waiting, 60 * MINUTE)
    expect(refusals).toBeLessThanOrEqual(10)
    expect(waiting.size).toBe(20)
    refuses = false
    await runFor(waiting, 16 * MINUTE)
    expect(waiting.size).toBe(0)
    expect(network.to(DISCORD)).toHaveLength(20 + refusals)
  })

  it('and a new token: it is tried at once', { timeout: 60_000 }, async () => {
    const [place = ''] = places
    await addRule()
    const at = (await begin(place, '1')) ?? 0
    expect(refusals).toBe(1)
    refuses = false
    const renew = (object: object): void => {
      const own = object as { env: Record<string, unknown> }
      own.env = { ...own.env, DISCORD_TOKEN: 'another-token' }
    }
    await runInDurableObject(desk(), renew)
    await runInDurableObject(outboxOf(env, place), renew)
    expect(at - Date.now()).toBeLessThanOrEqual(MINUTE)
    vi.setSystemTime(at)
    await deliver(place)
    expect(network.to(DISCORD)).toHaveLength(2)
    await runInDurableObject(desk(), (_object, { storage }) => {
      expect(gateOf(factsOf(storage.sql)).state(Date.now())).toBeUndefined()
    })
  })
})
