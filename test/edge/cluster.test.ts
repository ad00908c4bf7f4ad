// One story from two sources at one destination: told once, the second named in the message of the first, and every rule has its end.

import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, type Story, story } from '../support/stories.ts'

const KCNA = 'http://127.0.0.1:1/kcna.xml'
const RODONG = 'http://127.0.0.1:2/rodong.xml'
const HOOK = 'http://127.0.0.1:3/hook'
const DISCORD = 'http://127.0.0.1:9/api/v10'

const LEAD =
  'A missile brigade of the army received a banner for its training on Sunday, and its commander thanked the workers of the town who had brought rice, apples and a song.'
const at = (place: string, given: Story): Story => ({ ...given, id: given.id.replace('wire', place) })
const FIRST = at('kcna', story(1, 'Missile brigade honoured', LEAD))
const SECOND = at('rodong', story(2, 'Missile Brigade Honoured', LEAD.replace('apples', 'pears')))

let network: Network
let sources: readonly string[]

const watched = async (url: string, name: string): Promise<string> =>
  (await api<{ id: string }>('POST', '/sources', { url, name, kind: 'feed', backfill: 10 })).id

beforeEach(async () => {
  network = new Network()
    .on(KCNA, () => new Response(rss([FIRST])))
    .on(RODONG, () => new Response(rss([SECOND])))
    .on(HOOK, () => new Response('thanks'))
    .on(DISCORD, () => Response.json({ id: '42' }))
    .install()
  sources = [await watched(KCNA, 'KCNA'), await watched(RODONG, 'Rodong Sinmun')]
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const poll = (number: number) => api('POST', `/sources/${sources[number]}/poll`, undefined, 200)
const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))
const deliver = (id: string) => runDurableObjectAlarm(outbox(id))
/** Also what waits for the end of its hour. */
const due = async (id: string): Promise<void> => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
  await runInDurableObject(outbox(id), (object) => object.alarm())
}
const hook = async (): Promise<string> =>
  (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })).id
const watch = (destination: string, query: string, given: object = {}) =>
  api<{ id: string }>('POST', '/rules', { query, destination, ...given })
const THIRD = 'http://127.0.0.1:4/third.xml'
const third = async (): Promise<number> => {
  network.on(THIRD, () => new Response(rss([at('third', story(3, 'Missile brigade honoured', LEAD))])))
  sources = [...sources, await watched(THIRD, 'Third')]
  return 2
}
const bodies = () => network.to(HOOK).map(({ body }) => JSON.parse(body).data)
const ends = async (id: string) => (await outbox(id).outcomes()).map(({ state }) => state).toSorted()

describe('before the first message has left', () => {
  it('a webhook is called once, with the second source in also_in', async () => {
    const id = await hook()
    await watch(id, 'missile')
    await poll(0)
    await poll(1)
    await deliver(id)
    expect(bodies()).toHaveLength(1)
    expect(bodies()[0]).toMatchObject({
      source: { name: 'KCNA' },
      also_in: [{ id: sources[1], name: 'Rodong Sinmun', url: SECOND.id }],
    })
    expect(await ends(id)).toEqual(['merged', 'sent'])
  })

  it('the second alert says which one it was merged into', async () => {
    const id = await hook()
    await watch(id, 'missile')
    await poll(0)
    const [first] = await outbox(id).outcomes()
    await poll(1)
    expect((await outbox(id).outcomes()).find(({ state }) => state === 'merged')).toMatchObject({
      reason: `merged into ${first?.alert}`,
    })
  })

  it('a Discord message has one embed, with a line for the second source', async () => {
    const { id } = await api<{ id: string }>('POST', '/destinations', { kind: 'discord-channel', channel: '700' })
    await watch(id, 'missile')
    await poll(0)
    await poll(1)
    await deliver(id)
    const [message] = network.to(`${DISCORD}/channels/700/messages`)
    const { embeds } = JSON.parse(message!.body) as { embeds: { fields: { name: string; value: string }[] }[] }
    expect(embeds).toHaveLength(1)
    expect(embeds[0]!.fields).toContainEqual({
      name: 'Also in',
      value: expect.stringMatching(/^\[Rodong Sinmun\]\(http\S+\)$/),
      inline: true,
    })
  })

  it('handed over again, nothing is merged or named twice', async () => {
    const id = await hook()
    await watch(id, 'missile')
    const handed: Parameters<Awaited<ReturnType<typeof outbox>>['accept']>[] = []
    const { Outbox } = await import('../../src/edge/store/outbox.ts')
    const accept = Outbox.prototype.accept
    vi.spyOn(Outbox.prototype, 'accept').mockImplementation(function (this: InstanceType<typeof Outbox>, ...given) {
      handed.push(given)
      return accept.apply(this, given)
    })
    await poll(0)
    await poll(1)
    for (const given of handed.slice()) await outbox(id).accept(...given)
    await deliver(id)
    expect(bodies()[0].also_in).toHaveLength(1)
    expect(await ends(id)).toEqual(['merged', 'sent'])
  })
})

