// Every body we send to Discord, against Discord's own schema with unknown keys forbidden, and the rules that the schema cannot say.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { declarationFaults, declarations } from '../../src/cli/declarations.mjs'
import { DISCORD } from '../../src/core/limits.ts'
import type { Alert } from '../../src/core/model.ts'
import { packEdit } from '../../src/edge/discord/edit.ts'
import { embedOf } from '../../src/edge/discord/embed.ts'
import type { Message } from '../../src/edge/discord/message.ts'
import { botMessage, fitsMessage, webhookMessage } from '../../src/edge/discord/message.ts'
import { alertWith, numbered, revisedAlert, withdrawnAlert } from '../support/alerts.ts'
import { BOT, bodiesOf, FORUM, forumNames } from '../support/discord-bodies.ts'
import { brokenRules, hasDiscordSchema, schemaErrors } from '../support/discord-schema.ts'
import { hasShared, readShared } from '../support/shared-data.ts'

const TITLES = 'abuse/titles.json'

const hostile = (): Alert[] =>
  hasShared(TITLES)
    ? (JSON.parse(readShared(TITLES)) as { input: string }[]).map(({ input }) => {
        const spans = [{ field: 'title' as const, start: 0, end: Math.min(3, input.length), text: input.slice(0, 3) }]
        const matches = [{ rule: 'r', name: input.slice(0, 80), spans: input === '' ? [] : spans }]
        return alertWith({ title: input, lead: input.repeat(3) }, { matches })
      })
    : []

const roles = (count: number): string[] => Array.from({ length: count }, (_, n) => String(10n ** 18n + BigInt(n)))
const several = (count: number, more: (n: number) => Partial<Alert['item']> = () => ({})): Alert[] =>
  Array.from({ length: count }, (_, number) => numbered(number, more(number)))

const ALERTS: [string, Alert[]][] = [
  ['one story', [alertWith()]],
  ['a story without an address', [alertWith({ url: undefined, originalUrl: undefined })]],
  ['a story without a headline', [alertWith({ title: '' })]],
  ['a story with nothing but an id', [alertWith({ title: '', lead: '', label: undefined, dateline: undefined })]],
  ['a long story', [alertWith({ title: 'x'.repeat(900), lead: 'y '.repeat(5_000) })]],
  ['a headline of exactly 256', [alertWith({ title: 'x'.repeat(256) })]],
  ['a headline of 256 marks', [alertWith({ title: '*'.repeat(256) })]],
  ['mentions', [alertWith({}, { mentions: { roles: ['1', '2'], users: ['3'] } })]],
  ['100 roles and 100 people', [alertWith({}, { mentions: { roles: roles(100), users: roles(100) } })]],
  ['101 roles', [alertWith({}, { mentions: { roles: roles(101), users: [] } })]],
  ['mentions that are no ids', [alertWith({}, { mentions: { roles: ['@everyone', '1>'], users: [' 5', ''] } })]],
  ['a silent rule', [alertWith({}, { silent: true })]],
  ['headline only', [alertWith({}, { headlineOnly: true })]],
  [
    '40 rules of 80 characters',
    [
      alertWith(
        {},
        { matches: Array.from({ length: 40 }, (_, n) => ({ rule: `r${n}`, name: `${n} `.repeat(40), spans: [] })) },
      ),
    ],
  ],
  [
    'twelve further sources',
    [
      alertWith(
        {},
        {
          alsoIn: Array.from({ length: 12 }, (_, n) => ({
            id: `${n}`,
            name: 'n'.repeat(80),
            url: `https://w${n}.example/`,
          })),
        },
      ),
    ],
  ],
  ['a changed story', [revisedAlert({ title: 'Old headline' }, { title: 'New headline' })]],
  ['a story of which more is known', [alertWith({}, { revision: 1, change: { kind: 'revised', told: [] } })]],
  [
    'a long story rewritten',
    [
      revisedAlert(
        { title: 'x '.repeat(400), text: 'y '.repeat(9_000) },
        { title: 'z '.repeat(400), text: 'w '.repeat(9_000) },
      ),
    ],
  ],
  ['a withdrawn story', [withdrawnAlert()]],
  ['ten stories', several(10)],
  ['eleven stories', several(11)],
  ['ten long stories', several(10, () => ({ title: 'x'.repeat(900), lead: 'y '.repeat(5_000) }))],
  ['ten stories in Korean', several(10, (n) => ({ title: `${n} ${'미사일'.repeat(80)}`, lead: '발사 '.repeat(400) }))],
  ['addresses at their limits', several(10, (n) => ({ url: `https://wire.example/${n}${'a'.repeat(2_026)}` }))],
  ...hostile().map((one, number): [string, Alert[]] => [`hostile title ${number}`, [one]]),
]

