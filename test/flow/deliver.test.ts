// What a run makes of each answer: who waits, who goes on, what is tried again and when, and what ends.
import { describe, expect, it, vi } from 'vitest'
import type { Alert } from '../../src/core/model.ts'
import { limitFrom } from '../../src/flow/delivery/limit.ts'
import type { SendOutcome } from '../../src/flow/delivery-ports.ts'
import {
  alertOf,
  answered,
  channel,
  DAY,
  HOUR,
  MINUTE,
  match,
  type Scene,
  SECOND,
  START,
  unknown,
  webhook,
  withScene,
} from '../support/outbox-scene.ts'

const refused = (status: number): SendOutcome => ({ outcome: 'refused', reason: `answered ${status}`, status })
const malformed: SendOutcome = { outcome: 'malformed', reason: 'answered 400', status: 400 }
const limited = (afterMs: number): SendOutcome => ({ outcome: 'limited', reason: 'slow down', status: 429, afterMs })
const alerts = (count: number) => Array.from({ length: count }, (_, index) => alertOf(`a${index + 1}`))

describe('a parcel', () => {
  it('is fixed right before its first try: what waits while a service limits us goes out together', () =>
    withScene(channel, async (scene) => {
      scene.answer = () => limited(30 * SECOND)
      scene.add(alertOf('a1'))
      await scene.run()
      scene.add(alertOf('a2'), alertOf('a3'), alertOf('a4'))
      scene.answer = () => 'sent'
      await scene.run(30 * SECOND)
      expect(scene.sent.map(({ stories }) => stories)).toEqual([['a1'], ['a1'], ['a2', 'a3', 'a4']])
    }))

  it('holds only alerts with the same mentions and silence, and these find each other past the others', () =>
    withScene(channel, async (scene) => {
      const calls = { mentions: { roles: ['7'], users: [] } }
      scene.add(
        alertOf('a1'),
        alertOf('a2', calls),
        alertOf('a3'),
        alertOf('a4', { silent: true }),
        alertOf('a5', calls),
      )
      await scene.run()
      expect(scene.sent.map(({ stories }) => stories)).toEqual([['a1', 'a3'], ['a2', 'a5'], ['a4']])
    }))

  it('is dead after 75 hours, with the reason, and what waited behind it goes on', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => unknown
      scene.add(alertOf('a1'))
      await scene.run()
      scene.answer = () => 'sent'
      scene.add(alertOf('a2'))
      await scene.run(75 * HOUR + 1)
      expect(scene.ends()).toEqual({ a1: 'dead', a2: 'sent' })
      expect(scene.store.outcomes()[0]?.reason).toBe('not accepted within 75 hours')
    }))
})

describe('back-off', () => {
  it.each([
    ['webhook', webhook, 30 * MINUTE],
    ['channel', { ...channel, look: undefined } as unknown as typeof channel, 10 * MINUTE],
  ])('of a %s belongs to the destination: 5 s, 30 s, 2 m, 5 m, then the same again', (_name, kind, last) =>
    withScene(kind, async (scene) => {
      scene.answer = () => ({ outcome: 'later', reason: 'connection failed' })
      scene.add(alertOf('a1'))
      await scene.run()
      scene.add(alertOf('a2'))
      await scene.runFor(3 * HOUR)
      const waits = scene.sent.slice(1).map(({ at }, index) => at - (scene.sent[index]?.at ?? 0))
      expect(waits.slice(0, 6)).toEqual([5 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, last, last])
      // Only then is a younger one tried beside it: the place may fall over this one alone.
      expect(new Set(scene.sent.slice(0, 7).map(({ stories }) => stories[0]))).toEqual(new Set(['a1']))
    }),
  )

  it.each([
    ['no patience at all is given half a second', 0, SECOND / 2],
    ['what it needs is given that', 7 * MINUTE, 7 * MINUTE],
    ['a month is given an hour', 30 * DAY, HOUR],
  ])('of a place that asks for %s', (_fact, asked, given) =>
    withScene(webhook, async (scene) => {
      scene.answer = () => (scene.sent.length === 1 ? limited(asked) : 'sent')
      scene.add(alertOf('a1'))
      await scene.runFor(2 * HOUR)
      expect(scene.sent.map(({ at }) => at - START)).toEqual([0, given])
      expect(scene.store.standing().failures).toBe(0)
    }),
  )

  it('is cleared by one success, which releases the rest', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => unknown
      scene.add(...alerts(4))
      await scene.runFor(10 * MINUTE)
      scene.answer = () => 'sent'
      await scene.runFor(30 * MINUTE)
      expect(new Set(Object.values(scene.ends()))).toEqual(new Set(['sent']))
      expect(scene.store.standing()).toEqual({ failures: 0, next: 0 })
    }))

  it('that a place asks for is heeded, but not without an end: a second each time would be 86,400 calls a day', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => ({ outcome: 'limited', reason: 'asked for patience', status: 429, afterMs: SECOND })
      scene.add(alertOf('a1'))
      await scene.runFor(9 * SECOND)
      expect(scene.sent).toHaveLength(10)
      await scene.runFor(DAY)
      expect(scene.sent.length).toBeLessThan(70)
      expect(scene.store.standing().failures).toBe(0)
      scene.answer = () => 'sent'
      await scene.runFor(HOUR)
      expect(scene.ends()).toEqual({ a1: 'sent' })
    }))

  it('that was written by a clock far ahead is none', () =>
    withScene(webhook, async (scene) => {
      scene.add(alertOf('a1'))
      scene.store.setStanding({ failures: 1, next: scene.now + 74 * MINUTE })
      await scene.run()
      expect(scene.sent).toHaveLength(0)
      scene.store.setStanding({ failures: 1, next: scene.now + 76 * MINUTE })
      await scene.runFor(SECOND)
      expect(scene.sent).toHaveLength(1)
    }))
})

