// Everything a person can do in Discord, done: each command, button, select, form and autocomplete through the built Worker, by a client
// that signs like Discord, against a stand-in that is as strict. What no walk has reached fails the last test.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../support/discord.ts'
import { CAN_POST, type Person } from '../support/discord-client.ts'
import { ALL_PARTS, TYPED } from '../support/discord-parts.ts'
import { until, type Walker, walkerOn } from '../support/discord-walker.ts'
import type { Row, Told } from '../support/told.ts'
import { CHANNEL, MANAGER, MEMBER, OTHER, openWalk, type WalkScene } from '../support/walk-scene.ts'

const walked = new Set<string>()

let scene: WalkScene
let walker: Walker

beforeAll(async () => {
  scene = await openWalk('Practice wire', 'https://wire.example/')
  walker = walkerOn(scene.worker, scene.discord, walked)
  await scene.push(
    { id: '1', title: 'Dam gates opened before the rain', text: 'Floods are expected along the lower river.' },
    { id: '2', title: 'Choir visits the harbour', text: 'A choir sang for dockers.' },
  )
})

afterAll(async () => {
  await scene?.close()
})

const READER: Person = { guild: undefined, user: '803', permissions: '0' }

type Posted = Message & { readonly components?: readonly Row[] }

const postedIn = (channel: string): readonly Posted[] =>
  scene.discord.messages.filter(({ channel_id: room }) => room === channel) as readonly Posted[]

/** The newest message there that speaks of this. */
const posted = (channel: string, words: string): Promise<Posted> =>
  until(() => postedIn(channel).findLast((message) => JSON.stringify(message).includes(words)), `“${words}”`)

/** What the first choice stands for. */
const first = async (who: Person, path: string, option: string, typed: string): Promise<string> => {
  const [choice] = await walker.offered(who, path, option, typed)
  if (choice === undefined) throw new Error(`nothing is offered for ${option} of /${path}`)
  return choice.value
}

const ruleOf = (name: string): Promise<string> => first(MANAGER, 'watch show', 'rule', name)
const channelIn = (place: { readonly id: string }) => ({
  channels: { [place.id]: { ...place, app_permissions: CAN_POST } },
})
const titles = ({ embeds }: Told): unknown[] => embeds.map(({ title }) => title)

