// A newcomer's first day, walked through the built Worker. What was said is the transcript in docs/discord.md:
//   UPDATE_DOCS=1 npx vitest run --project node test/bundle/newcomer.test.ts
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Message } from '../support/discord.ts'
import type { Given } from '../support/discord-client.ts'
import { until, type Walker, walkerOn } from '../support/discord-walker.ts'
import { expectGenerated } from '../support/generated.ts'
import type { Row, Told } from '../support/told.ts'
import { createTranscript } from '../support/transcript.ts'
import { CHANNEL, MANAGER, openWalk, type WalkScene } from '../support/walk-scene.ts'

const WHO = 'Mina'

let scene: WalkScene
let walker: Walker

beforeAll(async () => {
  scene = await openWalk('Practice wire', 'https://wire.example/')
  walker = walkerOn(scene.worker, scene.discord)
  await scene.push(
    { id: '1', title: 'Dam gates opened before the rain', text: 'Floods are expected along the lower river.' },
    { id: '2', title: 'Choir visits the harbour', text: 'A choir sang for dockers after their shift.' },
    { id: '3', title: 'New line for the trolley bus', text: 'It runs from the station to the botanical garden.' },
  )
})

afterAll(async () => {
  await scene?.close()
})

const alert = () =>
  until(
    () =>
      scene.discord.messages.find(({ channel_id: room }) => room === CHANNEL.id) as Message & { components?: Row[] },
    'the alert',
  )

it('adds a rule, sees an alert, asks why, snoozes, changes to a daily digest, and removes: as docs/discord.md tells it', async () => {
  const transcript = createTranscript({ [CHANNEL.id]: 'north' }, Date.now)
  const answered = (told: Told): Told => {
    transcript.answered(told)
    return told
  }
  /** @param shown options as a person sees them, where what is sent is an id */
  const say = async (path: string, given: Record<string, Given>, shown: Record<string, Given> = {}) => {
    transcript.says(WHO, path, { ...given, ...shown })
    return answered(await walker.say(MANAGER, path, given))
  }
  const press = async (...[shown, label]: [Parameters<Walker['press']>[1], string]) => {
    transcript.presses(WHO, `[${label}]`)
    return answered(await walker.press(MANAGER, shown, label))
  }

  const added = await say('watch add', { query: 'flood* OR "high water"', name: 'Floods' })
  expect(added.content).toContain('It matches 1 of the last 3 items')

  transcript.remark('A story comes.')
  await scene.push({
    id: '4',
    title: 'Water rises at the lower dam',
    text: 'The water control office warned of floods below the lower dam and had seven gates opened.',
    published: Date.UTC(2026, 10, 23, 6),
  })
  const message = await alert()
  transcript.posted(CHANNEL.id, message)
  expect(JSON.stringify(message.embeds)).toContain('Water rises at the lower dam')

  const why = await press(message, 'Why?')
  expect(why.content).toContain('warned of **floods**')

  const howLong = await press(message, 'Snooze')
  transcript.chooses(WHO, '8 hours')
  const quiet = answered(await walker.choose(MANAGER, howLong, '8 hours'))
  expect(quiet.content).toContain('is paused until')

  const [rule] = await walker.offered(MANAGER, 'watch edit', 'rule', 'flo')
  const named = { rule: rule?.name ?? '' }
  const given = { rule: rule?.value ?? '' }
  const daily = await say('watch edit', { ...given, delivery: 'daily', time: '07:30', zone: 'Asia/Seoul' }, named)
  expect(daily.content).toContain('daily at 07:30 (Asia/Seoul)')
  expect(daily.content).toContain('State: paused')
  await say('watch resume', given, named)
  expect((await say('watch list', {})).content).toContain('daily at 07:30')

  expect((await say('watch remove', given, named)).content).toBe('The rule Floods is removed.')
  expect((await say('watch list', {})).content).toContain('No rules yet')
  expectGenerated('docs/discord.md', 'walk', `\n\`\`\`text\n${transcript.text()}\n\`\`\`\n`)
})