describe('poison', () => {
  it('answered 413 is dead at once, with a reason, and the others go on', () =>
    withScene(webhook, async (scene) => {
      scene.answer = ({ stories }) => (stories[0] === 'a1' ? refused(413) : 'sent')
      scene.add(...alerts(3))
      await scene.run()
      expect(scene.ends()).toEqual({ a1: 'dead', a2: 'sent', a3: 'sent' })
      expect(scene.store.dead()).toHaveLength(1)
    }))

  it('answered 400 goes once more in its plain form, under the same id; answered 400 again it is dead', () =>
    withScene(channel, async (scene) => {
      scene.answer = ({ body }) => (JSON.parse(body).form === 'full' ? malformed : 'sent')
      scene.add(alertOf('a1'))
      await scene.run()
      expect(scene.sent.map(({ id, body }) => [id, JSON.parse(body).form])).toEqual([
        ['p1', 'full'],
        ['p1', 'plain'],
      ])
      scene.answer = () => malformed
      scene.add(alertOf('a2'))
      await scene.run()
      expect(scene.ends()).toEqual({ a1: 'sent', a2: 'dead' })
      expect(scene.sent).toHaveLength(4)
    }))

  it('answered 400 where there is no plainer form is dead at once', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => malformed
      scene.add(alertOf('a1'))
      await scene.run()
      expect(scene.ends()).toEqual({ a1: 'dead' })
    }))

  it('answered 500 twice goes in its plain form, under the same id', () =>
    withScene(channel, async (scene) => {
      scene.answer = ({ body }) =>
        JSON.parse(body).form === 'full' ? { outcome: 'unknown', reason: 'answered 500', status: 500 } : 'sent'
      scene.add(alertOf('a1'))
      await scene.runFor(MINUTE)
      expect(scene.sent.map(({ id, body }) => [id, JSON.parse(body).form])).toEqual([
        ['p1', 'full'],
        ['p1', 'full'],
        ['p1', 'plain'],
      ])
    }))

  it('that fails while a younger one goes through stands aside: it holds nobody, and is tried alone until it is dead', () =>
    withScene(webhook, async (scene) => {
      scene.answer = ({ stories }) => (stories[0] === 'a1' ? answered(503) : 'sent')
      scene.add(...alerts(5))
      await scene.run()
      expect(scene.sent.map(({ stories }) => stories[0])).toEqual(['a1'])
      await scene.run(5 * SECOND)
      expect(scene.sent.map(({ stories }) => stories[0])).toEqual(['a1', 'a1', 'a2', 'a3', 'a4', 'a5'])
      expect(scene.store.deliveries('pending', Number.MAX_SAFE_INTEGER, 9, 0)).toMatchObject([
        { delivery: { aside: true } },
      ])
      const before = scene.sent.length
      await scene.runFor(HOUR + MINUTE)
      expect(scene.sent.slice(before).map(({ stories }) => stories[0])).toEqual(['a1', 'a1'])
      scene.add(alertOf('a6'))
      await scene.run()
      expect(scene.ends()['a6']).toBe('sent')
      await scene.runFor(75 * HOUR)
      expect(scene.ends()['a1']).toBe('dead')
    }))

  it('over which its place falls silent stands aside too, after eight tries', () =>
    withScene(webhook, async (scene) => {
      scene.answer = ({ stories }) => (stories[0] === 'a1' ? { outcome: 'later', reason: 'connection failed' } : 'sent')
      scene.add(...alerts(5))
      await scene.runFor(90 * MINUTE)
      expect(new Set(scene.sent.map(({ stories }) => stories[0]))).toEqual(new Set(['a1']))
      await scene.runFor(30 * MINUTE)
      expect(scene.ends()).toEqual({ a1: 'waiting', a2: 'sent', a3: 'sent', a4: 'sent', a5: 'sent' })
    }))

  it('several at the head are passed: each round tries another', () =>
    withScene(webhook, async (scene) => {
      const faulty = new Set(['a1', 'a2', 'a3', 'a4'])
      scene.answer = ({ stories }) => (faulty.has(stories[0] ?? '') ? answered(503) : 'sent')
      scene.add(...alerts(8))
      await scene.runFor(3 * HOUR)
      const waiting = Object.entries(scene.ends()).filter(([, state]) => state === 'waiting')
      expect(new Set(waiting.map(([alert]) => alert))).toEqual(faulty)
    }))

  it('is looked for with few others where all fail: what waits besides is still packed together later', () =>
    withScene(channel, async (scene) => {
      scene.answer = () => answered(503)
      scene.add(...alerts(40))
      await scene.runFor(20 * HOUR)
      expect(new Set(scene.sent.map(({ id }) => id)).size).toBe(5)
    }))

  it('is not looked for twice in a round: a younger one that fails too is the last try', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => answered(503)
      scene.add(...alerts(3))
      await scene.run()
      await scene.run(5 * SECOND)
      expect(scene.sent.map(({ stories }) => stories[0])).toEqual(['a1', 'a1', 'a2'])
      expect(scene.store.standing().failures).toBe(2)
    }))
})