const faults = (alerts: readonly Alert[]): unknown[] =>
  bodiesOf(alerts).flatMap(({ name, root, message }) =>
    [...schemaErrors(root, message), ...brokenRules(message)].map((error) => ({ name, error })),
  )

describe('Discord’s schema and rules', () => {
  it.each(ALERTS)('take every message about %s', (_fact, alerts) => {
    expect(bodiesOf(alerts).length).toBeGreaterThan(10)
    expect(faults(alerts)).toEqual([])
  })

  it.each(ALERTS)('take the name of a forum’s post about %s', (_fact, alerts) => {
    for (const name of forumNames(alerts)) {
      expect(name.trim().length).toBeGreaterThan(0)
      expect(name.length).toBeLessThanOrEqual(100)
    }
  })

  const piece = fc.constantFrom(
    '*', '_', '`', '~~', '||', '[x](https://evil.example)', '<@123456789012345678>', '@everyone', '\\', '\n', '> ', '# ',
    '-# ', '1. ', '발사', '👨‍👩‍👧‍👦', '\u0301', '\u202e', '\ud83d', ' ', 'word', 'https://evil.example/', '<t:1:R>',
  ) // biome-ignore format: one list
  const text = (units: number) =>
    fc
      .array(piece, { maxLength: 60 })
      .chain((pieces) => fc.integer({ min: 1, max: 200 }).map((times) => pieces.join('').repeat(times).slice(0, units)))
  const snowflake = fc.bigInt({ min: 10n ** 16n, max: 10n ** 19n }).map(String)
  const oneAlert = fc.record({
    title: text(6_000),
    lead: text(6_000),
    text: text(2_000),
    label: text(300),
    dateline: text(300),
    path: text(2_100),
    names: fc.array(text(80), { minLength: 1, maxLength: 40 }),
    also: fc.array(text(80), { maxLength: 12 }),
    headlineOnly: fc.boolean(),
  })
  const alerts = fc.record({
    mentions: fc.record({
      roles: fc.uniqueArray(snowflake, { maxLength: 100 }),
      users: fc.uniqueArray(snowflake, { maxLength: 100 }),
    }),
    silent: fc.boolean(),
    stories: fc.array(oneAlert, { minLength: 1, maxLength: 12 }),
  })

  it('take every message about stories, rules, sources and mentions of any kind', () => {
    fc.assert(
      fc.property(alerts, ({ mentions, silent, stories }) => {
        const made = stories.map(({ names, also, path, headlineOnly, ...item }, number) => {
          const spans = [{ field: 'title' as const, start: 0, end: Math.min(5, item.title.length), text: '' }]
          const url = `https://wire.example/${number}/${encodeURIComponent(path.toWellFormed())}`
          return numbered(
            number,
            { ...item, url, originalUrl: `${url}?o` },
            {
              mentions,
              silent,
              headlineOnly,
              matches: names.map((name, at) => ({ rule: `r${at}`, name, spans: item.title === '' ? [] : spans })),
              alsoIn: also.map((name, at) => ({ id: `${at}`, name, url })),
            },
          )
        })
        expect(faults(made)).toEqual([])
      }),
      { numRuns: 10, endOnFailure: true },
    )
  })
})

