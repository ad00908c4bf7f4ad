// A deploy that changes a topic: polls match with the new one, and the owners of rules that mention it are told once.

import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TOPICS } from '../../src/core/topics/topics.ts'
import { factsOf } from '../../src/edge/store/facts.ts'
import { topicNews } from '../../src/edge/store/topic-news.ts'
import { DISCORD, talk } from '../support/chat.ts'
import { api } from '../support/desk-client.ts'
import { slash } from '../support/discord-client.ts'
import { Network } from '../support/network.ts'

type Listed = { items: unknown[]; notices?: { topic: string; from: number; to: number }[] }

let network: Network

beforeEach(() => {
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const current = (id: string): number => TOPICS.find((topic) => topic.id === id)?.version ?? 0

const watch = async (query: string): Promise<void> => {
  const { id } = await api<{ id: string }>('POST', '/destinations', {
    kind: 'webhook',
    url: `http://127.0.0.1:2/${encodeURIComponent(query)}`,
  })
  await api('POST', '/rules', { query, destination: id })
}

/** Opens the Desk as the first version after a deploy that changed these topics. */
const deploy = (before: Readonly<Record<string, number>>) =>
  runInDurableObject(desk(), async (object, state) => {
    const facts = factsOf(state.storage.sql)
    const known = facts.get<{ format: number; topics: Record<string, number> }>('compiled')
    facts.set('compiled', { format: known?.format ?? 0, topics: { ...known?.topics, ...before } })
    const Desk = object.constructor as new (state: DurableObjectState, given: typeof env) => typeof object
    new Desk(state, env)
  })

const list = () => api<Listed>('GET', '/rules')

const watchList = async (): Promise<string> =>
  (await talk(network, slash({}, 'watch list'))).content.replaceAll('\\', '')

const guildRule = async (query: string): Promise<void> => {
  await talk(network, slash({}, 'watch add', { query }))
}

describe('a topic that changed', () => {
  it('is told once to an operator whose rules mention it', async () => {
    await watch('@missiles -japan')
    await deploy({ missiles: 0, sports: 0 })
    expect((await list()).notices).toEqual([{ topic: 'missiles', from: 0, to: current('missiles') }])
    expect(await list()).not.toHaveProperty('notices')
  })

  it('is told once to a server, by its next /watch list', async () => {
    await guildRule('missile OR @space')
    await deploy({ space: 0 })
    expect(await watchList()).toMatch(/The topic @space has changed \(version 0 to \d+\)/)
    expect(await watchList()).not.toMatch(/has changed/)
    expect(await list()).not.toHaveProperty('notices')
  })

  it('is told to nobody whose rules do not mention it', async () => {
    await watch('missile')
    await watch('@sports')
    await deploy({ missiles: 0 })
    expect(await list()).not.toHaveProperty('notices')
  })

  it('that changed twice before anybody looked is told as one change', async () => {
    await watch('@missiles')
    await deploy({ missiles: -1 })
    await deploy({ missiles: 0 })
    expect((await list()).notices).toEqual([{ topic: 'missiles', from: -1, to: current('missiles') }])
  })

  it('is what the very next poll matches with: the ruleset has a new name and is published', async () => {
    await watch('@missiles')
    const before = await desk().rulesetVersion([])
    await runInDurableObject(desk(), (object) => object.alarm())
    await deploy({ missiles: 0 })
    // The Desk that was opened wrote what the one before it reads.
    expect(await desk().rulesetVersion([])).not.toBe(before)
    expect(await runInDurableObject(desk(), (_object, state) => state.storage.getAlarm())).not.toBeNull()
  })
})

describe('no news', () => {
  it('on the first day of a Desk', async () => {
    await watch('@missiles')
    expect(await list()).not.toHaveProperty('notices')
  })

  it('when the same version is opened again', async () => {
    await watch('@missiles')
    const before = await desk().rulesetVersion([])
    await deploy({})
    expect(await desk().rulesetVersion([])).toBe(before)
    expect(await list()).not.toHaveProperty('notices')
  })

  it('when a topic is new: nobody’s rules mention it yet', async () => {
    const [news, told] = await runInDurableObject(desk(), (_object, state) => {
      const facts = factsOf(state.storage.sql)
      topicNews(facts, TOPICS.slice(1)).turned(() => [])
      const after = topicNews(facts, TOPICS)
      return [after.turned(() => []), after.take('operator')] as const
    })
    expect([news, told]).toEqual([true, []])
  })
})