describe('a try of unknown outcome', () => {
  const times = (scene: { sent: readonly { at: number }[] }) => scene.sent.map(({ at }) => (at - START) / SECOND)

  it('of a bot’s message is repeated 2, 5, 15, 45 and 90 s after it under the same id; then it is looked for, and the next may repeat', () =>
    withScene(channel, async (scene) => {
      const look = vi.fn(async () => ({ found: 'absent' }) as const)
      scene.courier = { ...scene.courier, look }
      scene.answer = () => unknown
      scene.add(alertOf('a1'))
      await scene.run()
      scene.add(alertOf('a2'))
      await scene.runFor(99 * SECOND)
      expect(times(scene)).toEqual([0, 2, 5, 15, 45, 90])
      expect(look).not.toHaveBeenCalled()
      await scene.runFor(SECOND)
      expect(look).toHaveBeenCalledOnce()
      expect(times(scene).at(-1)).toBe(100)
      expect(scene.tries('p1').map(({ may_repeat }) => may_repeat ?? false)).toEqual([
        false,
        false,
        false,
        false,
        false,
        false,
        true,
      ])
      expect(new Set(scene.sent.map(({ id }) => id))).toEqual(new Set(['p1']))
      await scene.runFor(5 * SECOND)
      expect(times(scene).at(-1)).toBe(105)
      expect(look).toHaveBeenCalledTimes(2)
    }))

  it('that is found where it was to go is sent, and nothing is sent again', () =>
    withScene(channel, async (scene) => {
      scene.courier = { ...scene.courier, look: async () => ({ found: 'there', message: 'c/42' }) }
      scene.answer = () => unknown
      scene.add(alertOf('a1'))
      await scene.run()
      await scene.run(100 * SECOND)
      expect(scene.sent).toHaveLength(1)
      expect(scene.store.alert('a1')).toMatchObject({ state: 'sent', message: 'c/42' })
    }))

  it('is not repeated while a look is given no answer: the next look may find it', () =>
    withScene(channel, async (scene) => {
      let answers = false
      const busy = { found: 'later', sent: { outcome: 'later', reason: 'busy', status: 503 } } as const
      scene.courier = {
        ...scene.courier,
        look: async () => (answers ? { found: 'there', message: 'c/42' } : busy),
      }
      scene.answer = () => unknown
      scene.add(alertOf('a1'))
      await scene.run()
      await scene.run(100 * SECOND)
      expect(scene.sent).toHaveLength(1)
      expect(scene.tries('p1').at(-1)).toMatchObject({ outcome: 'looked for it: busy' })
      answers = true
      await scene.runFor(MINUTE)
      expect(scene.sent).toHaveLength(1)
      expect(scene.store.alert('a1')).toMatchObject({ state: 'sent', message: 'c/42' })
    }))

  it('closes the gate when a look shows that the token is bad', () =>
    withScene(channel, async (scene) => {
      const sent = { outcome: 'gate', reason: 'bad token', status: 401, forMs: 60_000 } as const
      scene.courier = { ...scene.courier, look: async () => ({ found: 'later', sent }) }
      scene.answer = () => unknown
      scene.add(alertOf('a1'))
      await scene.run()
      await scene.run(100 * SECOND)
      expect(scene.sent).toHaveLength(1)
      expect(scene.gate).toEqual(['bad token'])
    }))

  it('of a Discord webhook, which no gate keeps, waits out a block of our address', () =>
    withScene({ ...channel, kind: 'discord-webhook' } as unknown as typeof channel, async (scene) => {
      scene.answer = () => ({ outcome: 'gate', reason: 'blocked', status: 429, forMs: 10 * MINUTE })
      scene.add(alertOf('a1'))
      await scene.run()
      await scene.runFor(30 * MINUTE)
      expect(times(scene)).toEqual([0, 600, 1_200, 1_800])
    }))

  it('is looked for when the clock went back, which says nothing of how long ago it was', () =>
    withScene(channel, async (scene) => {
      const look = vi.fn(async () => ({ found: 'unseen', reason: 'no' }) as const)
      scene.courier = { ...scene.courier, look }
      scene.answer = () => unknown
      scene.add(alertOf('a1'))
      await scene.run()
      await scene.run(-2 * HOUR)
      expect(look).toHaveBeenCalledOnce()
      expect(scene.tries('p1').at(-1)).toMatchObject({ may_repeat: true })
    }))

  it('is what a killed run leaves: within 100 s it is repeated under the same nonce, later it is looked for', () =>
    withScene(channel, async (scene) => {
      const look = vi.fn(async () => ({ found: 'absent' }) as const)
      scene.courier = { ...scene.courier, look }
      scene.add(alertOf('a1'))
      scene.courier = { ...scene.courier, send: () => new Promise(() => undefined) }
      void scene.run()
      await scheduler.wait(1)
      scene.courier = {
        ...scene.courier,
        send: async (parcel) => ({ outcome: 'sent', status: 200, message: parcel.id }),
      }
      await scene.run(60 * SECOND)
      expect(look).not.toHaveBeenCalled()
      expect(scene.tries('p1')).toEqual([{ outcome: 'the run was cut short' }, { outcome: 'sent' }])

      scene.add(alertOf('a2'))
      scene.courier = { ...scene.courier, send: () => new Promise(() => undefined) }
      void scene.run()
      await scheduler.wait(1)
      scene.courier = {
        ...scene.courier,
        send: async (parcel) => ({ outcome: 'sent', status: 200, message: parcel.id }),
      }
      await scene.run(10 * MINUTE)
      expect(look).toHaveBeenCalledOnce()
      expect(scene.tries('p2')).toEqual([{ outcome: 'the run was cut short' }, { outcome: 'sent', may_repeat: true }])
    }))

  it('of a webhook needs no care: its receiver knows a repeat by its id', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => unknown
      scene.add(alertOf('a1'))
      await scene.runFor(40 * SECOND)
      expect(scene.tries('p1')).toEqual([{ outcome: 'no answer' }, { outcome: 'no answer' }, { outcome: 'no answer' }])
    }))

  it('of a Discord webhook, which has no nonce, is repeated on the ordinary back-off, and recorded so', () =>
    withScene({ ...webhook, kind: 'discord-webhook' }, async (scene) => {
      scene.answer = () => unknown
      scene.add(alertOf('a1'))
      await scene.run()
      scene.answer = () => 'sent'
      await scene.run(5 * SECOND)
      expect(scene.tries('p1')).toEqual([{ outcome: 'no answer' }, { outcome: 'sent', may_repeat: true }])
    }))
})