describe.runIf(hasDiscordSchema())('the schema', () => {
  it.each([false, true])('takes the commands, user installs %s', (userInstall) => {
    expect(schemaErrors('CommandsPut', declarations(userInstall))).toEqual([])
    expect(declarationFaults([...declarations(userInstall)])).toEqual([])
  })

  it('refuses a misspelt key, so that these tests can fail', () => {
    expect(schemaErrors('MessageCreate', { ...botMessage('n', [alertWith()]), alowed_mentions: {} })).not.toEqual([])
  })
})

describe('a message', () => {
  it('that breaks a rule is found, so that these tests can fail', () => {
    const message = botMessage('n', [alertWith()])
    expect(brokenRules({ ...message, content: '<@&5>' })).toEqual(['exactly the roles it names'])
    expect(brokenRules({ ...message, embeds: Array(11).fill(message.embeds?.[0]) })).toContain('distinct urls')
  })

  it('holds stories of one address apart: Discord would show only one of them', () => {
    expect(fitsMessage([alertWith(), alertWith()])).toBe(1)
    expect(fitsMessage([alertWith(), alertWith({ url: 'https://wire.example/2' })])).toBe(2)
    expect(fitsMessage([alertWith(), alertWith({ url: 'HTTPS://WIRE.example:443/story?a=1' })])).toBe(1)
  })

  it('holds at most ten stories and 6,000 characters', () => {
    expect(fitsMessage(several(11))).toBe(10)
    const long = several(10, () => ({ lead: 'y '.repeat(5_000), title: 'x'.repeat(400) }))
    expect(fitsMessage(long)).toBeGreaterThan(1)
    expect(fitsMessage(long)).toBeLessThan(10)
  })

  it('is shared only by alerts with the same mentions and the same silence, in whatever order', () => {
    const other = { url: 'https://wire.example/2' }
    const pings = (...ids: string[]) => ({ mentions: { roles: ids, users: [] } })
    expect(fitsMessage([alertWith(), alertWith(other, { silent: true })])).toBe(1)
    expect(fitsMessage([alertWith(), alertWith(other, pings('1'))])).toBe(1)
    expect(fitsMessage([alertWith({}, pings('1', '2')), alertWith(other, pings('2', '1'))])).toBe(2)
  })

  it('of a bot carries the parcel’s id as its nonce', () => {
    expect(botMessage('parcel', [alertWith()])).toMatchObject({ nonce: 'parcel', enforce_nonce: true })
  })

  it('pings whom its rule names and allows exactly that', () => {
    const message = botMessage('parcel', [alertWith({}, { mentions: { roles: ['11'], users: ['22'] } })])
    expect(message.content).toBe('<@&11> <@22>')
    expect(message.allowed_mentions).toEqual({ parse: [], roles: ['11'], users: ['22'] })
  })

  it('that names more people than fit keeps whole mentions', () => {
    const message = botMessage('parcel', [alertWith({}, { mentions: { roles: roles(100), users: [] } })])
    expect(message.content).toMatch(/^(?:<@&\d{19}> ?)+$/)
    expect(message.allowed_mentions?.roles).toHaveLength(83)
  })
})

describe('what stands below an alert', () => {
  it('of one story: Read, Original, Why?, Snooze, Mute story', () => {
    const [row] = botMessage('parcel', [alertWith()]).components ?? []
    expect(row).toEqual({
      type: 1,
      components: [
        { type: 2, style: 5, label: 'Read', url: 'https://wire.example/story?a=1' },
        { type: 2, style: 5, label: 'Original', url: 'http://original.example/1' },
        { type: 2, style: 2, label: 'Why?', custom_id: `1:why:${'a'.repeat(24)}:parcel` },
        { type: 2, style: 2, label: 'Snooze', custom_id: `1:snooze:${'a'.repeat(24)}:parcel` },
        { type: 2, style: 2, label: 'Mute story', custom_id: `1:mute:${'a'.repeat(24)}:parcel` },
      ],
    })
  })

  it('of several: a menu of their titles, and links in the embeds', () => {
    const message = botMessage('parcel', several(2))
    expect(message.components).toEqual([
      {
        type: 1,
        components: [
          {
            type: 3,
            custom_id: '1:story:parcel',
            placeholder: 'Choose a story…',
            options: several(2).map(({ id }, n) => ({
              label: `Missile brigade ${n} honoured`,
              value: id,
              description: 'Wire (En) · Wonsan, November 23 (Practice)',
            })),
          },
        ],
      },
    ])
    expect(message.embeds?.[1]?.fields).toContainEqual({
      name: 'Links',
      value: '[Read](https://wire.example/1) · [Original](http://original.example/1)',
      inline: true,
    })
  })

  it('of a webhook’s message: nothing, since only an application’s own may carry buttons; its embeds have the links', () => {
    const message = webhookMessage([alertWith()])
    expect(message).not.toHaveProperty('components')
    expect(JSON.stringify(message.embeds)).toContain('[Read](https://wire.example/story?a=1)')
  })
})

