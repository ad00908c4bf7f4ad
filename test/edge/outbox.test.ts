// The Outbox object: its alarm never fails for good, and what people ask it for.
import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { outboxOf } from '../../src/edge/env.ts'
import { Desk } from '../../src/edge/store/desk.ts'
import type { Outbox } from '../../src/edge/store/outbox.ts'
import { Network } from '../support/network.ts'
import { alertOf, match } from '../support/outbox-scene.ts'

const HOOK = 'http://127.0.0.1:2/hook'
const DISCORD = 'http://127.0.0.1:9/api/v10'
const PLACE = 'place'

const NOTICE = {
  kind: 'source.silent',
  source: { id: 'wire', name: 'Wire' },
  state: 'ok',
  since: '2026-11-02T12:00:00.000Z',
} as const

let network: Network
const outbox = () => outboxOf(env, PLACE)
const inside = <T>(work: (object: Outbox, state: DurableObjectState) => Promise<T>): Promise<T> =>
  runInDurableObject(outbox(), work)
const states = async () => (await outbox().outcomes()).map(({ state }) => state)
const deadParcel = async (object: Outbox): Promise<string> =>
  (await object.deliveries('dead', Number.MAX_SAFE_INTEGER, 1))[0]?.delivery.id ?? ''
const handOver = (...ids: string[]) =>
  outbox().accept(
    PLACE,
    ids.map((id) => ({ alert: alertOf(id), notBefore: 0 })),
  )