describe('a destination', () => {
  it('that took nothing for 5 days is disabled, when at least 20 tries failed', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => answered(503)
      scene.add(alertOf('a1'))
      await scene.runFor(5 * DAY - HOUR)
      expect(scene.store.disabled()).toBeUndefined()
      scene.add(alertOf('a2'))
      await scene.runFor(2 * HOUR)
      expect(scene.store.disabled()).toBe('nothing was accepted for 5 days')
    }))

  it('with fewer failures than that is not, however long ago the first was', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => refused(413)
      scene.add(alertOf('a1'))
      await scene.run()
      scene.add(alertOf('a2'))
      await scene.run(6 * DAY)
      expect(scene.store.disabled()).toBeUndefined()
      scene.add(alertOf('a3'))
      await scene.run()
      expect(scene.store.disabled()).toBe('nothing was accepted for 5 days')
    }))

  it('that is gone is disabled at once; the others wait, and nothing more is sent', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => ({ outcome: 'gone', reason: 'the receiver asked for no more', status: 410 })
      scene.add(...alerts(3))
      await scene.runFor(DAY)
      expect(scene.sent).toHaveLength(1)
      expect(scene.ends()).toEqual({ a1: 'dead', a2: 'waiting', a3: 'waiting' })
    }))
})