describe('an embed', () => {
  const fieldOf = (alert: Alert, name: string): string | undefined =>
    embedOf(alert, 'embed').fields?.find((field) => field.name === name)?.value

  it('says who tells it, when it is dated in Pyongyang, when it was first seen, why, and by which rules', () => {
    const embed = embedOf(alertWith(), 'buttons')
    expect(embed).toEqual({
      author: { name: 'Wire (En) · Wonsan, November 23 (Practice)' },
      title: 'Missile brigade honoured',
      url: 'https://wire.example/story?a=1',
      description: 'A missile brigade received a banner.',
      fields: [
        { name: 'Why', value: '**Missile** brigade honoured' },
        { name: 'Published', value: '2026-11-23 15:00, Pyongyang time', inline: true },
        { name: 'First seen', value: '<t:1795413660:f>', inline: true },
      ],
      footer: { text: 'Rule: Missiles' },
      timestamp: '2026-11-23T06:00:00Z',
    })
  })

  it('gives the outlet’s own day where no hour is known, and says where there is no date', () => {
    expect(fieldOf(alertWith({ day: '2026-11-23' }), 'Published')).toBe('2026-11-23 (the outlet’s calendar)')
    expect(fieldOf(alertWith({ published: undefined }), 'Published')).toBe('undated')
  })

  it('counts the rules whose names do not fit', () => {
    const matches = Array.from({ length: 40 }, (_, n) => ({ rule: `r${n}`, name: `Rule number ${n}`, spans: [] }))
    expect(embedOf(alertWith({}, { matches }), 'buttons').footer?.text).toMatch(
      /^Rules: Rule number 0, .* and \d+ more$/,
    )
  })

  it('leaves out an address that Discord would refuse for its length, and the message goes out', () => {
    const link = (units: number): string => `https://wire.example/${'a'.repeat(units)}`.slice(0, units)
    expect(embedOf(alertWith({ url: link(2_048) }), 'buttons').url).toBe(link(2_048))
    expect(embedOf(alertWith({ url: link(2_049) }), 'buttons')).not.toHaveProperty('url')
  })

  it.each(['javascript:alert(1)', 'ftp://x', 'data:text/html,x', 'https://bank.example@evil.example/', 'discord://x'])(
    'and its buttons have no link to %s',
    (url) => {
      const message = botMessage('parcel', [alertWith({ url, originalUrl: url })])
      expect(JSON.stringify(message)).not.toContain(url)
    },
  )

  it('of a changed story says so, with what was taken out and what was put in', () => {
    const embed = embedOf(revisedAlert({ title: 'Choir visits Wonsan' }, { title: 'Choir visits Hamhung' }), 'buttons')
    expect(embed.author?.name).toBe('Changed · Wire (En) · Wonsan, November 23 (Practice)')
    expect(embed.fields?.[0]).toEqual({ name: 'Changed', value: 'Headline: Choir visits ~~Wonsan~~**Hamhung**' })
  })

  it('of a story rewritten shows the beginning of what was there and of what is, each mark closed', () => {
    const value = fieldOf(
      revisedAlert({ lead: 'old words '.repeat(200) }, { lead: 'new terms '.repeat(200) }),
      'Changed',
    )
    expect(value).toMatch(/^Lead: ~~old words .*…~~/)
  })

  it('of a withdrawn story says so', () => {
    const embed = embedOf(withdrawnAlert(), 'buttons')
    expect(embed.author?.name).toMatch(/^Withdrawn · /)
    expect(embed.fields?.[0]?.name).toBe('Withdrawn')
  })
})

