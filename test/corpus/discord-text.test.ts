// Text from a wire can neither ping nor link nor format on Discord: hostile texts through every place that shows text, read by an
// independent reader of Discord's Markdown.
import type { APIEmbed } from 'discord-api-types/v10'
import { describe, expect, it } from 'vitest'
import { noticeText } from '../../src/core/alert/notice.ts'
import { DISCORD } from '../../src/core/limits.ts'
import type { Alert } from '../../src/core/model.ts'
import { textMessage } from '../../src/edge/discord/message.ts'
import { summaryOf } from '../../src/edge/discord/summary.ts'
import { disarm, visible } from '../../src/edge/discord/text.ts'
import { alertWith, itemWith } from '../support/alerts.ts'
import { bodiesOf, forumNames } from '../support/discord-bodies.ts'
import { readMarkdown } from '../support/discord-markdown.ts'
import { hasShared, readShared } from '../support/shared-data.ts'

const TITLES = 'abuse/titles.json'

/** What the collection lacks. */
const FURTHER = [
  '# heading', '## heading', '### heading', '> quote', '1. list', '  2. list', '+ list', '@everyone', '</watch add:123456789012345678>',
  '<t:1795413660:R>', '<#123456789012345678>', '||spoiler||', '***both***', 'https://evil.example/a_b', '<https://evil.example>',
  'discord.gg/abcdef', 'https://discord.com/invite/abcdef', 'a\n# heading\n- list\n> quote\n```\ncode', 'ends with \\', '\\**b**',
  '\\\\*i*', '~~a~', '~', '[a](<https://evil.example>)', '[a]( https://evil.example )', '*a **b** c*', '_ _', '<sms:+15550100>',
  'm​ailto:a@evil.example', '`` a ` b ``', '@​everyone', '<@&​123456789012345678>', '\u3164', '\u200d\u200d', '¯\\_(ツ)_/¯',
] // biome-ignore format: one list

const HOSTILE: readonly string[] = [
  ...(hasShared(TITLES) ? (JSON.parse(readShared(TITLES)) as { input: string }[]).map(({ input }) => input) : []),
  ...FURTHER,
]

const URL = 'https://wire.example/story?a=1'
const ORIGINAL = 'http://original.example/1'
const OURS = new Set([`link ${URL}`, `link ${ORIGINAL}`, `autolink ${URL}`])

/** The text stands wherever a wire's, a source's or a rule's words can stand. */
const alertOf = (text: string): Alert =>
  alertWith(
    { title: text, lead: `${text}\n${text}`, text: `${text}\n${text}`, label: text, dateline: text },
    {
      source: { id: 'wire', name: text },
      matches: [
        {
          rule: 'r',
          name: text,
          spans: text === '' ? [] : [{ field: 'title', start: 0, end: 2, text: text.slice(0, 2) }],
        },
      ],
      alsoIn: [{ id: 'other', name: text, url: ORIGINAL }],
    },
  )

/** The text stands further down, where part of it was found. */
const foundBelow = (text: string): string => {
  const letters = Array.from(text)
  const before = `A lead.\n${letters.slice(0, letters.length / 3).join('')}`
  const found = letters.slice(letters.length / 3, (2 * letters.length) / 3).join('')
  const span = { field: 'text', start: before.length, end: before.length + found.length, text: found } as const
  return summaryOf(itemWith({ lead: 'A lead.', text: `A lead.\n${text}` }), [span], DISCORD.SUMMARY)
}

const markdownOf = ({ title = '', description = '', fields = [] }: APIEmbed): string[] => [
  title,
  description,
  ...fields.flatMap(({ name, value }) => [name, value]),
]

/** Marks of our own, where we put them. */
const OWN: Readonly<Record<string, ReadonlySet<string>>> = {
  Why: new Set(['strong']),
  Changed: new Set(['strong', 'strikethrough']),
  'First seen': new Set(['timestamp']),
}