describe('a rule', () => {
  it('is added, shown as an alert, changed in a form, and put back', async () => {
    const added = await walker.say(MANAGER, 'watch add', { query: 'flood*', name: 'Floods' })
    expect(added).toMatchObject({ deferred: true })
    expect(added.content).toContain(`Watching for Floods: flood\\* in <#${CHANNEL.id}>, at once.`)
    expect(added.content).toContain('It matches 1 of the last 2 items')
    expect(titles(await walker.press(MANAGER, added, 'Preview'))).toEqual(['Dam gates opened before the rain'])
    const form = await walker.press(MANAGER, added, 'Edit')
    const changed = await walker.fill(MANAGER, form, { query: 'flood* OR storm', name: 'Floods', scope: ['lead'] })
    expect(changed.content).toContain('flood\\* OR storm')
    expect(await walker.press(MANAGER, changed, 'Undo')).toMatchObject({ type: 7, content: 'Undone.' })
    const shown = await walker.say(MANAGER, 'watch show', { rule: await ruleOf('Floods') })
    expect(shown.content).toContain('Looks for: flood\\*\n')
  })

  it('is made step by step in a form', async () => {
    const form = await walker.say(MANAGER, 'watch new')
    expect(form.modal?.title).toBe('A new rule')
    const made = await walker.fill(
      MANAGER,
      form,
      { query: 'dam', topics: [], 'other-topics': [], channel: [CHANNEL.id], ping: [] },
      channelIn(CHANNEL),
    )
    expect(made.content).toContain(`Watching for dam in <#${CHANNEL.id}>, at once.`)
  })

  it('is edited, paused, resumed, tried, previewed and explained, with everything on record', async () => {
    const rule = await ruleOf('Floods')
    const edited = await walker.say(MANAGER, 'watch edit', { rule, changes: 'reply' })
    expect(edited.content).toContain('Watching for Floods')
    const paused = await walker.say(MANAGER, 'watch pause', { rule, for: '8h' })
    expect(paused.content).toMatch(/^The rule Floods is paused until <t:\d+:f>\.$/)
    expect((await walker.say(MANAGER, 'watch resume', { rule })).content).toBe('The rule Floods goes on.')
    const tried = await walker.say(MANAGER, 'watch test', { query: 'harbour' })
    expect(tried.content).toContain('• Choir visits the **harbour**')
    expect(titles(await walker.say(MANAGER, 'watch preview', { rule }))).toEqual(['Dam gates opened before the rain'])
    const item = await first(MANAGER, 'watch why', 'item', 'choir')
    expect((await walker.say(MANAGER, 'watch why', { rule, item })).content).toContain(
      '✗ flood\\*: not in title and lead',
    )
    const history = await walker.say(MANAGER, 'watch history')
    expect(history.content.split('\n')).toHaveLength(7)
    expect(await walker.press(MANAGER, history, 'Undo the last change')).toMatchObject({ content: 'Undone.' })
    await walker.say(MANAGER, 'watch resume', { rule })
  })

  it('is found in a list that has pages', async () => {
    for (let number = 1; number <= 9; number++) await walker.say(MANAGER, 'watch add', { query: `glacier${number}` })
    const list = await walker.say(MANAGER, 'watch list')
    expect(list.content.split('\n')).toHaveLength(10)
    const next = await walker.press(MANAGER, list, 'More')
    expect(next).toMatchObject({ type: 7 })
    expect(next.content).toContain('glacier9')
    expect((await walker.press(MANAGER, next, 'Back')).content).toBe(list.content)
  })
})

describe('an alert', () => {
  it('comes into the channel, and says why to everybody', async () => {
    await scene.push({ id: '3', title: 'Floods reach the dam', text: 'Water stands at the crown.' })
    const alert = await posted(CHANNEL.id, 'Floods reach the dam')
    const why = await walker.press(MEMBER, alert, 'Why?')
    expect(why.content).toContain('Rule **Floods**: floods')
    expect(why.content).toContain('Rule **dam**: dam')
    expect((await walker.onMenu(MEMBER, 'Why did this match?', alert)).content).toBe(why.content)
  })

  it('quiets one of its rules, and its story; both are refused to who may not', async () => {
    const alert = await posted(CHANNEL.id, 'Floods reach the dam')
    const refused = 'That takes the permission to manage the server.'
    expect((await walker.press(MEMBER, alert, 'Snooze')).content).toBe(refused)
    expect((await walker.press(MEMBER, alert, 'Mute story')).content).toBe(refused)
    const which = await walker.press(MANAGER, alert, 'Snooze')
    const howLong = await walker.choose(MANAGER, which, 'Floods')
    expect(howLong.content).toBe('For how long is the rule Floods to be quiet?')
    expect((await walker.choose(MANAGER, howLong, '8 hours')).content).toContain('The rule Floods is paused until')
    await walker.say(MANAGER, 'watch resume', { rule: await ruleOf('Floods') })
    const muted = await walker.press(MANAGER, alert, 'Mute story')
    expect(muted.content).toBe('No more of this story here: Floods reach the dam')
    expect((await walker.press(MANAGER, muted, 'Undo')).content).toBe('Undone.')
  })

  it('of several stories in one message is asked by choosing one', async () => {
    await scene.push(
      { id: '4', title: 'Floods in the north', text: 'Roads are closed.' },
      { id: '5', title: 'Floods in the south', text: 'Bridges are closed.' },
    )
    const both = await posted(CHANNEL.id, 'Floods in the south')
    const one = await walker.choose(MEMBER, both, 'Floods in the north')
    expect(one.content).toBe('**Floods in the north**')
    expect((await walker.press(MEMBER, one, 'Why?')).content).toContain('**Floods** in the north')
  })
})

