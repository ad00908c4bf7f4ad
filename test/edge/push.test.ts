import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DESK } from '../../src/core/limits.ts'
import { round } from '../../src/edge/cron.ts'
import { Outbox } from '../../src/edge/store/outbox.ts'
import { Wire } from '../../src/edge/store/wire.ts'
import { pokedOn } from '../../src/flow/due.ts'
import { api, call } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'

beforeEach(async () => {
  new Network().install()
  await api('POST', '/sources', { url: 'https://wire.example/', name: 'Wire', every: 0 })
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const story = (number: number) => ({ id: `${number}`, url: `https://wire.example/${number}`, title: `Story ${number}` })

describe('a push', () => {
  it('lists what is beyond the most that one document may have', async () => {
    const items = Array.from({ length: 2_002 }, (_, number) => (number < 1 ? story(number) : 0))
    const { new: fresh, refused } = await api<{ new: number; refused: { index: number; code: string }[] }>(
      'POST',
      '/sources/wire/items',
      { items },
      200,
    )
    expect(fresh).toBe(1)
    expect(refused).toHaveLength(2_001)
    expect(refused.slice(-3)).toEqual([
      { index: 1_999, code: 'not-an-item' },
      { index: 2_000, code: 'too-many' },
      { index: 2_001, code: 'too-many' },
    ])
  })

  it('has an alarm before its items are written: nobody ticks a source that is only pushed to', async () => {
    const alarms: Promise<number | null>[] = []
    const wire = env.WIRE.get(env.WIRE.idFromName('wire'))
    await runInDurableObject(wire, (_object, { storage }) => {
      const write = storage.transactionSync.bind(storage)
      vi.spyOn(storage, 'transactionSync').mockImplementation((work) => {
        const done = write(work)
        const { owed } = storage.sql.exec(`SELECT count(*) AS owed FROM items WHERE state = 'new'`).one()
        if (owed !== 0) alarms.push(storage.getAlarm())
        return done
      })
    })
    await api('POST', '/sources/wire/items', { items: [story(1)] }, 200)
    expect(alarms).not.toEqual([])
    expect(await Promise.all(alarms)).not.toContain(null)
  })

  it('whose Wire lost its alarm is come back to within six hours: the cron’s round arms it again', async () => {
    const wire = env.WIRE.get(env.WIRE.idFromName('wire'))
    const place = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: 'https://hook.example/' })
    await api('POST', '/rules', { query: 'story', destination: place.id })
    const refused = vi.spyOn(Outbox.prototype, 'accept').mockResolvedValue(false as never)
    await api('POST', '/sources/wire/items', { items: [story(1)] }, 200)
    refused.mockRestore()
    await runInDurableObject(wire, (_object, { storage }) => storage.deleteAlarm())
    const now = Math.floor(Date.now() / 60_000)
    const minutes = Array.from({ length: DESK.POKE_ROUND_MINUTES }, (_, later) => now + later)
    for (const minute of minutes) if (pokedOn(['wire'], minute).length > 0) await round(env, minute * 60_000)
    expect(await runInDurableObject(wire, (_object, { storage }) => storage.getAlarm())).not.toBeNull()
  })

  it('is answered 503 when another run took over, so that whoever pushes does it again', async () => {
    vi.spyOn(Wire.prototype, 'push').mockResolvedValue(undefined)
    const response = await call('POST', '/api/v1/sources/wire/items', story(1))
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ error: { code: 'superseded' } })
  })
})
