// /mute: what is muted ends nowhere but in the server's own channels, until its time is over.
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { storyId } from '../../src/core/identity.ts'
import { fingerprint } from '../../src/edge/fingerprint.ts'
import { DISCORD, talk } from '../support/chat.ts'
import { slash, typing } from '../support/discord-client.ts'
import { Network } from '../support/network.ts'
import { desk, operatorWire, outbox, SERVER, STRANGERS, sayer } from '../support/server.ts'
import { story } from '../support/stories.ts'

let network: Network
let say: ReturnType<typeof sayer>

beforeEach(() => {
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
  say = sayer(network)
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

/** A rule for channel 700, and its destination. */
const watched = async (channel = '700'): Promise<string> => {
  await talk(network, slash({ channel: { id: channel, type: 0 } }, 'watch add', { query: 'missile' }))
  const destinations = await desk().listDestinations(SERVER)
  return destinations.find(({ name }) => name === `channel ${channel}`)!.id
}

const offered = async (typed: string, person = {}) =>
  (await talk(network, typing(person, 'mute add', 'what', typed))).choices
const missile = async (): Promise<string> => (await offered('missile brig'))[0]!.value

const mutes = async (destination: string) =>
  (await outbox(destination).mutes()).map(({ kind, label, until }) => ({ kind, label, until }))

describe('/mute add', () => {
  it('offers the stories seen lately, and sources, within what Discord takes', async () => {
    const source = await operatorWire(network)
    const choices = await offered('')
    expect(choices.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Missile brigade honoured', 'Choir visits Wonsan', 'Source: The Wire']),
    )
    expect(choices.every(({ value }) => value.length <= 100)).toBe(true)
    expect((await offered('choir')).map(({ name }) => name)).toEqual(['Choir visits Wonsan'])
    expect((await offered('the wire'))[0]).toEqual({ name: 'Source: The Wire', value: `source:${source}` })
  })

  it.each([
    ['1h', 3_600_000],
    ['24h', 86_400_000],
    ['7d', 604_800_000],
    ['forever', undefined],
  ])('a story for %s, in the channel where one stands', async (span, ms) => {
    await operatorWire(network)
    const here = await watched()
    const there = await watched('701')
    const before = Date.now()
    const told = await say('mute add', { what: await missile(), for: span })
    expect(told).toMatchObject({ type: 4 })
    expect(told.content).toMatch(/^Muted: \*\*Missile brigade honoured\*\*, <#700> (for good|\(ends <t:\d+:R>\))$/)
    const [mute] = await mutes(here)
    expect(mute).toMatchObject({ kind: 'story', label: 'Missile brigade honoured' })
    if (ms === undefined) expect(mute!.until).toBeUndefined()
    else expect(Math.abs(mute!.until! - before - ms)).toBeLessThan(60_000)
    expect(await mutes(there)).toEqual([])
  })

  it('names the story as its alerts do', async () => {
    const source = await operatorWire(network)
    const here = await watched()
    await say('mute add', { what: await missile(), for: '1h' })
    const known = (await desk().findItems(SERVER, 'missile', 1))[0]
    expect((await outbox(here).mutes())[0]?.value).toBe(await storyId(fingerprint, source, known!.key))
  })

  it('a source, everywhere in the server', async () => {
    const source = await operatorWire(network)
    const places = [await watched(), await watched('701')]
    const { content } = await say('mute add', { what: `source:${source}`, for: '7d', everywhere: true })
    expect(content).toMatch(/^Muted: \*\*The Wire\*\*, everywhere in this server \(ends/)
    for (const place of places) expect(await mutes(place)).toMatchObject([{ kind: 'source', label: 'The Wire' }])
  })

  it('a story by its address', async () => {
    await operatorWire(network)
    const here = await watched()
    await say('mute add', { what: 'https://wire.example/stories/2', for: '1h' })
    expect(await mutes(here)).toMatchObject([{ label: 'Choir visits Wonsan' }])
  })

  it('of something unknown, in a channel that hears of nothing, or for no time at all, says so', async () => {
    await operatorWire(network)
    expect((await say('mute add', { what: await missile(), for: '1h' })).content).toMatch(/No rule delivers to <#700>/)
    const here = await watched()
    expect((await say('mute add', { what: 'story:x:y', for: '1h' })).content).toMatch(/no such story or source/)
    expect((await say('mute add', { what: await missile(), for: '99y' })).content).toMatch(/Choose for how long/)
    expect(await mutes(here)).toEqual([])
  })

  it('says a title of a wire without its marks', async () => {
    await operatorWire(network, [story(9, '@everyone **bold** [a](https://x.example)', 'Pyongyang -- Nothing.')])
    await watched()
    const { content } = await say('mute add', { what: (await offered('everyone'))[0]!.value, for: '1h' })
    expect(content).not.toMatch(/(?<!\\)@everyone|(?<!\\)\*\*bold|(?<!\\)\]\(/)
  })
})

describe('/mute list and remove', () => {
  const muted = async (): Promise<readonly string[]> => {
    await operatorWire(network)
    const places = [await watched(), await watched('701')]
    await say('mute add', { what: await missile(), for: '1h', everywhere: true })
    return places
  }

  it('list what is muted where and until when', async () => {
    expect((await say('mute list')).content).toBe('Nothing is muted in this server.')
    await muted()
    const { content } = await say('mute list')
    expect(content).toMatch(/^• \*\*Missile brigade honoured\*\*: <#70[01]> \(ends <t:\d+:R>\), <#70[01]> \(ends/)
  })

  it('take a mute away, in one channel or everywhere', async () => {
    const [here, there] = await muted()
    const [choice] = (await talk(network, typing({}, 'mute remove', 'what', 'miss'))).choices
    expect(choice?.name).toBe('Missile brigade honoured')
    await say('mute remove', { what: choice!.value, channel: '701' })
    expect([await mutes(here!), await mutes(there!)]).toMatchObject([[{ kind: 'story' }], []])
    expect((await say('mute remove', { what: choice!.value })).content).toMatch(/No longer muted: \*\*Missile/)
    expect(await mutes(here!)).toEqual([])
    expect((await say('mute remove', { what: choice!.value })).content).toMatch(/not muted/)
  })

  it.each(STRANGERS)('%s neither sees nor ends them', async (_who, person) => {
    const [here] = await muted()
    const [choice] = (await talk(network, typing({}, 'mute remove', 'what', ''))).choices
    expect((await talk(network, typing(person, 'mute remove', 'what', ''))).choices).toEqual([])
    expect((await say('mute list', {}, person)).content).not.toMatch(/Missile/)
    await say('mute remove', { what: choice!.value }, person)
    expect(await mutes(here!)).toHaveLength(1)
  })

  it.each(STRANGERS)('%s mutes nothing in the server’s channels', async (_who, person) => {
    await operatorWire(network)
    const here = await watched()
    await say('mute add', { what: await missile(), for: '1h', channel: '700' }, person)
    await say('mute add', { what: await missile(), for: '1h', everywhere: true }, person)
    expect(await mutes(here)).toEqual([])
  })
})