describe('a server', () => {
  it('mutes a source, and sees what is muted', async () => {
    const what = await first(MANAGER, 'mute add', 'what', 'Practice')
    expect((await walker.say(MANAGER, 'mute add', { what, for: '24h' })).content).toContain('**Practice wire**')
    expect((await walker.say(MANAGER, 'mute list')).content).toContain('**Practice wire**')
  })

  it('reads a source of its own', async () => {
    const added = await walker.say(MANAGER, 'source add', { url: scene.feed, name: 'Own wire' })
    expect(added.content).toContain('Reading Own wire from now on')
    expect(added.content).toContain('It can be read: 4 items listed.')
    expect((await walker.say(MANAGER, 'source list')).content).toMatch(/Own wire \(`own-wire-[a-p]{5}`\): every 15 min/)
    const { content } = await walker.say(MANAGER, 'source status')
    expect(content).toMatch(/✓ Own wire \(`own-wire-[a-p]{5}`\) ok since <t:\d+:R>, 4 items/)
  })

  it('has a webhook, which takes alerts once it has shown that it wants them', async () => {
    const form = await walker.say(MANAGER, 'hook add', { format: 'standard' })
    const added = await walker.fill(MANAGER, form, { url: scene.hook, name: 'Receiver' })
    expect(added.content).not.toContain('/hook"')
    const secret = /\|\|`(whsec_[^`]+)`\|\|/.exec(added.content)?.[1] ?? ''
    scene.receiver.trust(secret)
    expect((await walker.say(MANAGER, 'hook list')).content).toContain('waiting for a test that is accepted')
    const hook = await first(MANAGER, 'hook test', 'hook', 'rec')
    const tested = await walker.say(MANAGER, 'hook test', { hook })
    expect(tested.content).toBe('The test was accepted: Receiver is ready for alerts.')
    const rotated = await walker.say(MANAGER, 'hook rotate', { hook })
    expect(rotated.content).toContain('Receiver has a new secret')
    expect((await walker.say(MANAGER, 'hook enable', { hook })).content).toBe('Receiver goes on.')
  })

  it('is told how everything is, and where', async () => {
    const status = await walker.say(MANAGER, 'status', { channel: OTHER.id }, channelIn(OTHER))
    expect(status.content).toBe(`Word of trouble goes to <#${OTHER.id}> from now on.`)
    expect(titles(status)).toEqual(['Nightdesk here', 'Where alerts go', 'Sources'])
    expect((await posted(OTHER.id, 'This is where')).content).toContain('This is where I will tell it')
  })
})

