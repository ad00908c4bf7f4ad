// What takes its owner's news along: an interaction that changes nothing, the first time it comes.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { OWNERS } from '../../src/core/limits.ts'
import { heardOf } from '../../src/edge/store/heard.ts'

const BEGAN = Date.parse('2030-11-20T12:00:00Z')
const LATER = BEGAN + 60_000
const GUILD = 'guild:500' as const

afterEach(() => reset())

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))

describe('an interaction', () => {
  it('comes for the first time once, and is remembered for as long as it may come again', () => {
    const heard = heardOf(BEGAN)
    expect(heard.isFirst('1', LATER, LATER)).toBe(true)
    expect(heard.isFirst('1', LATER, LATER + OWNERS.REPLAY_MS)).toBe(false)
    expect(heard.isFirst('2', LATER, LATER)).toBe(true)
    // Long after its signature has gone stale it is nobody's.
    expect(heard.isFirst('1', LATER, LATER + OWNERS.REPLAY_MS + 1)).toBe(true)
  })

  it('that was signed before this memory began may have been answered before', () => {
    const heard = heardOf(BEGAN)
    expect(heard.isFirst('1', BEGAN - 1_000, LATER)).toBe(false)
    expect(heard.isFirst('2', BEGAN - 999, LATER)).toBe(true)
  })

  it('without an id is never the first', () => {
    expect(heardOf(BEGAN).isFirst('', LATER, LATER)).toBe(false)
  })
})

describe('a look at a list', () => {
  it('writes nothing, and is a sign of life only of a server whose bot was found gone', async () => {
    const seen = () =>
      runInDurableObject(desk(), (_object, { storage }) => ({
        owner: storage.sql.exec('SELECT seen, gone FROM owners WHERE owner = ?', GUILD).toArray(),
        replies: storage.sql.exec('SELECT * FROM replies').toArray().length,
      }))
    await desk().hear('1', GUILD, Date.now())
    expect(await seen()).toEqual({ owner: [], replies: 0 })
    await runInDurableObject(desk(), (_object, { storage }) => {
      storage.sql.exec('INSERT INTO owners (owner, seen, gone) VALUES (?, 1, 2)', GUILD)
    })
    await desk().hear('2', GUILD, Date.now())
    expect((await seen()).owner).toEqual([{ seen: expect.any(Number), gone: null }])
  })
})