describe.each(HOSTILE.map((text) => [JSON.stringify(text), text] as const))('%s', (_shown, text) => {
  const bodies = bodiesOf([alertOf(text)])

  it('is shown as it is, escaped for Discord', () => {
    const { text: seen, live } = readMarkdown(disarm(text))
    expect(live).toEqual([])
    expect(seen.replace(/\s+/g, ' ').trim()).toBe(visible(text) ?? seen.replace(/\s+/g, ' ').trim())
  })

  it('forms nothing in any title, summary, reason, change or link', () => {
    for (const { name, message } of bodies) {
      for (const embed of message.embeds ?? []) {
        const struck = embed.title?.startsWith('~~') === true && embed.title.endsWith('~~') ? ['strikethrough'] : []
        expect.soft(readMarkdown(embed.title ?? '').live, name).toEqual(struck)
        expect.soft(readMarkdown(embed.description ?? '').live, name).toEqual([])
        for (const field of embed.fields ?? []) {
          const foreign = readMarkdown(field.value).live.filter(
            (kind) => !OWN[field.name]?.has(kind) && !OURS.has(kind),
          )
          expect.soft(foreign, `${name}, ${field.name}`).toEqual([])
        }
      }
    }
  })

  it('forms nothing around what was found further down, but the bold that we put', () => {
    const summary = foundBelow(text)
    expect(readMarkdown(summary).live.filter((kind) => kind !== 'strong')).toEqual([])
    expect(summary.length).toBeLessThanOrEqual(DISCORD.SUMMARY)
  })

  it('forms nothing in the text of a message', () => {
    for (const { name, message } of bodies) {
      const own = new Set(['strong', 'strikethrough', ...OURS])
      expect
        .soft(
          readMarkdown(message.content ?? '').live.filter((kind) => !own.has(kind)),
          name,
        )
        .toEqual([])
    }
  })

  it('forms nothing where Discord shows text as it is, even if it read it', () => {
    const lines = [
      ...bodies.flatMap(({ message }) =>
        (message.embeds ?? []).flatMap(({ author, footer }) => [author?.name, footer?.text]),
      ),
      ...forumNames([alertOf(text)]),
    ]
    for (const line of lines) expect.soft(readMarkdown(line ?? '').live, line).toEqual([])
  })

  it('leaves nothing invisible, and no line that it could break', () => {
    for (const { message } of bodies) {
      const shown = (message.embeds ?? []).flatMap((embed) => [
        ...markdownOf(embed),
        embed.author?.name,
        embed.footer?.text,
      ])
      for (const one of shown) expect(one).not.toMatch(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u)
      for (const { title } of message.embeds ?? []) expect(title).not.toContain('\n')
    }
  })

  it('forms nothing in a notice', () => {
    const source = { id: 'wire', name: text }
    const notice = noticeText({ kind: 'source.silent', source, state: 'quiet', since: '2026-11-23T06:00:00Z' })
    expect(readMarkdown(textMessage(notice).content ?? '').live).toEqual([])
  })
})

describe('the reader', () => {
  it.each([
    ['**b**', ['strong']],
    ['@everyone', ['everyone']],
    ['<@123456789012345678>', ['user']],
    ['<@&123456789012345678>', ['role']],
    ['[x](https://e.example)', ['link https://e.example']],
    ['https://e.example', ['url https://e.example']],
  ])('finds what lives in %s, so that these tests can fail', (markdown, live) => {
    expect(readMarkdown(markdown).live).toEqual(live)
  })

  it.each(['- list', '1. list', '-# small', '# big', '<:x:123>', '<t:1:R>', '<id:browse>', 'discord.gg/x', '>>> q'])(
    'and our own checks find what lives in %s',
    (markdown) => {
      expect(readMarkdown(markdown).live).not.toEqual([])
    },
  )

  it.each([
    ['a tab\tand a\u2028line', 'a tab and a line'],
    ['Z\u0351\u036b\u0343\u036a\u0342\u036b', 'Z\u0351\u036b\u0343\u036a'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['👨\u200d👩\u200d👧', '👨\u200d👩\u200d👧'],
    ['\ud83d', undefined],
    ['\u3164 \u200d', undefined],
  ])('of %j sees %j', (text, seen) => {
    expect(visible(text)).toBe(seen)
  })
})
