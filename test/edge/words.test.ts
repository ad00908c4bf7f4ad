// The languages: every name and description is there in all of them, and none is for something that does not exist.
import { describe, expect, it } from 'vitest'
import { ENDINGS, endedIn, mergedInto, overdueAfter, silentFor, takesNo } from '../../src/core/alert/ending.ts'
import { CHEAT_SHEET } from '../../src/core/query/cheat-sheet.ts'
import { GONE } from '../../src/edge/discord/codes.ts'
import { COMMANDS } from '../../src/edge/discord/commands/index.ts'
import { declarationFaults, weigh } from '../../src/edge/discord/declaration-check.ts'
import { type Declaration, declarationsOf, sharedPath } from '../../src/edge/discord/declare.ts'
import { reasonText } from '../../src/edge/discord/rules/text.ts'
import { EN } from '../../src/edge/discord/words/en.ts'
import { LOCALES, sentencesFor } from '../../src/edge/discord/words/words.ts'

type Part = {
  readonly name: string
  readonly value?: string
  readonly description?: string
  readonly options?: readonly Part[]
  readonly choices?: readonly Part[]
}

const pathsOf = (part: Part, above: string): { path: string; described: boolean }[] => {
  const path = part.value === undefined ? `${above} ${part.name}`.trim() : `${above}=${part.value}`
  const own = { path, described: part.description !== undefined }
  return [
    own,
    ...(part.options ?? []).flatMap((one) => pathsOf(one, path)),
    ...(part.choices ?? []).flatMap((one) => pathsOf(one, path)),
  ]
}

const DECLARED = declarationsOf(COMMANDS, true)
const PATHS = DECLARED.flatMap((command) => pathsOf(command as Part, ''))

describe.each(Object.entries(LOCALES))('%s', (locale, { declared, sentences }) => {
  it.each(PATHS)('$path', ({ path, described }) => {
    const words = declared[path] ?? declared[sharedPath(path)]
    expect(words, 'a name').toBeDefined()
    expect(words?.[1] === undefined, 'a description where there is one, and only there').toBe(!described)
  })

  it('translates nothing that is not declared', () => {
    const known = new Set(PATHS.flatMap(({ path }) => [path, sharedPath(path)]))
    expect(Object.keys(declared).filter((path) => !known.has(path))).toEqual([])
  })

  it('says why an address is refused, whatever is wrong with it', () => {
    const codes = ['invalid', 'too-long', 'scheme', 'credentials', 'port', 'address', 'name', 'own-host']
    expect(Object.keys(sentencesFor(locale).common.address).toSorted()).toEqual(codes.toSorted())
  })

  it('says why a place of Discord takes nothing any more', () => {
    const codes = Object.keys(sentencesFor(locale).common.standstills).map(Number)
    expect(codes.length).toBeGreaterThan(10)
    expect(codes.filter((code) => !GONE.has(code))).toEqual([])
    const reason = reasonText(sentencesFor(locale), GONE.get(10003) ?? '')
    expect(reason).not.toBe(reasonText(EN, GONE.get(10003) ?? ''))
    expect(reasonText(sentencesFor(locale), 'no reason of ours')).toBe('no reason of ours')
  })

  it('says why an alert ended, whatever reason of ours is recorded', () => {
    const reasons = [...Object.values(ENDINGS), mergedInto('a1'), takesNo('revised'), overdueAfter(75), silentFor(5)]
    for (const reason of reasons) {
      expect(endedIn(reason), reason).toBeDefined()
      expect(reasonText(EN, reason)).toBe(reason)
      expect(reasonText(sentencesFor(locale), reason), reason).not.toBe(reason)
    }
    expect(reasonText(sentencesFor(locale), mergedInto('a1'))).toContain('a1')
    expect(reasonText(sentencesFor(locale), overdueAfter(75))).toContain('75')
  })

  it('names the stages between a story and a rule', () => {
    const { names } = sentencesFor(locale).why.stages
    for (const [name, english] of Object.entries(EN.why.stages.names)) {
      expect(names[name as keyof typeof names]).not.toBe(english)
    }
  })

  it('says what every example of the cheat sheet means, and no other', () => {
    expect(Object.keys(sentencesFor(locale).help.means)).toEqual(CHEAT_SHEET.map(({ query }) => query))
  })

  it('says every sentence in its own words, or English where it has none', () => {
    const say = sentencesFor(locale)
    for (const [section, english] of Object.entries(EN)) {
      const own = { ...english, ...sentences[section as keyof typeof sentences] }
      expect(say[section as keyof typeof say]).toEqual(own)
    }
  })
})