describe('what was found further down', () => {
  const text = 'A missile brigade received a banner.\nThe *satellite* is to follow, its designers said.'
  const spans = [{ field: 'text', start: 42, end: 51, text: 'satellite' }] as const
  const matches = [{ rule: 'r', name: 'Space', spans }]
  const description = (given: string): string =>
    embedOf(alertWith({ lead: 'A missile brigade received a banner.', text: given }, { matches }), 'buttons')
      .description ?? ''

  it('is told in its sentence after the lead, in bold', () => {
    expect(description(text)).toBe(
      'A missile brigade received a banner. … The \\***satellite**\\* is to follow, its designers said.',
    )
  })

  it('is told also where escapes would push it over the end', () => {
    const before = 'On - and on: and on - and so on, they said. '.slice(0, -2)
    const late = `${before.repeat(10).replaceAll('.', ',')} of the satellite.`
    const given = `A missile brigade received a banner.\n${late}`
    const start = given.indexOf('satellite')
    const found = [
      { rule: 'r', name: 'Space', spans: [{ field: 'text', start, end: start + 9, text: 'satellite' }] },
    ] as const
    const lead = 'A missile brigade received a banner.'
    expect(lead.length + 3 + late.length).toBeLessThanOrEqual(DISCORD.SUMMARY)
    const told = embedOf(alertWith({ lead, text: given }, { matches: found }), 'buttons').description ?? ''
    expect(told).toContain('**satellite**')
    expect(told.length).toBeLessThanOrEqual(DISCORD.SUMMARY)
  })

  it('leaves no mark open and no room unused where escapes take more of it', () => {
    const long = description(text.replace('is to follow', `is to follow${', then - on -'.repeat(60)}`))
    expect(long).toContain('**satellite**')
    expect(long.match(/\*\*/g)).toHaveLength(2)
    expect(long.length).toBeLessThanOrEqual(DISCORD.SUMMARY)
    expect(long.length).toBeGreaterThan(DISCORD.SUMMARY - 20)
  })
})

describe('the plain form', () => {
  const plainOf = (alerts: readonly Alert[]) => JSON.parse(BOT.plain(BOT.pack('parcel', alerts)) ?? '{}')

  it('has title, source and link of each story on a line, the pings before them, and the same nonce', () => {
    const mentions = { roles: ['11'], users: [] }
    expect(plainOf(several(2).map((alert) => ({ ...alert, mentions })))).toEqual({
      content: [
        '<@&11>',
        'Missile brigade 0 honoured · Wire \\(En\\) · Wonsan, November 23 \\(Practice\\) · <https://wire.example/0>',
        'Missile brigade 1 honoured · Wire \\(En\\) · Wonsan, November 23 \\(Practice\\) · <https://wire.example/1>',
      ].join('\n'),
      allowed_mentions: { parse: [], roles: ['11'], users: [] },
      nonce: 'parcel',
      enforce_nonce: true,
    })
  })

  it('has none plainer', () => {
    expect(BOT.plain(BOT.plain(BOT.pack('parcel', [alertWith()])) ?? '')).toBeUndefined()
  })

  it('of a forum’s post keeps the name and drops the tags, one of which may be what was refused', () => {
    const plain = JSON.parse(FORUM.plain(FORUM.pack('parcel', [alertWith()])) ?? '{}')
    expect(Object.keys(plain)).toEqual(['name', 'message'])
    expect(plain.name).toBe('Missile brigade honoured')
  })
})