describe('after the first message has left', () => {
  const channel = async (): Promise<string> =>
    (await api<{ id: string }>('POST', '/destinations', { kind: 'discord-channel', channel: '700' })).id
  const edits = () =>
    network
      .to(`${DISCORD}/channels/700/messages/42`)
      .filter(({ method }) => method === 'PATCH')
      .map(({ body }) => JSON.parse(body))
  const posts = () => network.to(`${DISCORD}/channels/700/messages`).filter(({ method }) => method === 'POST')
  const alsoIn = (edit: { embeds: { fields: { name: string; value: string }[] }[] }) =>
    edit.embeds.map(({ fields }) => fields.find(({ name }) => name === 'Also in')?.value)

  it('a webhook is not called again', async () => {
    const id = await hook()
    await watch(id, 'missile')
    await poll(0)
    await deliver(id)
    await poll(1)
    expect(await runDurableObjectAlarm(outbox(id))).toBe(false)
    expect(bodies()).toHaveLength(1)
    expect(bodies()[0]).not.toHaveProperty('also_in')
    expect(await ends(id)).toEqual(['merged', 'sent'])
  })

  it('a Discord message is edited to name the second source, and nobody is called', async () => {
    const id = await channel()
    await watch(id, 'missile', { mentions: { roles: ['77'], users: [] } })
    await poll(0)
    await deliver(id)
    await poll(1)
    await deliver(id)
    expect(posts()).toHaveLength(1)
    const posted = JSON.parse(posts()[0]!.body)
    expect(edits()).toEqual([
      {
        content: posted.content,
        components: posted.components,
        allowed_mentions: posted.allowed_mentions,
        embeds: [
          {
            ...posted.embeds[0],
            fields: [
              ...posted.embeds[0].fields,
              { name: 'Also in', value: expect.stringMatching(/^\[Rodong Sinmun\]\(http\S+\)$/), inline: true },
            ],
          },
        ],
      },
    ])
    expect(await ends(id)).toEqual(['merged', 'sent'])
    expect(await runDurableObjectAlarm(outbox(id))).toBe(false)
  })

  it('each further source is named beside the others', async () => {
    const id = await channel()
    await watch(id, 'missile')
    await poll(0)
    await deliver(id)
    await poll(1)
    await deliver(id)
    await poll(await third())
    await deliver(id)
    expect(edits().map((edit) => alsoIn(edit)[0]?.replace(/\(\S+\)/g, ''))).toEqual([
      '[Rodong Sinmun]',
      '[Rodong Sinmun], [Third]',
    ])
  })

  it('one edit names it for all the stories of a message, and a damaged one holds up no other', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const titles = ['Missile brigade honoured', 'Missile unit trained', 'Missile works praised']
    const told = (place: string) =>
      titles.map((title, index) => at(place, story(index + 1, title, `${title}. ${LEAD}`)))
    network.on(KCNA, () => new Response(rss(told('kcna')))).on(RODONG, () => new Response(rss(told('rodong'))))
    const id = await channel()
    await watch(id, 'missile')
    await poll(0)
    await deliver(id)
    await poll(1)
    await runInDurableObject(outbox(id), (_object, { storage }) => {
      storage.sql.exec(`UPDATE alerts SET body = '{' WHERE id = (SELECT min(alert) FROM retold)`)
    })
    await deliver(id)
    expect(posts()).toHaveLength(1)
    expect(edits()).toHaveLength(1)
    expect(alsoIn(edits()[0]).filter((value) => value?.includes('Rodong Sinmun'))).toHaveLength(2)
    expect(await runDurableObjectAlarm(outbox(id))).toBe(false)
  })

  it('a source that tells it twice is named once', async () => {
    const again = at('rodong', story(3, 'Missile brigade honoured', LEAD))
    network.on(RODONG, () => new Response(rss([SECOND, again])))
    const id = await channel()
    await watch(id, 'missile')
    await poll(0)
    await deliver(id)
    await poll(1)
    await deliver(id)
    expect(edits().map(alsoIn)).toEqual([[expect.stringMatching(/^\[Rodong Sinmun\]\(\S+\)$/)]])
    expect(await ends(id)).toEqual(['merged', 'merged', 'sent'])
  })

  it('what is only to be named has not been waiting since the first was received', async () => {
    const id = await channel()
    await watch(id, 'missile')
    await poll(0)
    await deliver(id)
    await poll(1)
    expect(await outbox(id).status()).toEqual({ pending: 1, lastSuccess: expect.any(String) })
  })

  it('a message that is on its way is edited when it has arrived', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    network.on(DISCORD, () => new Response('busy', { status: 503 }))
    const id = await channel()
    await watch(id, 'missile')
    await poll(0)
    await deliver(id)
    await poll(1)
    expect(edits()).toEqual([])
    network.on(DISCORD, () => Response.json({ id: '42', channel_id: '700' }))
    await due(id)
    expect(posts()).toHaveLength(2)
    expect(posts()[0]!.body).toBe(posts()[1]!.body)
    expect(edits().map(alsoIn)).toEqual([[expect.stringContaining('Rodong Sinmun')]])
  })

  it('a digest names it at the end of the story’s line', async () => {
    const id = await channel()
    await watch(id, 'missile', { delivery: 'hourly' })
    await poll(0)
    await due(id)
    await poll(1)
    await due(id)
    const lines = edits().map(({ embeds }) => embeds[0].description.split('\n').at(-1))
    expect(lines).toEqual([
      expect.stringMatching(/^• \[Missile brigade honoured\]\(\S+\) · KCNA, also in Rodong Sinmun$/),
    ])
  })

  it('a digest that was replayed names it in the line of its own story', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const later = at('kcna', story(4, 'A missile range was swept', 'It is said that the range was swept of leaves.'))
    network.on(KCNA, () => new Response(rss([FIRST])))
    const id = await channel()
    await watch(id, 'missile', { delivery: 'hourly' })
    await poll(0)
    network.on(KCNA, () => new Response(rss([later, FIRST])))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1_000 })
    await poll(0)
    network.on(DISCORD, () => Response.json({ code: 50035, message: 'Invalid Form Body' }, { status: 400 }))
    await due(id)
    expect(await ends(id)).toEqual(['dead', 'dead'])
    network.on(DISCORD, () => Response.json({ id: '42', channel_id: '700' }))
    expect(await outbox(id).enable()).toBe(1)
    await deliver(id)
    await poll(1)
    await due(id)
    const [line] = edits()
      .flatMap(({ embeds }) => embeds[0].description.split('\n'))
      .filter((text) => text.includes('also in'))
    expect(line).toMatch(/^• \[Missile brigade honoured\]/)
  })

  it('a message that was deleted stays so, and the rest goes on', async () => {
    const id = await channel()
    await watch(id, 'missile')
    await poll(0)
    await deliver(id)
    network.on(DISCORD, () => Response.json({ code: 10008, message: 'Unknown Message' }, { status: 404 }))
    await poll(1)
    await deliver(id)
    expect(await outbox(id).status()).toEqual({ pending: 0, lastSuccess: expect.any(String) })
    expect(await ends(id)).toEqual(['merged', 'sent'])
  })

  it('nothing is edited any more once the destination is removed', async () => {
    const id = await channel()
    await watch(id, 'missile')
    await poll(0)
    await deliver(id)
    await poll(1)
    await outbox(id).remove()
    expect(await runDurableObjectAlarm(outbox(id))).toBe(false)
    expect(edits()).toEqual([])
  })

  it('a first message that nobody took merges nothing', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    network.on(HOOK, () => new Response('gone', { status: 410 }))
    const id = await hook()
    await watch(id, 'missile')
    await poll(0)
    await deliver(id)
    expect(await ends(id)).toEqual(['dead'])
    await poll(1)
    expect(await ends(id)).toEqual(['dead', 'waiting'])
  })
})