describe('the declarations', () => {
  it('are such as Discord takes, in every language', () => {
    expect(declarationFaults([...DECLARED])).toEqual([])
    expect(declarationFaults([...declarationsOf(COMMANDS, false)])).toEqual([])
  })

  it.each([false, true])('stand where their command says, to whom it says; personal accounts: %s', (userInstall) => {
    const everywhere = userInstall
      ? { default_member_permissions: null, integration_types: [0, 1], contexts: [0, 1, 2] }
      : { default_member_permissions: null, integration_types: [0], contexts: [0, 1] }
    const ofManagers = { default_member_permissions: '32', integration_types: [0], contexts: [0] }
    const manners = Object.fromEntries(
      declarationsOf(COMMANDS, userInstall).map(({ name, ...declared }) => {
        const { default_member_permissions, integration_types, contexts } = declared
        return [name, { default_member_permissions, integration_types, contexts }]
      }),
    )
    expect(manners).toEqual({
      watch: ofManagers,
      mute: ofManagers,
      source: ofManagers,
      hook: ofManagers,
      status: ofManagers,
      alerts: everywhere,
      latest: everywhere,
      search: everywhere,
      trend: everywhere,
      help: everywhere,
      'Why did this match?': everywhere,
    })
  })

  it('/watch is within 8,000 characters', () => {
    expect(weigh(DECLARED[0]!)).toBeLessThan(8_000)
  })

  it.each<[string, (command: Record<string, unknown>) => unknown]>([
    ['a name with a space', (command) => ({ ...command, name: 'two words' })],
    ['a name in upper case', (command) => ({ ...command, name: 'Watch' })],
    ['a translated name with a space', (command) => ({ ...command, name_localizations: { ru: 'два слова' } })],
    ['an unknown language', (command) => ({ ...command, name_localizations: { xx: 'watch' } })],
    ['no description', (command) => ({ ...command, description: '' })],
    ['a long description', (command) => ({ ...command, description: 'x'.repeat(101) })],
    ['a misspelt key', (command) => ({ ...command, contexs: [0] })],
    ['too many options', (command) => ({ ...command, options: Array.from({ length: 26 }, (_, n) => option(`o${n}`)) })],
    ['two options of one name', (command) => ({ ...command, options: [option('a'), option('a')] })],
    ['a required option last', (command) => ({ ...command, options: [option('a'), option('b', { required: true })] })],
    [
      'choices and autocomplete',
      (command) => ({ ...command, options: [option('a', { autocomplete: true, choices: [choice] })] }),
    ],
    ['9,000 characters', (command) => ({ ...command, options: Array.from({ length: 25 }, (_, n) => long(n)) })],
  ])('%s is a fault', (_fact, spoil) => {
    const sound = { ...DECLARED[0], options: [option('a')] } as unknown as Declaration
    expect(declarationFaults([sound])).toEqual([])
    const spoilt = spoil(sound as unknown as Record<string, unknown>) as Declaration
    expect(declarationFaults([spoilt])).not.toEqual([])
  })

  it('a command declared twice is a fault', () => {
    expect(declarationFaults([DECLARED[0]!, DECLARED[0]!])).toEqual(['watch: declared twice'])
  })
})

const option = (name: string, more: object = {}) => ({
  type: 3,
  name,
  name_localizations: {},
  description: 'an option',
  description_localizations: {},
  ...more,
})
const choice = { name: 'x', name_localizations: {}, value: 'x' }
const long = (number: number) =>
  option(`o${number}`, {
    description: 'x'.repeat(100),
    choices: Array.from({ length: 3 }, (_, n) => ({ ...choice, name: `${n}`.padEnd(100, 'x'), value: String(n) })),
  })
