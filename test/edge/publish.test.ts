// The Desk alone writes to KV: readable rules per owner, the source list, and the ruleset that polls match against.

import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  new Network().install()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const publish = async (afterMs = 0): Promise<void> => {
  vi.setSystemTime(Date.now() + afterMs)
  await runInDurableObject(desk(), (object) => object.alarm())
}
const makeRule = async (query: string): Promise<string> => {
  const { id } = await api<{ id: string }>('POST', '/destinations', { kind: 'discord-channel', channel: '700' }).catch(
    () => api<{ id: string }>('POST', '/destinations', { kind: 'discord-channel', channel: '700' }, 200),
  )
  return (await api<{ id: string }>('POST', '/rules', { query, destination: id })).id
}
const published = <T>(key: string) => env.RULES.get<T>(key, 'json')

it('puts a readable document of the owner’s rules and the compiled ruleset by the version it names', async () => {
  await makeRule('missile')
  await publish()
  expect(await published('rules:operator')).toMatchObject({
    format: 1,
    owner: 'operator',
    rules: [{ query: 'missile' }],
  })
  const version = await desk().rulesetVersion([])
  expect(await published('ruleset')).toMatchObject({ version })
})

it('gathers edits: at most one publication in 30 seconds', async () => {
  await makeRule('missile')
  await publish()
  const puts = vi.spyOn(env.RULES, 'put')
  await makeRule('rocket')
  await makeRule('satellite')
  const next = await runInDurableObject(desk(), (_object, state) => state.storage.getAlarm())
  expect(next! - Date.now()).toBeGreaterThan(29_000)
  expect(puts).not.toHaveBeenCalled()
  await publish(30_000)
  expect(await published('rules:operator')).toMatchObject({ rules: { length: 3 } })
})

it('a put that fails is tried again', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  await makeRule('missile')
  await runInDurableObject(desk(), async (object) => {
    const kv = (object as unknown as { env: { RULES: KVNamespace } }).env.RULES
    const put = vi.spyOn(kv, 'put').mockRejectedValue(new Error('429'))
    await object.alarm()
    put.mockRestore()
  })
  expect(await published('rules:operator')).toBeNull()
  await publish(60_000)
  expect(await published('rules:operator')).not.toBeNull()
})

it('after 400 writes of a day KV is left alone, and the Desk itself serves the ruleset', async () => {
  await runInDurableObject(desk(), (_object, state) => {
    const day = new Date(Date.now()).toISOString().slice(0, 10)
    state.storage.sql.exec(
      'INSERT INTO facts (name, value) VALUES (?, ?)',
      'kv-writes',
      JSON.stringify({ day, writes: 400 }),
    )
  })
  await makeRule('missile')
  await publish()
  expect(await published('ruleset')).toBeNull()
  expect(await desk().publishedRuleset()).toContain('missile')
  await publish(24 * 3_600_000)
  expect(await published('ruleset')).not.toBeNull()
})
