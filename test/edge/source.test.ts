// /source: a server's own sources, few and patient, seen by that server alone; and how each source is.
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DISCORD, talk } from '../support/chat.ts'
import { slash, typing } from '../support/discord-client.ts'
import { Network } from '../support/network.ts'
import { desk, FEED, operatorWire, SERVER, STRANGERS, sayer } from '../support/server.ts'
import { rss, WIRE } from '../support/stories.ts'

const OWN = 'http://127.0.0.1:1/own.xml'

let network: Network
let say: ReturnType<typeof sayer>

beforeEach(() => {
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
  network.on(OWN, () => new Response(rss(WIRE)))
  say = sayer(network)
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const sources = async () => (await desk().listSources(SERVER)).map(({ source }) => source)
const added = async (url = OWN, name = 'Own') => {
  await say('source add', { url, name })
  return (await sources()).at(-1)!
}

describe('/source add', () => {
  it('reads it at once, and says what came of it', async () => {
    const told = await say('source add', { url: OWN, name: 'Own' })
    expect(told).toMatchObject({ type: 5, deferred: true })
    const [own] = await sources()
    expect(told.content).toBe(
      `Reading Own from now on, as \`${own!.id}\`.\nIt can be read: 4 items listed. What comes from now on is matched, within 15 minutes.`,
    )
    expect(await sources()).toMatchObject([
      { id: expect.stringMatching(/^own-[a-p]{5}$/), owner: SERVER, url: OWN, every: 15 },
    ])
    expect(network.to(OWN)).toHaveLength(1)
  })

  it('says why it cannot be read, and goes on trying', async () => {
    network.on(OWN, () => new Response('nothing here', { status: 404 }))
    const { content } = await say('source add', { url: OWN })
    expect(content).toMatch(/^Reading 127.*\nThe first look failed: .*404.*\nI go on trying;/)
    expect(await sources()).toHaveLength(1)
    expect((await say('source list')).content).not.toContain('is failing')
  })

  it('refuses in the words of whoever asks: an address, and one source too many', async () => {
    const korean = { locale: 'ko' }
    expect((await say('source add', { url: 'https://a:b@news.nightdesk.dev/' }, korean)).content).toBe(
      '주소에 사용자 이름이나 비밀번호를 넣을 수 없습니다.',
    )
    for (let number = 1; number <= 3; number++) {
      const draft = { url: `http://127.0.0.1:1/${number}.xml`, name: `Own ${number}`, kind: 'feed' as const, every: 60 }
      await desk().addSource(SERVER, { ...draft, backfill: 0, created: new Date().toISOString() })
    }
    const spent = await say('source add', { url: OWN }, korean)
    expect(spent.content).toBe('출처는 3개까지이고 모두 쓰였습니다. /source remove로 하나를 지워 주세요.')
    expect((await say('source add', { url: OWN })).content).toBe(
      'A server may have 3 sources, and all 3 are taken. Remove one with /source remove.',
    )
  })

  it.each([
    [1, 15],
    [60, 60],
    [99_999, 1_440],
  ])('asked for every %d minutes it is read every %d', async (every, taken) => {
    await say('source add', { url: OWN, every })
    expect((await sources())[0]?.every).toBe(taken)
  })

  it('of an address that the operator has gives the operator’s source, and fetches nothing', async () => {
    await operatorWire(network)
    const before = network.to(FEED).length
    expect((await say('source add', { url: FEED })).content).toMatch(/operator has The Wire already/)
    expect(await sources()).toEqual([])
    expect(network.to(FEED)).toHaveLength(before)
  })

  it('of an address that the server has says so', async () => {
    await added()
    expect((await say('source add', { url: OWN })).content).toMatch(/You have Own already/)
    expect(await sources()).toHaveLength(1)
  })

  it('does not tell by its id that another server has one of that name', async () => {
    await say('source add', { url: OWN, name: 'Zebra desk' })
    await say('source add', { url: OWN, name: 'Zebra desk' }, { guild: '501' })
    const all = [...(await desk().listSources('guild:500')), ...(await desk().listSources('guild:501'))]
    const ids = all.map(({ source }) => source.id)
    expect(ids).toEqual([
      expect.stringMatching(/^zebra-desk-[a-p]{5}$/),
      expect.stringMatching(/^zebra-desk-[a-p]{5}$/),
    ])
    expect(new Set(ids).size).toBe(2)
  })

  it('of a fourth is refused with the number and what to remove', async () => {
    for (const number of [1, 2, 3]) await say('source add', { url: `http://127.0.0.1:1/${number}.xml` })
    expect((await say('source add', { url: OWN })).content).toMatch(/may have 3 sources.*\/source remove/)
    expect(await sources()).toHaveLength(3)
    expect(network.to(OWN)).toEqual([])
  })

  it.each(['', 'not an address', 'ftp://127.0.0.1/x', 'https://user:word@wire.example/'])(
    'of %j is refused in words',
    async (url) => {
      const { content } = await say('source add', { url })
      expect(content).toMatch(/address/)
      if (url !== '') expect(content).not.toContain(url)
      expect(await sources()).toEqual([])
    },
  )

  it('asks no more wires in a minute than may be searched', async () => {
    for (let turn = 0; turn < 11; turn++) {
      await say('source add', { url: OWN, name: 'Own' })
      await say('source remove', { source: (await sources())[0]!.id })
    }
    expect(network.to(OWN)).toHaveLength(10)
  })
})

describe('/source list and status', () => {
  it('list one’s own and the operator’s, and no others', async () => {
    await operatorWire(network)
    const { id } = await added()
    await say('source add', { url: 'http://127.0.0.1:1/theirs.xml', name: 'Theirs' }, { guild: '501' })
    const { content } = await say('source list')
    expect(content).toBe(
      `• Own (\`${id}\`): every 15 min, this server’s own\n• The Wire (\`the-wire\`): every 5 min, the operator’s`,
    )
  })

  it('tell state, since when and what was found, the troubled first', async () => {
    await operatorWire(network)
    network.on(OWN, () => new Response('no', { status: 403 }))
    await added()
    const { content } = await say('source status')
    const [first, second] = content.split('\n')
    expect(first).toMatch(
      /^✗ Own \(`own-[a-p]{5}`\) (failing|blocked) since <t:\d+:R>, 0 items, this server’s own: .*403/,
    )
    expect(second).toMatch(/^✓ The Wire \(`the-wire`\) ok since <t:\d+:R>, 4 items, the operator’s$/)
  })

  it('ask at most twenty, and name the others', async () => {
    for (let number = 10; number < 33; number++) {
      const draft = {
        url: `http://127.0.0.1:1/${number}.xml`,
        name: `Wire ${number}`,
        kind: 'feed' as const,
        every: 60,
      }
      await desk().addSource('operator', { ...draft, backfill: 0, created: new Date().toISOString() })
    }
    const { content } = await say('source status')
    expect(content.match(/^✓/gm)?.length).toBeLessThanOrEqual(20)
    expect(content).toMatch(/Not asked: Wire 30, Wire 31, Wire 32/)
  })
})

describe('/source remove', () => {
  it('ends it', async () => {
    const { id } = await added()
    expect((await say('source remove', { source: id })).content).toBe('Own is no longer read.')
    expect(await sources()).toEqual([])
  })

  it('is refused while rules name it, and says which', async () => {
    const { id } = await added()
    await say('watch add', { query: 'missile', source: id, name: 'Arms' })
    expect((await say('source remove', { source: id })).content).toMatch(/Own stays.*Arms/)
    expect(await sources()).toHaveLength(1)
  })

  it('offers the server’s own alone', async () => {
    await operatorWire(network)
    const { id } = await added()
    const { choices } = await talk(network, typing({}, 'source remove', 'source', ''))
    expect(choices).toEqual([{ name: 'Own', value: id }])
  })

  it.each(STRANGERS)('from %s a known id answers like an unknown one', async (_who, person) => {
    const { id } = await added()
    const unknown = await say('source remove', { source: 'never-was' }, person)
    expect((await say('source remove', { source: id }, person)).content).toBe(unknown.content)
    expect((await talk(network, typing(person, 'source remove', 'source', ''))).choices).toEqual([])
    expect((await say('source list', {}, person)).content).not.toMatch(/Own/)
    expect((await say('source status', {}, person)).content).not.toMatch(/Own/)
    expect(await sources()).toHaveLength(1)
  })

  it('of the operator’s source is none of the server’s business', async () => {
    const id = await operatorWire(network)
    expect((await say('source remove', { source: id })).content).toMatch(/no such source of its own/)
  })

  it('twice by a replay is done once', async () => {
    const { id } = await added()
    const removal = slash({}, 'source remove', { source: id })
    const first = await talk(network, removal)
    await say('source add', { url: OWN, name: 'Own' })
    expect((await talk(network, removal)).content).toBe(first.content)
    expect(await sources()).toHaveLength(1)
  })
})
