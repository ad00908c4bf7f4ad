// A story that changed: the message that told it is marked and answered, as each rule wishes; and who hears of it for the first time gets a post.
import { describe, expect, it, vi } from 'vitest'
import type { Alert, Match } from '../../src/core/model.ts'
import type { SendOutcome } from '../../src/flow/delivery-ports.ts'
import { alertOf, channel, MINUTE, match, type Scene, SECOND, webhook, withScene } from '../support/outbox-scene.ts'

const STORY = { story: 'one story' }

/** A revision of the story, for rules that were told of it, and for others. */
const changed = (id: string, told: readonly Match[], fresh: readonly Match[] = []): Alert =>
  alertOf(id, {
    ...STORY,
    revision: 1,
    matches: [...told, ...fresh],
    mentions: { roles: fresh.length > 0 ? ['7'] : [], users: [] },
    change: { kind: 'revised', told: told.map(({ rule }) => rule) },
  })

/** The story was told, with another in the same message. */
const told = async (scene: Scene): Promise<void> => {
  scene.add(alertOf('a1', STORY), alertOf('other'))
  await scene.run()
  scene.sent.length = 0
}

const acts = (scene: Scene) =>
  scene.sent.map(({ act, answers, body, stories }) => ({
    act: act?.kind ?? 'post',
    ...(act?.kind === 'edit' ? { message: act.message } : {}),
    ...(answers === undefined ? {} : { answers }),
    form: JSON.parse(body).form,
    stories,
  }))
const edit = { act: 'edit', message: 'c/m-p1', form: 'full', stories: ['a1', 'other'] }
const reply = { act: 'post', answers: 'c/m-p1', form: 'reply', stories: ['c1'] }
const post = { act: 'post', form: 'full', stories: ['c1'] }

describe('a rule that was told', () => {
  it.each([
    ['both, unless it says otherwise', undefined, [reply, edit]],
    ['an answer alone', 'reply', [reply]],
    ['a mark alone', 'edit', [edit]],
  ] as const)('gets %s', (_name, revisions, expected) =>
    withScene(channel, async (scene) => {
      await told(scene)
      scene.add(changed('c1', [match('rule', revisions === undefined ? {} : { revisions })]))
      await scene.run()
      expect(acts(scene)).toEqual(expected)
      expect(scene.ends()['c1']).toBe('sent')
    }),
  )

  it('gets both or, while storage refuses one of them, neither', () =>
    withScene(channel, async (scene) => {
      await told(scene)
      const { sql } = scene.storage
      sql.exec(`CREATE TRIGGER full BEFORE INSERT ON parcels WHEN NEW.target IS NOT NULL
        BEGIN SELECT raise(ABORT, 'full'); END`)
      scene.add(changed('c1', [match('rule')]))
      await expect(scene.run()).rejects.toThrow('full')
      expect(acts(scene)).toEqual([])
      sql.exec('DROP TRIGGER full')
      await scene.run()
      expect(acts(scene)).toEqual([reply, edit])
    }))

  it('gets its answer by itself, also when other alerts wait beside it', () =>
    withScene(channel, async (scene) => {
      await told(scene)
      scene.add(alertOf('b1'), changed('c1', [match('rule')]), alertOf('d1'))
      await scene.run()
      expect(acts(scene)).toEqual([{ ...post, stories: ['b1', 'd1'] }, reply, edit])
    }))

  it('gets what any of several wishes', () =>
    withScene(channel, async (scene) => {
      await told(scene)
      scene.add(changed('c1', [match('one', { revisions: 'edit' }), match('other', { revisions: 'reply' })]))
      await scene.run()
      expect(acts(scene)).toEqual([reply, edit])
    }))

  it('gets an ordinary post where there is no earlier message, or none that can be marked or answered', async () => {
    await withScene(channel, async (scene) => {
      scene.add(changed('c1', [match('rule', { revisions: 'edit' })]))
      await scene.run()
      expect(acts(scene)).toEqual([post])
    })
    await withScene(webhook, async (scene) => {
      scene.add(alertOf('a1', STORY))
      await scene.run()
      scene.sent.length = 0
      scene.add(changed('c1', [match('rule', { revisions: 'edit' })]))
      await scene.run()
      expect(acts(scene)).toEqual([post])
    })
  })
})