describe('a mark on a posted message', () => {
  const carried = several(3)
  const body = BOT.pack('parcel', carried)
  const posted = JSON.parse(body)
  const change = revisedAlert(
    { title: 'Missile brigade 1 honoured' },
    { title: 'Missile regiment 1 honoured', url: 'https://wire.example/1' },
    { story: 'story-1' },
  )
  const edited = (one: Alert, from = body) => JSON.parse(packEdit({ body: from }, one, carried) ?? '{}')

  it('changes the embed of its story and no other, keeps the menu, states mentions, and has no nonce', () => {
    const edit = edited(change)
    expect(Object.keys(edit).toSorted()).toEqual(['allowed_mentions', 'components', 'embeds'])
    expect(edit.embeds[0]).toEqual(posted.embeds[0])
    expect(edit.embeds[2]).toEqual(posted.embeds[2])
    expect(edit.components).toEqual(posted.components)
    expect(edit.allowed_mentions).toEqual({ parse: [], roles: [], users: [] })
    expect(edit.embeds[1]).toMatchObject({
      author: { name: 'Changed · Wire (En) · Wonsan, November 23 (Practice)' },
      title: 'Missile regiment 1 honoured',
      footer: posted.embeds[1].footer,
    })
    expect(edit.embeds[1].fields[0]).toEqual({
      name: 'Changed',
      value: 'Headline: Missile ~~brigade~~ **regiment** 1 honoured',
    })
    expect(edit.embeds[1].fields.slice(1)).toEqual(posted.embeds[1].fields)
  })

  it('strikes the title of a withdrawn story', () => {
    const edit = edited(withdrawnAlert({}, { story: 'story-1' }))
    expect(edit.embeds[1].title).toBe('~~Missile brigade 1 honoured~~')
    expect(edit.embeds[1].author.name).toMatch(/^Withdrawn · Wire/)
  })

  it('puts the newest mark in the place of an earlier one', () => {
    const once = packEdit({ body }, change, carried) ?? ''
    const twice = edited(withdrawnAlert({}, { story: 'story-1' }), once)
    expect(twice.embeds[1].author.name).toBe('Withdrawn · Wire (En) · Wonsan, November 23 (Practice)')
    expect(twice.embeds[1].fields.map(({ name }: { name: string }) => name)).toEqual([
      'Withdrawn',
      'Why',
      'Published',
      'First seen',
      'Links',
    ])
  })

  it('says less where the others leave no room, and is none where they leave none for the mark', () => {
    const full = several(10, () => ({ title: 'x'.repeat(250), lead: 'y'.repeat(480) })).slice(0, 9)
    const share = full.slice(0, BOT.fits(full))
    const long = revisedAlert({ lead: 'a '.repeat(900) }, { lead: 'b '.repeat(900) }, { story: 'story-0' })
    const edit = JSON.parse(packEdit({ body: BOT.pack('parcel', share) }, long, share) ?? '{}')
    expect(edit.embeds[0].author.name).toMatch(/^Changed/)
    expect(brokenRules(edit)).toEqual([])
  })

  it('marks the line of its story in a message that went out plain', () => {
    const plain = BOT.plain(body) ?? ''
    const edit = edited(withdrawnAlert({}, { story: 'story-1' }), plain)
    expect(edit.content.split('\n').map((line: string) => line.slice(0, 29))).toEqual([
      'Missile brigade 0 honoured · ',
      'Withdrawn · Missile brigade 1',
      'Missile brigade 2 honoured · ',
    ])
  })

  const told = (...names: string[]): Alert => ({
    ...(carried[1] as Alert),
    alsoIn: names.map((name) => ({ id: name, name, url: `https://${name.toLowerCase()}.example/1` })),
  })
  const alsoIn = (edit: Message) =>
    edit.embeds?.map(({ fields }) => fields?.filter(({ name }) => name === 'Also in').map(({ value }) => value))

  it('names who else told its story in the place of an earlier such line, and keeps the mark of a change', () => {
    const marked = packEdit({ body }, change, carried) ?? ''
    const once = packEdit({ body: marked }, told('Rodong'), carried) ?? ''
    const twice = edited(told('Rodong', 'Third'), once)
    expect(alsoIn(twice)).toEqual([[], ['[Rodong](https://rodong.example/1), [Third](https://third.example/1)'], []])
    expect(twice.embeds[1].author).toEqual(JSON.parse(marked).embeds[1].author)
    expect(twice.embeds[1].title).toBe('Missile regiment 1 honoured')
  })

  it('is still named after the story changed', () => {
    const once = packEdit({ body }, told('Rodong'), carried) ?? ''
    expect(alsoIn(edited(change, once))?.[1]).toEqual(['[Rodong](https://rodong.example/1)'])
  })

  it('names them at the end of a line of a message that went out plain, each once', () => {
    const plain = BOT.plain(body) ?? ''
    const once = packEdit({ body: plain }, told('Rodong'), carried) ?? ''
    const lines = edited(told('Rodong', 'Third'), once).content.split('\n')
    const before = JSON.parse(plain).content.split('\n')
    expect(lines).toEqual([before[0], `${before[1]} · also in Rodong, Third`, before[2]])
  })

  it('names them in every story of a message that is full', () => {
    const full = several(10, () => ({ lead: 'A word and '.repeat(60) }))
    const share = full.slice(0, BOT.fits(full))
    const url = `https://rodong.example/${'long/'.repeat(30)}`
    const known = share.map((alert) => ({ ...alert, alsoIn: [{ id: 'rodong', name: 'Rodong Sinmun', url }] }))
    const last = known.reduce((now, alert) => packEdit({ body: now }, alert, known) ?? '', BOT.pack('parcel', share))
    expect(share.length).toBeLessThan(10)
    expect(brokenRules(JSON.parse(last))).toEqual([])
    expect(alsoIn(JSON.parse(last))).toEqual(
      share.map(() => [expect.stringMatching(/^(?:\[Rodong Sinmun\].*|Rodong Sinmun)$/)]),
    )
  })

  it('keeps to Discord’s limits, however many tell a story', () => {
    const full = several(10, () => ({ title: 'x'.repeat(250), lead: 'y'.repeat(480) }))
    const share = full.slice(0, BOT.fits(full))
    const many = Array.from({ length: 30 }, (_, at) => ({ id: `${at}`, name: 'z'.repeat(90) }))
    const edit = packEdit({ body: BOT.pack('parcel', share) }, { ...(share[0] as Alert), alsoIn: many }, share)
    expect(brokenRules(JSON.parse(edit ?? '{}'))).toEqual([])
    expect(JSON.parse(edit ?? '{}').embeds[0].fields.at(-1)).toMatchObject({ name: 'Also in' })
  })

  it('is none where the story is not in the message, or the body is none of ours', () => {
    expect(packEdit({ body }, withdrawnAlert({}, { story: 'another' }), carried)).toBeUndefined()
    expect(packEdit({ body: 'garbage' }, change, carried)).toBeUndefined()
  })
})

describe('an answer', () => {
  const change = withdrawnAlert({}, { mentions: { roles: ['1'], users: [] } })
  const reply = JSON.parse(BOT.reply?.('parcel', change, '7/99') ?? '{}')

  it('refers to its message, is posted alone where that is gone, and pings nobody', () => {
    expect(reply.message_reference).toEqual({ message_id: '99', channel_id: '7', fail_if_not_exists: false })
    expect(reply.allowed_mentions).toEqual({ parse: [], replied_user: false })
    expect(reply).not.toHaveProperty('content')
    expect(reply.nonce).toBe('parcel')
  })

  it('says what changed, and has the buttons of its own alert', () => {
    expect(reply.embeds[0].fields.map(({ name }: { name: string }) => name)).toEqual(['Withdrawn', 'First seen'])
    expect(JSON.stringify(reply.components)).toContain(`1:mute:${change.id}:parcel`)
  })

  it('in plain form refers to nothing: who may not read the history may not answer', () => {
    const plain = JSON.parse(BOT.plain(JSON.stringify(reply)) ?? '{}')
    expect(plain).not.toHaveProperty('message_reference')
    expect(plain.content).toMatch(/^Missile brigade honoured · Withdrawn · Wire .* Its page was gone twice/)
  })
})