describe('a first message that is refused for what it says', () => {
  const refuse = (title: string, status: number) =>
    network.on(HOOK, ({ body }) => new Response('no', { status: body.includes(title) ? status : 200 }))

  it('gives back what was merged into it, and the second source tells the story', async () => {
    refuse(FIRST.title, 413)
    const id = await hook()
    await watch(id, 'missile')
    await poll(0)
    await poll(1)
    await deliver(id)
    expect(bodies().at(-1)).toMatchObject({ source: { name: 'Rodong Sinmun' } })
    expect(await ends(id)).toEqual(['dead', 'sent'])
  })

  it('gives back nothing where the place is gone: enabled again, it hears the first', async () => {
    refuse(FIRST.title, 410)
    const id = await hook()
    await watch(id, 'missile')
    await poll(0)
    await poll(1)
    await deliver(id)
    expect(await ends(id)).toEqual(['dead', 'merged'])
  })
})

describe('in doubt there are two alerts', () => {
  it.each<[string, Story]>([
    ['another title', { ...SECOND, title: 'Rocket brigade honoured for a missile' }],
    [
      'another text',
      { ...SECOND, lead: `${LEAD} It rained on the missile for hours before noon, so the band played inside.` },
    ],
    ['few words', { ...SECOND, lead: 'A missile brigade received a banner.' }],
  ])('%s', async (_why, second) => {
    network.on(RODONG, () => new Response(rss([second])))
    const id = await hook()
    await watch(id, 'missile')
    await poll(0)
    await poll(1)
    await deliver(id)
    expect(bodies()).toHaveLength(2)
    expect(await ends(id)).toEqual(['sent', 'sent'])
  })

  it('a rule with merge off hears of both, another one at the same place of the first alone', async () => {
    const id = await hook()
    const apart = await watch(id, 'missile', { merge: false })
    const merged = await watch(id, 'brigade')
    await poll(0)
    await poll(1)
    await deliver(id)
    expect(bodies().map(({ rules }) => rules.map((rule: { id: string }) => rule.id).toSorted())).toEqual([
      [apart.id, merged.id].toSorted(),
      [apart.id],
    ])
    expect(await ends(id)).toEqual(['merged', 'sent', 'sent', 'sent'])
  })

  it('a rule that the first alert did not have is told by the second', async () => {
    const id = await hook()
    await watch(id, 'missile')
    const second = await watch(id, 'missile banner', { sources: [sources[1]] })
    await poll(0)
    await poll(1)
    await deliver(id)
    expect(bodies()[1].rules).toMatchObject([{ id: second.id }])
    expect(await ends(id)).toEqual(['merged', 'sent', 'sent'])
  })

  it('every destination decides for itself', async () => {
    const [one, other] = [
      await hook(),
      (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: `${HOOK}/2` })).id,
    ]
    await watch(one, 'missile', { sources: [sources[0]] })
    await watch(other, 'missile', { sources: [sources[1]] })
    await poll(0)
    await poll(1)
    await deliver(one)
    await deliver(other)
    expect(bodies()).toHaveLength(2)
  })
})

