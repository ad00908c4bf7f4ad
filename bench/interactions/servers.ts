// Servers that use the bot: each with a channel, rules and an alert in it, so that whatever is asked of them has an answer.
import { setTimeout as sleep } from 'node:timers/promises'
import { apiOf } from '../../src/cli/start/api.ts'
import type { Result } from '../../src/core/result.ts'
import { type Person, signedHeaders, slash } from '../../test/support/discord-client.ts'
import type { ServedDiscord } from '../../test/support/discord-server.ts'
import type { Workerd } from '../workerd.ts'

export const ADMIN_TOKEN = 'asked-admin-token-of-thirty-two-characters'
export const APPLICATION = '100000000000000001'

const FIRST_GUILD = 3_000
const FIRST_CHANNEL = 5_000
/** As many as the Desk remembers for trying a rule. */
const STORIES = 200
const PUSHED_AT_ONCE = 50
const WORDS = ['harvest', 'library', 'orchestra', 'furnace', 'museum', 'bridge', 'hospital', 'missile'] as const
/** The rule behind each server's alert. */
export const STAYING = `All on ${WORDS[WORDS.length - 1]}`
const PARAGRAPH =
  'The work was organised by the local committee together with the bureau in charge, which had set the goal at its meeting in the spring. '
const DEADLINE_MS = 30_000
const LOOK_MS = 2
/** Requests back from the newest, among which a late answer is looked for. */
const RECENT = 20

export type Answer = {
  readonly type: number
  readonly data?: {
    readonly content?: string
    readonly choices?: readonly { readonly name: string; readonly value: string }[]
  }
}
type Component = { readonly custom_id?: string }
type Row = { readonly components: readonly Component[] }

export type Server = {
  readonly manager: Person
  readonly member: Person
  /** Ids of its rules, as they come and go. */
  readonly rules: string[]
  /** Custom_ids of the buttons under its alert. */
  readonly buttons: { readonly why: string; readonly snooze: string }
}

const must = <T>(result: Result<T, string>): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

const waitFor = async <T>(find: () => T | undefined, what: string): Promise<T> => {
  for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; await sleep(LOOK_MS)) {
    const found = find()
    if (found !== undefined) return found
  }
  throw new Error(`${what} did not come`)
}

export type Asker = (interaction: object) => Promise<Answer>

/** Sends an interaction as Discord does, and gives the answer: the late one, where there is one. */
export const askerOf = ({ origin }: Workerd, { requests }: ServedDiscord): Asker => {
  let spoken = 0
  return async (interaction) => {
    const token = `asked-${++spoken}`
    const body = JSON.stringify({ ...interaction, application_id: APPLICATION, token })
    const headers = await signedHeaders(body, Date.now())
    const response = await fetch(`${origin}/interactions`, { method: 'POST', headers, body })
    const answer = (await response.json()) as Answer
    if (response.status !== 200) throw new Error(`an interaction was answered ${response.status}`)
    if (answer.type !== 5) return answer
    const path = `/webhooks/${APPLICATION}/${token}/messages/@original`
    const recent = Math.max(0, requests.length - RECENT)
    const edit = await waitFor(
      () => requests.slice(recent).find((request) => request.path === path && request.status === 200),
      'a late answer',
    )
    return { type: answer.type, data: edit.body as NonNullable<Answer['data']> }
  }
}

const storyOf = (number: number) => {
  const word = WORDS[number % WORDS.length]
  return {
    id: `story-${number}`,
    url: `https://news.example/${number}`,
    title: `Report ${number} on the ${word} of the northern province`,
    content_text: `${PARAGRAPH}The ${word} was praised. ${PARAGRAPH}${PARAGRAPH}`,
  }
}

const personIn = (number: number, user: string, permissions: string): Person => ({
  guild: String(FIRST_GUILD + number),
  channel: { id: String(FIRST_CHANNEL + number), type: 0 },
  user,
  permissions,
})

const buttonsIn = (message: { readonly components?: unknown }): Server['buttons'] => {
  const ids = ((message.components ?? []) as Row[]).flatMap((row) => row.components).map(({ custom_id: id }) => id)
  const named = (verb: string): string => ids.find((id) => id?.startsWith(`1:${verb}:`)) ?? ''
  return { why: named('why'), snooze: named('snooze') }
}

/** A wire with stories, and servers with rules, an alert in the channel of each. */
export const openServers = async (
  worker: Workerd,
  discord: ServedDiscord,
  ask: Asker,
  count: number,
): Promise<readonly Server[]> => {
  const api = apiOf(worker.origin, ADMIN_TOKEN)
  const draft = { url: 'https://news.example/', name: 'Practice wire', every: 0 }
  const { id } = must(await api.post<{ readonly id: string }>('sources', draft))
  const push = async (from: number, until: number): Promise<void> => {
    const items = Array.from({ length: until - from }, (_, index) => storyOf(from + index))
    must(await api.post(`sources/${id}/items`, { items }))
  }
  for (let from = 0; from < STORIES; from += PUSHED_AT_ONCE) await push(from, from + PUSHED_AT_ONCE)
  const people = Array.from({ length: count }, (_, number) => ({
    manager: personIn(number, '801', '32'),
    member: personIn(number, '802', '0'),
  }))
  for (const { manager } of people) {
    for (const word of WORDS) await ask(slash(manager, 'watch add', { query: word, name: `All on ${word}` }))
  }
  await push(STORIES + WORDS.length - 1, STORIES + WORDS.length)
  return Promise.all(
    people.map(async ({ manager, member }) => {
      const room = manager.channel?.id
      const alert = await waitFor(() => discord.messages.find(({ channel_id }) => channel_id === room), 'an alert')
      return { manager, member, rules: [], buttons: buttonsIn(alert) }
    }),
  )
}