describe('everybody', () => {
  it('looks through what there is', async () => {
    expect(titles(await walker.say(MEMBER, 'latest', { count: 1 }))).toHaveLength(1)
    expect(titles(await walker.say(MEMBER, 'search', { query: 'crown' }))).toEqual(['Floods reach the dam'])
    expect((await walker.say(MEMBER, 'trend', { query: 'flood*', days: '7' })).content).toContain(
      'in 7 days, by the day in Pyongyang',
    )
    const help = await walker.say(MEMBER, 'help')
    expect(help.embeds[0]?.['description']).toContain('`/alerts add`')
    expect(help.embeds[0]?.['description']).not.toContain('`/watch add`')
  })

  it('has rules of their own, told by direct message', async () => {
    const added = await walker.say(READER, 'alerts add', { query: 'avalanche', name: 'Mine' })
    expect(added.content).toContain('Watching for Mine: avalanche in your direct messages, at once.')
    const greeting = await until(
      () => scene.discord.messages.find(({ content }) => content?.includes('This is where your alerts will come')),
      'the greeting',
    )
    const reader: Person = { ...READER, channel: { id: greeting.channel_id, type: 1 } }
    expect((await walker.press(reader, added, 'Preview')).content).toContain('nothing to show yet')
    const form = await walker.press(reader, added, 'Edit')
    const changed = await walker.fill(reader, form, { query: 'avalanche OR landslide', name: 'Mine' })
    expect((await walker.press(reader, changed, 'Undo')).content).toBe('Undone.')
    expect((await walker.say(reader, 'alerts list')).content).toContain('**Mine**: avalanche (your direct messages')
    await scene.push({ id: '6', title: 'Avalanche closes the pass', text: 'Snow lies on the road.' })
    const alert = await posted(greeting.channel_id, 'Avalanche closes the pass')
    expect((await walker.press(reader, alert, 'Mute story')).content).toContain('No more of this story here')
    expect((await walker.say(reader, 'alerts muted')).content).toContain('**Avalanche closes the pass**')
    const rule = await first(reader, 'alerts edit', 'rule', 'mine')
    const daily = await walker.say(reader, 'alerts edit', { rule, delivery: 'daily' })
    expect(daily.content).toContain('daily at 07:30 (Asia/Seoul)')
    expect((await walker.say(reader, 'alerts pause', { rule })).content).toContain('is paused until you resume it')
    expect((await walker.say(reader, 'alerts resume', { rule })).content).toBe('The rule Mine goes on.')
    const zone = await first(reader, 'alerts settings', 'zone', 'berl')
    const set = await walker.say(reader, 'alerts settings', { quiet: '22:00-07:00', digest: '06:15', zone })
    expect(set.content).toContain('Daily digest: at 06:15\nTime zone: Europe/Berlin')
    // Ten rules fill a page, and nobody has more: Back and More stand under older lists alone.
    expect((await walker.pressOld(reader, '1:alerts-list:1')).content).toContain('daily at 06:15')
  })
})

describe('while somebody types', () => {
  it.each(TYPED)('$option of /$path offers something', async ({ path, option }) => {
    const who = path.startsWith('alerts') ? READER : MANAGER
    expect(await walker.offered(who, path, option, '')).not.toEqual([])
  })
})

describe('what was made', () => {
  it('can all be removed again', async () => {
    const rule = await ruleOf('Floods')
    const gone = await walker.say(MANAGER, 'watch remove', { rule })
    expect(gone.content).toBe('The rule Floods is removed.')
    expect((await walker.press(MANAGER, gone, 'Undo')).content).toBe('Undone.')
    const what = await first(MANAGER, 'mute remove', 'what', '')
    expect((await walker.say(MANAGER, 'mute remove', { what })).content).toBe('No longer muted: **Practice wire**')
    const source = await first(MANAGER, 'source remove', 'source', 'own')
    expect((await walker.say(MANAGER, 'source remove', { source })).content).toBe('Own wire is no longer read.')
    const hook = await first(MANAGER, 'hook remove', 'hook', 'rec')
    expect((await walker.say(MANAGER, 'hook remove', { hook })).content).toContain('The hook Receiver is removed')
    const story = await first(READER, 'alerts muted', 'what', 'aval')
    expect((await walker.say(READER, 'alerts muted', { what: story })).content).toMatch(/^No longer muted/)
    const mine = await first(READER, 'alerts remove', 'rule', 'mine')
    expect((await walker.say(READER, 'alerts remove', { rule: mine })).content).toBe('The rule Mine is removed.')
    expect((await walker.say(READER, 'alerts forget-me')).content).toContain('Everything of you is deleted')
  })
})

it('nothing that is declared was left out', () => {
  expect(ALL_PARTS.length).toBeGreaterThan(80)
  expect(ALL_PARTS.filter((part) => !walked.has(part))).toEqual([])
})

it('broke none of Discord’s rules', () => {
  expect(scene.discord.breaches()).toEqual([])
})