describe('what no try has carried for a day', () => {
  it('goes out as one digest', () =>
    withScene(channel, async (scene) => {
      scene.answer = () => unknown
      scene.courier = { ...scene.courier, fitsDigest: (entries) => entries.length }
      scene.add(...alerts(1))
      await scene.run()
      scene.add(...Array.from({ length: 60 }, (_, index) => alertOf(`b${index}`)))
      scene.now += 25 * HOUR
      scene.answer = () => 'sent'
      const before = scene.sent.length
      await scene.runFor(HOUR)
      const bodies = scene.sent.slice(before).map(({ body }) => JSON.parse(body))
      expect(bodies.map(({ form, kind, stories }) => [form, kind, stories.length])).toEqual([
        ['full', undefined, 1],
        ['digest', 'late', 60],
      ])
      expect(new Set(Object.values(scene.ends()))).toEqual(new Set(['sent']))
    }))

  it('goes out by itself where a place has no form for digests', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => unknown
      scene.add(...alerts(3))
      await scene.runFor(30 * HOUR)
      scene.answer = () => 'sent'
      await scene.runFor(HOUR)
      expect(scene.ends()).toEqual({ a1: 'sent', a2: 'sent', a3: 'sent' })
    }))
})

describe('a damaged row', () => {
  const damage = (scene: { storage: DurableObjectStorage }, sql: string) => scene.storage.sql.exec(sql)

  it.each([
    `'{"id":'`,
    `'null'`,
    `'{"id":"a1"}'`,
    `''`,
    `json_remove(body, '$.mentions')`,
    `json_remove(body, '$.item.title')`,
    `json_set(body, '$.matches[0]', NULL)`,
    `json_set(body, '$.matches[0].delivery', json('{"daily":"25:99","zone":"UTC"}'))`,
  ])('alert %s is reported once, skipped and kept', (body) =>
    withScene(webhook, async (scene) => {
      const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
      scene.add(...alerts(3))
      damage(scene, `UPDATE alerts SET body = ${body} WHERE id = 'a1'`)
      await scene.run()
      await scene.run()
      expect(scene.ends()).toEqual({ a1: 'dead', a2: 'sent', a3: 'sent' })
      expect(reported).toHaveBeenCalledExactlyOnceWith('alert a1: its stored form is damaged')
      expect(scene.store.damage.count()).toBe(1)
      expect(scene.storage.sql.exec(`SELECT 1 FROM alerts WHERE id = 'a1'`).toArray()).toHaveLength(1)
      reported.mockRestore()
    }),
  )

  it.each([`alerts = '["a1"'`, `body = '{"form"'`, `alerts = '7'`])(
    'parcel %s is reported once, skipped and kept',
    (set) =>
      withScene(webhook, async (scene) => {
        const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
        scene.answer = () => unknown
        scene.add(...alerts(2))
        await scene.run()
        damage(scene, `UPDATE parcels SET ${set}`)
        scene.answer = () => 'sent'
        await scene.run(MINUTE)
        expect(scene.ends()).toEqual({ a1: 'dead', a2: 'sent' })
        expect(reported).toHaveBeenCalledExactlyOnceWith('parcel p1: its stored form is damaged')
        expect(scene.store.cargoOf('p1')?.alerts.map(({ id }) => id)).toEqual(['a1'])
        expect(scene.store.deliveries('dead', Number.MAX_SAFE_INTEGER, 9, 0)).toMatchObject([
          { delivery: { id: 'p1', reason: 'its stored form is damaged' } },
        ])
        reported.mockRestore()
      }),
  )

  it('that is JSON, and yet no courier can pack it, keeps nobody waiting', () =>
    withScene(channel, async (scene) => {
      const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
      const pack = scene.courier.pack
      scene.courier = {
        ...scene.courier,
        pack: (id, some, now) => {
          if (some.some((alert) => alert.id === 'a2')) throw new TypeError('no title')
          return pack(id, some, now)
        },
      }
      scene.add(...alerts(3))
      await scene.run()
      expect(scene.ends()).toEqual({ a1: 'sent', a2: 'dead', a3: 'sent' })
      reported.mockRestore()
    }))

  it('that its courier cannot send stands aside like any other that fails', () =>
    withScene(webhook, async (scene) => {
      const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
      scene.answer = ({ stories }) => {
        if (stories[0] === 'a1') throw new TypeError('no such thing')
        return 'sent'
      }
      scene.add(...alerts(3))
      await scene.runFor(MINUTE)
      expect(scene.ends()).toEqual({ a1: 'waiting', a2: 'sent', a3: 'sent' })
      reported.mockRestore()
    }))
})