beforeEach(async () => {
  network = new Network().on(HOOK, () => new Response('ok')).install()
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(Desk.prototype, 'clear').mockImplementation(async (_destination, rules) => ({ open: true, live: rules }))
  await outbox().configure(PLACE, { kind: 'webhook', url: HOOK, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

describe('its alarm', () => {
  it('that was lost is armed again by the cron’s poke, and what was pending is delivered', async () => {
    await handOver('a1', 'a2')
    await inside((_object, { storage }) => storage.deleteAlarm())
    expect(await runDurableObjectAlarm(outbox())).toBe(false)
    await outbox().poke()
    await vi.waitFor(async () => expect(await states()).toEqual(['sent', 'sent']))
  })

  it.each<[string, (object: Outbox) => Promise<unknown>]>([
    ['alerts are', (object) => object.accept(PLACE, [{ alert: alertOf('a2'), notBefore: 0 }])],
    ['a notice is', (object) => object.notify(PLACE, [NOTICE])],
    ['a replay is', async (object) => object.replay(await deadParcel(object))],
    ['what enabling replays is', (object) => object.enable()],
  ])('stands before %s written', async (_what, act) => {
    network.on(HOOK, () => new Response('large', { status: 413 }))
    await handOver('a1')
    await inside(async (object, { storage }) => {
      await object.alarm()
      expect(await storage.getAlarm()).toBeNull()
      const alarms: Promise<number | null>[] = []
      const write = storage.transactionSync.bind(storage)
      vi.spyOn(storage, 'transactionSync').mockImplementation((work) => {
        alarms.push(storage.getAlarm())
        return write(work)
      })
      await act(object)
      expect(alarms).not.toEqual([])
      expect(await Promise.all(alarms)).not.toContain(null)
    })
  })

  it('that stands already, and as early, is not set again', async () => {
    await handOver('a1')
    await inside(async (object, { storage }) => {
      const set = vi.spyOn(storage, 'setAlarm')
      await object.accept(PLACE, [{ alert: alertOf('a2'), notBefore: 0 }])
      expect(set).not.toHaveBeenCalled()
    })
  })

  it('that storage refuses to arm delivers all the same, and never throws', async () => {
    await handOver('a1')
    await inside(async (object, { storage }) => {
      vi.spyOn(storage, 'setAlarm').mockRejectedValue(new Error('quota'))
      await expect(object.alarm()).resolves.toBeUndefined()
    })
    expect(await states()).toEqual(['sent'])
  })

  it('survives storage that refuses every write; the poke brings it back when storage does', async () => {
    await handOver('a1')
    await inside(async (object, { storage }) => {
      const refuse = () => {
        throw new Error('quota')
      }
      const spies = [
        vi.spyOn(storage, 'setAlarm').mockRejectedValue(new Error('quota')),
        vi.spyOn(storage, 'transactionSync').mockImplementation(refuse),
      ]
      await expect(object.alarm()).resolves.toBeUndefined()
      await expect(object.poke()).resolves.toBeUndefined()
      for (const spy of spies) spy.mockRestore()
      await storage.deleteAlarm()
    })
    expect(network.to(HOOK)).toEqual([])
    await outbox().poke()
    await vi.waitFor(async () => expect(await states()).toEqual(['sent']))
  })

  it('rings while a run is under way: the two do not mix', async () => {
    let answers = 0
    network.on(HOOK, async () => {
      answers++
      await scheduler.wait(50)
      return new Response('ok')
    })
    await handOver('a1')
    await inside(async (object) => {
      await Promise.all([object.alarm(), object.alarm()])
    })
    expect(answers).toBe(1)
    const { attempts } = (await outbox().deliveries(undefined, Number.MAX_SAFE_INTEGER, 9))[0]!.delivery
    expect(attempts).toMatchObject([{ outcome: 'sent', status: 200 }])
  })
})

describe('a destination that is gone', () => {
  it('is told to the Desk until the Desk has heard it, and again when it is back', async () => {
    const turned = vi.spyOn(Desk.prototype, 'destinationTurned').mockRejectedValueOnce(new Error('away'))
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    network.on(HOOK, () => new Response('gone', { status: 410 }))
    await handOver('a1', 'a2')
    await inside((object) => object.alarm())
    await outbox().poke()
    await outbox().poke()
    expect(turned.mock.calls).toEqual([
      [PLACE, 'the receiver asked for no more'],
      [PLACE, 'the receiver asked for no more'],
    ])
    expect(await outbox().status()).toMatchObject({ pending: 1, disabled: 'the receiver asked for no more' })
    network.on(HOOK, () => new Response('back'))
    expect(await outbox().enable()).toBe(1)
    expect(turned.mock.calls.at(-1)).toEqual([PLACE, undefined])
    await vi.waitFor(async () => expect(await states()).toEqual(['sent', 'sent']))
  })
})

describe('enabling', () => {
  const ring = () => inside((object) => object.alarm())

  it('replays also what nobody tried before it was too old', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2030-01-01T12:00:00Z') })
    await outbox().configure(PLACE, { kind: 'discord-channel', channel: '700' })
    network.on(DISCORD, () => Response.json({ code: 50_013, message: 'Missing Permissions' }, { status: 403 }))
    const hourly = { matches: [match('rule', { delivery: 'hourly' as const })] }
    const lead = 'The brigade was given rice, apples and a song. '.repeat(40)
    const long = (id: string) => ({ ...alertOf(id).item, title: `Title ${id} `.repeat(20), lead, summary: lead })
    const alerts = Array.from({ length: 60 }, (_, index) =>
      alertOf(`a${index}`, { ...hourly, item: long(`a${index}`) }),
    )
    await outbox().accept(
      PLACE,
      alerts.map((alert) => ({ alert, notBefore: 0 })),
    )
    vi.setSystemTime(Date.parse('2030-01-01T13:00:00Z'))
    await ring()
    const all = await outbox().deliveries(undefined, Number.MAX_SAFE_INTEGER, 99)
    const untried = all.filter(({ delivery }) => delivery.attempts.length === 0)
    expect(untried).not.toEqual([])
    vi.setSystemTime(Date.parse('2030-01-05T13:00:00Z'))
    network.on(DISCORD, () => Response.json({ id: '42', channel_id: '700' }))
    expect(await outbox().enable()).toBe(all.length)
    await ring()
    expect(new Set(await states())).toEqual(new Set(['sent']))
  })

  it('replays the others where one is damaged', async () => {
    network.on(HOOK, () => new Response('large', { status: 413 }))
    await handOver('a1', 'a2', 'a3')
    await ring()
    expect(await states()).toEqual(['dead', 'dead', 'dead'])
    network.on(HOOK, () => new Response('ok'))
    await inside(async (_object, { storage }) => {
      storage.sql.exec(`UPDATE alerts SET body = '{"id":"a2","matches":[],"item":{}}' WHERE id = 'a2'`)
    })
    expect(await outbox().enable()).toBe(2)
    expect(await inside((_object, { storage }) => storage.getAlarm())).not.toBeNull()
    await ring()
    expect(await states()).toEqual(['sent', 'dead', 'sent'])
  })

  it('replays nothing that a later rule has brought on its way again, with the rules that had died', async () => {
    network.on(HOOK, () => new Response('large', { status: 413 }))
    await handOver('a1')
    await ring()
    const [dead] = await outbox().deliveries('dead', Number.MAX_SAFE_INTEGER, 9)
    network.on(HOOK, () => new Response('ok'))
    const both = alertOf('a1', { matches: [match('rule'), match('later')] })
    await outbox().accept(PLACE, [{ alert: both, notBefore: 0 }])
    expect(await outbox().enable()).toBe(0)
    expect(await outbox().replay(dead!.delivery.id)).toBeUndefined()
    await ring()
    const sent = network.to(HOOK).slice(1)
    expect(sent.map(({ body }) => JSON.parse(body).data.rules.map(({ id }: { id: string }) => id))).toEqual([
      ['rule', 'later'],
    ])
    expect(await outbox().outcomes()).toMatchObject([
      { rule: 'later', state: 'sent' },
      { rule: 'rule', state: 'sent' },
    ])
  })

  it('replays a parcel whole or not at all, and says so where storage refuses', async () => {
    network.on(HOOK, () => new Response('large', { status: 413 }))
    await handOver('a1')
    await ring()
    network.on(HOOK, () => new Response('ok'))
    await inside(async (object, { storage }) => {
      storage.sql.exec(`CREATE TRIGGER full BEFORE INSERT ON parcels BEGIN SELECT raise(ABORT, 'full'); END`)
      await expect(object.enable()).rejects.toThrow('full')
      storage.sql.exec('DROP TRIGGER full')
    })
    expect(await outbox().enable()).toBe(1)
  })
})

describe('people', () => {
  it('read what became of an alert, and find the alerts of a message', async () => {
    await handOver('a1')
    expect(await outbox().alert('a1')).toMatchObject({ alert: { id: 'a1' }, state: 'waiting' })
    await inside((object) => object.alarm())
    expect(await outbox().alert('a1')).toMatchObject({ state: 'sent', parcel: expect.stringMatching(/^.{24}$/) })
    expect(await outbox().alert('nothing')).toBeUndefined()
    await inside(async (_object, { storage }) => {
      storage.sql.exec(`UPDATE parcels SET message = '700/42'`)
    })
    expect(await outbox().alertByMessage('42')).toMatchObject([{ id: 'a1' }])
  })

  it('mute a story, read what is muted, and take it back', async () => {
    const mute = await outbox().mute({ kind: 'story', value: 'story-of-a1', label: 'A story' }, Date.now() + 60_000)
    await outbox().mute({ kind: 'source', value: 'other', label: 'Other wire' })
    const again = await outbox().mute({ kind: 'story', value: 'story-of-a1', label: 'The story' })
    expect(again).toMatchObject({ id: mute.id, label: 'The story' })
    expect(again).not.toHaveProperty('until')
    expect(await outbox().mutes()).toHaveLength(2)
    await handOver('a1', 'a2')
    await inside((object) => object.alarm())
    expect(await states()).toEqual(['dropped', 'sent'])
    expect(await outbox().unmute(mute.id)).toBe(true)
    expect(await outbox().unmute(mute.id)).toBe(false)
    expect(await outbox().mutes()).toHaveLength(1)
  })

  it('arrange quiet hours, which hold from then on', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2030-01-01T22:30:00Z') })
    await outbox().arrange(PLACE, { quiet: { from: '22:00', to: '07:00', zone: 'UTC' } })
    await handOver('a1')
    const alarm = await inside((_object, { storage }) => storage.getAlarm())
    expect(new Date(alarm ?? 0).toISOString()).toBe('2030-01-02T07:00:00.000Z')
    await inside((object) => object.alarm())
    expect(network.to(HOOK)).toEqual([])
    vi.setSystemTime(alarm ?? 0)
    await inside((object) => object.alarm())
    expect(network.to(HOOK)).toHaveLength(1)
  })

  it('see in the history how each try went, and never an address or a secret', async () => {
    network.on(HOOK, () => new Response('oops', { status: 503 }))
    await outbox().accept(PLACE, [{ alert: alertOf('a1', { matches: [match('rule')] }), notBefore: 0 }])
    await inside((object) => object.alarm())
    const history = await outbox().deliveries(undefined, Number.MAX_SAFE_INTEGER, 9)
    expect(history).toMatchObject([
      {
        delivery: { state: 'pending', attempts: [{ outcome: 'answered 503', status: 503 }], next: expect.any(String) },
      },
    ])
    const seen = JSON.stringify([history, await outbox().status(), await outbox().alert('a1')])
    expect(seen).not.toMatch(/127\.0\.0\.1|whsec_/)
    expect(await outbox().status()).toMatchObject({ pending: 1, backoff: { failures: 1 }, oldest: expect.any(String) })
  })
})