describe('a rule that matches only now', () => {
  it('gets an ordinary post with its mentions, and who was told gets the mark', () =>
    withScene(channel, async (scene) => {
      await told(scene)
      scene.add(changed('c1', [match('told', { revisions: 'edit' })], [match('fresh')]))
      await scene.run()
      expect(acts(scene)).toEqual([post, edit])
      expect(scene.ends()['c1']).toBe('sent')
    }))
})

describe('a mark', () => {
  it('that is answered 400, or 500 twice, is never made plain: it would put a text above the message it marks', () =>
    withScene(channel, async (scene) => {
      for (const outcome of ['malformed', 'unknown'] as const) {
        await told(scene)
        const status = outcome === 'malformed' ? 400 : 500
        scene.answer = ({ act }) => (act?.kind === 'edit' ? { outcome, reason: `answered ${status}`, status } : 'sent')
        scene.add(changed(`c-${outcome}`, [match('rule', { revisions: 'edit' })]))
        await scene.runFor(MINUTE)
        expect(scene.sent.length).toBeGreaterThan(0)
        expect(new Set(scene.sent.map(({ body }) => JSON.parse(body).form))).toEqual(new Set(['full']))
        scene.answer = () => 'sent'
      }
    }))

  it('builds on the marks before it, also on one that has not gone yet', () =>
    withScene(channel, async (scene) => {
      await told(scene)
      const revisions = { revisions: 'edit' } as const
      scene.add(changed('c1', [match('rule', revisions)]))
      await scene.run()
      scene.answer = () => ({ outcome: 'limited', reason: 'old message', status: 429, afterMs: MINUTE })
      scene.add(changed('c2', [match('rule', revisions)]))
      await scene.run()
      scene.answer = () => 'sent'
      scene.add(changed('c3', [match('rule', revisions)]))
      await scene.runFor(2 * MINUTE)
      const shown = scene.sent.map(({ body }) => JSON.parse(body).changed)
      expect(shown).toEqual([['c1'], ['c1', 'c2'], ['c1', 'c2'], ['c1', 'c2', 'c3']])
      expect(scene.ends()).toMatchObject({ c1: 'sent', c2: 'sent', c3: 'sent' })
    }))

  it('that is limited waits by itself: posts go on, and nothing counts against the destination', () =>
    withScene(channel, async (scene) => {
      await told(scene)
      scene.answer = ({ act }): SendOutcome | 'sent' =>
        act === undefined ? 'sent' : { outcome: 'limited', reason: 'old message', status: 429, afterMs: 30 * MINUTE }
      scene.add(changed('c1', [match('rule')]))
      await scene.run()
      scene.add(alertOf('a2'))
      await scene.run()
      expect(acts(scene).map(({ act }) => act)).toEqual(['post', 'edit', 'post'])
      expect(scene.store.standing()).toEqual({ failures: 0, next: 0 })
      expect(scene.ends()).toMatchObject({ c1: 'sent', a2: 'sent' })
      scene.answer = () => 'sent'
      await scene.runFor(31 * MINUTE)
      expect(acts(scene).at(-1)).toEqual(edit)
    }))

  it('of a message that somebody deleted is let go: the answer alone goes', () =>
    withScene(channel, async (scene) => {
      await told(scene)
      scene.answer = ({ act }): SendOutcome | 'sent' =>
        act === undefined ? 'sent' : { outcome: 'unmarkable', reason: 'the message is gone', status: 404 }
      scene.add(changed('c1', [match('rule')]))
      await scene.runFor(MINUTE)
      expect(acts(scene)).toEqual([reply, edit])
      expect(scene.ends()['c1']).toBe('sent')
      expect(scene.store.deliveries('dropped', Number.MAX_SAFE_INTEGER, 9, 0)).toMatchObject([
        { delivery: { edit: true, reason: 'the message is gone' } },
      ])
      expect(scene.store.standing()).toEqual({ failures: 0, next: 0 })
    }))

  it('alone, of a message that is gone, ends its alert as dropped, with the reason', () =>
    withScene(channel, async (scene) => {
      await told(scene)
      scene.answer = () => ({ outcome: 'unmarkable', reason: 'the message is gone', status: 404 })
      scene.add(changed('c1', [match('rule', { revisions: 'edit' })]))
      await scene.runFor(MINUTE)
      expect(scene.store.alert('c1')).toMatchObject({ state: 'dropped', reason: 'the message is gone' })
    }))

  it('of unknown outcome is made again: it is the same mark', () =>
    withScene(channel, async (scene) => {
      await told(scene)
      scene.answer = () => ({ outcome: 'unknown', reason: 'no answer' })
      scene.add(changed('c1', [match('rule', { revisions: 'edit' })]))
      await scene.run()
      scene.answer = () => 'sent'
      await scene.run(5 * SECOND)
      const [first, second] = scene.sent
      expect(second!.body).toBe(first!.body)
      expect(scene.tries(first!.id)).toEqual([{ outcome: 'no answer' }, { outcome: 'sent' }])
    }))
})