describe('a limit that no header tells', () => {
  /** Fixed windows, as Discord has them. */
  const hidden = (limit: number, windowMs: number) => {
    let began = Number.NEGATIVE_INFINITY
    let used = 0
    return (at: number) => {
      if (at - began >= windowMs) [began, used] = [at, 0]
      used++
      return used > limit ? limited(began + windowMs - at) : 'sent'
    }
  }

  it('is met once, and kept to from then on', () =>
    withScene(channel, async (scene) => {
      const place = hidden(4, MINUTE)
      let refusals = 0
      scene.answer = ({ at }) => {
        const answer = place(at)
        if (answer !== 'sent') refusals++
        return answer
      }
      for (let minute = 0; minute < 60; minute++) {
        scene.add(alertOf(`a${minute}`))
        await scene.runFor(7 * SECOND)
      }
      await scene.runFor(5 * MINUTE)
      expect(refusals).toBe(1)
      expect(scene.store.hiddenLimit()).toMatchObject({ limit: 4, windowMs: MINUTE })
      expect(new Set(Object.values(scene.ends()))).toEqual(new Set(['sent']))
    }))

  it('gives all its messages anew once its window has ended, as the refusal said when', () =>
    withScene(webhook, async (scene) => {
      const place = hidden(4, MINUTE)
      scene.answer = ({ at }) => place(at)
      // 0, 10, 20 and 30 s are taken; the fifth is told to wait until 60 s.
      for (let turn = 0; turn < 8; turn++) {
        scene.add(alertOf(`a${turn}`))
        await scene.runFor(10 * SECOND)
      }
      const taken = scene.sent.filter(({ at }) => at >= START + MINUTE).map(({ at }) => (at - START) / SECOND)
      expect(taken).toEqual([60, 60, 60, 70])
      scene.add(alertOf('a8'))
      await scene.runFor(MINUTE)
      expect((scene.sent.at(-1)?.at ?? 0) - START).toBe(2 * MINUTE + 100)
      expect(new Set(Object.values(scene.ends()))).toEqual(new Set(['sent']))
    }))

  it('of a service that counts any stretch of a minute is met twice, and kept to from then on', () =>
    withScene(webhook, async (scene) => {
      const taken: number[] = []
      let refusals = 0
      scene.answer = ({ at }) => {
        const within = taken.filter((earlier) => at - earlier < MINUTE)
        if (within.length < 4) {
          taken.push(at)
          return 'sent'
        }
        refusals++
        return limited((within[0] ?? at) + MINUTE - at)
      }
      for (let turn = 0; turn < 60; turn++) {
        scene.add(alertOf(`a${turn}`))
        await scene.runFor(10 * SECOND)
      }
      await scene.runFor(10 * MINUTE)
      expect(refusals).toBe(2)
      expect(new Set(Object.values(scene.ends()))).toEqual(new Set(['sent']))
    }))

  it('is the one that fits best, and of equals the shortest', () => {
    const ages = (...seconds: number[]) => seconds.map((second) => second * SECOND)
    // Taken 0, 27.5, 31.2 and 34.9 s after the first; 30 s would fit the third roughly, a minute fits the first.
    expect(limitFrom(ages(1.8, 5.5, 9.2, 36.7), 23.3 * SECOND)).toEqual({ limit: 4, windowMs: MINUTE })
    // Two minutes' windows in a row, each of four.
    expect(limitFrom(ages(1, 2, 3, 4, 61, 62, 63, 64), 56 * SECOND)).toEqual({ limit: 4, windowMs: MINUTE })
  })

  it('is not made up from a single message: others may have spent it', () =>
    withScene(channel, async (scene) => {
      scene.add(alertOf('a1'))
      await scene.run()
      scene.answer = () => limited(50 * SECOND)
      scene.add(alertOf('a2'))
      await scene.run(10 * SECOND)
      expect(scene.store.hiddenLimit()).toBeUndefined()
    }))

  it('is not paced by messages that a clock far ahead has recorded', () =>
    withScene(channel, async (scene) => {
      scene.now += 10 * HOUR
      scene.add(alertOf('a1'))
      await scene.run()
      scene.now -= 10 * HOUR
      scene.store.setHiddenLimit({ limit: 1, windowMs: MINUTE, until: scene.now + HOUR })
      scene.add(alertOf('a2'))
      await scene.runFor(SECOND)
      expect(scene.ends()['a2']).toBe('sent')
    }))

  it('is forgotten after some hours', () =>
    withScene(channel, async (scene) => {
      scene.store.setHiddenLimit({ limit: 1, windowMs: MINUTE, until: START + HOUR })
      scene.add(alertOf('a1', { silent: true }), alertOf('a2'))
      await scene.run()
      expect(scene.sent).toHaveLength(1)
      await scene.run(HOUR)
      scene.add(alertOf('a3'))
      await scene.run()
      expect(scene.sent).toHaveLength(3)
    }))
})