describe('a source that is muted', () => {
  const mute = async (id: string, number: number) => {
    await outbox(id).mute({ kind: 'source', value: sources[number]!, label: 'A wire' })
  }
  const told = () => bodies().flatMap((body) => body.items ?? [body])

  it.each(['instant', 'hourly'])('takes no other source’s telling with it (%s)', async (delivery) => {
    const id = await hook()
    await watch(id, 'missile', { delivery })
    await mute(id, 0)
    await poll(0)
    await poll(1)
    await due(id)
    expect(told().map(({ source }) => source.name)).toEqual(['Rodong Sinmun'])
    expect(await ends(id)).toEqual(['dropped', 'sent'])
  })

  it.each(['instant', 'hourly'])(
    'after others were merged into its alert, gives back one of them (%s)',
    async (delivery) => {
      const id = await hook()
      await watch(id, 'missile', { delivery })
      await poll(0)
      await poll(1)
      await poll(await third())
      expect(await ends(id)).toEqual(['merged', 'merged', 'waiting'])
      await mute(id, 0)
      await due(id)
      expect(told()).toMatchObject([{ source: { name: 'Rodong Sinmun' }, also_in: [{ name: 'Third' }] }])
      expect(await ends(id)).toEqual(['dropped', 'merged', 'sent'])
    },
  )

  it('after its alert has left, is told by no other', async () => {
    const id = await hook()
    await watch(id, 'missile')
    await poll(0)
    await deliver(id)
    await mute(id, 0)
    await poll(1)
    expect(await ends(id)).toEqual(['merged', 'sent'])
  })

  it('is not the same as a story that is: that is wanted from nobody', async () => {
    const id = await hook()
    await watch(id, 'missile')
    await poll(0)
    await poll(1)
    const [first] = (await outbox(id).outcomes()).filter(({ state }) => state === 'waiting')
    const { alert } = (await outbox(id).alert(first!.alert))!
    await outbox(id).mute({ kind: 'story', value: alert.story, label: 'A story' })
    await due(id)
    expect(bodies()).toEqual([])
    expect(await ends(id)).toEqual(['dropped', 'merged'])
  })
})

it('an earlier alert that is damaged blocks no hand-over', async () => {
  const id = await hook()
  await watch(id, 'missile')
  await poll(0)
  await deliver(id)
  await runInDurableObject(outbox(id), (_object, { storage }) => {
    storage.sql.exec(`UPDATE alerts SET body = '{'`)
  })
  await poll(1)
  await deliver(id)
  expect(await ends(id)).toEqual(['sent', 'sent'])
})