it('a message whose stored body is damaged is answered, not marked, and holds nobody up', () =>
  withScene(channel, async (scene) => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await told(scene)
    scene.storage.sql.exec(`UPDATE parcels SET body = '{"form'`)
    scene.add(changed('c1', [match('rule')]), alertOf('a2'))
    await scene.run()
    expect(acts(scene)).toEqual([{ ...post, stories: ['a2'] }, reply])
    expect(reported).toHaveBeenCalledOnce()
    reported.mockRestore()
  }))

it('a digest that told it is marked and answered as any message', () =>
  withScene(channel, async (scene) => {
    scene.add(alertOf('a1', { ...STORY, matches: [match('rule', { delivery: 'hourly' })] }))
    await scene.runFor(61 * MINUTE)
    scene.sent.length = 0
    scene.add(changed('c1', [match('rule')]))
    await scene.run()
    expect(acts(scene)).toMatchObject([{ form: 'reply' }, { act: 'edit', form: 'digest', stories: ['a1'] }])
  }))

describe('a change that is told in a digest', () => {
  const inDigest = (revisions?: 'edit' | 'reply'): Match =>
    match('rule', { delivery: 'hourly', ...(revisions === undefined ? {} : { revisions }) })
  const digest = { act: 'post', form: 'digest', stories: ['c1'] }

  it.each([
    ['has its line there, and its message is marked', undefined, [digest, edit]],
    ['has its line alone where only an answer is wished', 'reply', [digest]],
    ['has no line where only a mark is wished', 'edit', [edit]],
  ] as const)('%s', (_name, revisions, expected) =>
    withScene(channel, async (scene) => {
      await told(scene)
      scene.add(changed('c1', [inDigest(revisions)]))
      await scene.runFor(61 * MINUTE)
      expect(acts(scene)).toEqual(expected)
      expect(scene.ends()['c1']).toBe('sent')
    }),
  )

  it('because the hours were quiet is marked at their end, and a later one of the same story after it', () =>
    withScene(channel, async (scene) => {
      await told(scene)
      scene.manners = { quiet: { from: '11:00', to: '14:00', zone: 'UTC' } }
      scene.add(changed('c1', [match('rule')]), changed('c2', [match('rule', { revisions: 'edit' })]))
      await scene.runFor(3 * 60 * MINUTE)
      expect(acts(scene)).toEqual([digest, edit, edit])
      expect(JSON.parse(scene.sent.at(-1)?.body ?? '').changed).toEqual(['c1', 'c2'])
      expect(scene.ends()).toMatchObject({ c1: 'sent', c2: 'sent' })
    }))
})

it('the alerts of a message are found by its id, with or without its channel', () =>
  withScene(channel, async (scene) => {
    await told(scene)
    for (const message of ['c/m-p1', 'm-p1'])
      expect(scene.store.alertsIn(message).map(({ id }) => id)).toEqual(['a1', 'other'])
    expect(scene.store.alertsIn('m-p2')).toEqual([])
  }))