describe('what is not wanted any more', () => {
  it('ends as dropped, with the rule’s reason', () =>
    withScene(webhook, async (scene) => {
      scene.clearance = () => ({
        open: true,
        live: ['rule'],
        leftOut: { gone: 'gone', asleep: 'snoozed', resting: 'paused' },
      })
      scene.add(
        alertOf('a1', { matches: [match('gone'), match('rule')] }),
        alertOf('a2', { matches: [match('asleep')] }),
        alertOf('a3', { matches: [match('resting')] }),
      )
      await scene.run()
      expect(scene.sent).toHaveLength(1)
      expect(
        scene.store
          .outcomes()
          .filter(({ state }) => state === 'dropped')
          .map(({ reason }) => reason),
      ).toEqual(['rule gone', 'rule snoozed', 'rule paused'])
    }))

  it('by one rule stays so in later runs, in replays, and beside rules that match later', () =>
    withScene(webhook, async (scene) => {
      const told: string[] = []
      const { pack } = scene.courier
      const both = { matches: [match('gone'), match('rule')] }
      scene.courier = {
        ...scene.courier,
        pack: (id, alerts, now) => {
          told.push(...alerts.flatMap(({ matches }) => matches.map(({ rule }) => rule)))
          return pack(id, alerts, now)
        },
      }
      scene.clearance = () => ({ open: true, live: ['rule', 'late'], leftOut: { gone: 'gone' } })
      scene.answer = () => refused(413)
      scene.add(alertOf('a1', both))
      await scene.run()
      expect(scene.store.cargoOf('p1')?.alerts).toMatchObject([{ id: 'a1', matches: [match('rule')] }])
      scene.answer = () => ({ outcome: 'limited', reason: 'full', status: 429, afterMs: SECOND })
      scene.add(alertOf('a2', both), alertOf('a3', both))
      await scene.run()
      scene.add(alertOf('a1', { matches: [match('late')] }))
      scene.answer = () => 'sent'
      await scene.runFor(MINUTE)
      expect(scene.ends()).toEqual({ a1: 'sent', a2: 'sent', a3: 'sent' })
      expect(told).toHaveLength(5)
      expect(told).not.toContain('gone')
    }))

  describe('by one of an alert’s rules', () => {
    const loud = match('loud', { mentions: { roles: ['1', '2'], users: ['9'] } })
    const soft = match('soft', { mentions: { roles: ['2'], users: [] }, silent: true })
    const both = { matches: [loud, soft], mentions: { roles: ['1', '2'], users: ['9'] }, silent: false }
    const called = { mentions: { roles: ['2'], users: [] }, silent: true }
    const told = (scene: Scene): Partial<Alert>[] => {
      const packed: Partial<Alert>[] = []
      const { pack } = scene.courier
      scene.courier = {
        ...scene.courier,
        pack: (id, alerts, now) => {
          packed.push(...alerts.map(({ mentions, silent }) => ({ mentions, silent })))
          return pack(id, alerts, now)
        },
      }
      return packed
    }

    it('calls nobody for it, and makes no sound for it', () =>
      withScene(webhook, async (scene) => {
        const packed = told(scene)
        scene.clearance = () => ({ open: true, live: ['soft'], leftOut: { loud: 'snoozed' } })
        scene.add(alertOf('a1', both))
        await scene.run()
        expect(packed).toEqual([called])
      }))

    it.each([
      ['instant', {}],
      ['hourly', { delivery: 'hourly' }],
    ] as const)('(%s) leaves it to the time that the others wish', (_mode, soon) =>
      withScene(channel, async (scene) => {
        const daily = { delivery: { daily: '07:30', zone: 'Asia/Seoul' } }
        scene.clearance = () => ({ open: true, live: ['soft'], leftOut: { loud: 'paused' } })
        scene.add(alertOf('a1', { matches: [match('loud', soon), match('soft', daily)] }))
        await scene.runFor(DAY)
        expect(scene.sent.map(({ at }) => new Date(at).toISOString())).toEqual(['2026-11-02T22:30:00.000Z'])
        expect(JSON.parse(scene.sent[0]?.body ?? '')).toMatchObject({ form: 'digest', kind: 'daily' })
      }),
    )

    it('calls nobody for it where its wire hands the whole over again with one that matched later', () =>
      withScene(channel, async (scene) => {
        const packed = told(scene)
        scene.manners = { cap: 1 }
        scene.clearance = () => ({ open: true, live: ['rule', 'soft', 'late'], leftOut: { loud: 'snoozed' } })
        scene.add(alertOf('a0'), alertOf('a1', both))
        await scene.run()
        scene.add(alertOf('a1', { ...both, matches: [...both.matches, match('late', { silent: true })] }))
        expect(scene.store.alert('a1')?.alert).toMatchObject(called)
        expect(packed).toHaveLength(1)
      }))

    it('because another source has told it, calls nobody for it again', () =>
      withScene(webhook, async (scene) => {
        const packed = told(scene)
        const story = { sketch: 'abcdefgh', item: { ...alertOf('a1').item, title: 'One story' } }
        scene.add(alertOf('a1', { ...story, ...both, matches: [loud] }))
        await scene.run()
        scene.add(alertOf('a2', { ...story, ...both, source: { id: 'other', name: 'Other' } }))
        await scene.run()
        expect(packed).toEqual([{ mentions: both.mentions, silent: false }, called])
      }))

    it('calls as before where the alert was recorded without a word of which rule calls whom', () =>
      withScene(webhook, async (scene) => {
        const packed = told(scene)
        scene.clearance = () => ({ open: true, live: ['soft'], leftOut: { loud: 'snoozed' } })
        scene.add(alertOf('a1', { ...both, matches: [match('loud'), match('soft')] }))
        await scene.run()
        expect(packed).toEqual([{ mentions: both.mentions, silent: false }])
      }))
  })

  it.each(['story', 'source'] as const)('of a muted %s ends as dropped, until the mute ends', (kind) =>
    withScene(webhook, async (scene) => {
      const value = kind === 'story' ? 'story-of-a1' : 'wire'
      scene.store.mutes.add('m1', { kind, value, label: 'a label' }, scene.now, scene.now + HOUR)
      scene.add(alertOf('a1'))
      await scene.run()
      expect(scene.store.outcomes()).toMatchObject([{ state: 'dropped', reason: 'muted' }])
      scene.now += HOUR
      scene.add(alertOf('a2', { story: 'story-of-a1' }))
      await scene.run()
      expect(scene.ends()['a2']).toBe('sent')
    }),
  )
})
