// Nightdesk as the bench uses it: set up through its API, and called in ways that fail loudly when the answer is not the expected
// one, so that no figure is ever that of an error.
import { setTimeout as sleep } from 'node:timers/promises'
import { apiOf } from '../src/cli/start/api.ts'
import type { Result } from '../src/core/result.ts'
import type { Discord } from './discord.ts'
import { atRest, type Workerd } from './workerd.ts'
import { FRESH, type World } from './world.ts'

export const ADMIN_TOKEN = 'bench-admin-token-of-thirty-two-characters'

/** On loopback, so that sources and receivers may be too. */
export const settingsOf = ({ publicKey }: Discord): Readonly<Record<string, string>> => ({
  ADMIN_TOKEN,
  ALLOW_PRIVATE_NETWORK: 'true',
  DISCORD_PUBLIC_KEY: publicKey,
  PUBLIC_URL: 'http://127.0.0.1:8787',
})

/** A handful, of which the world's busy wire wakes three. */
const QUERIES = ['rocket OR missile', '"test fire"', 'summit', 'flood* -typhoon', 'title:"joint statement"'] as const

const DELIVERY_DEADLINE_MS = 30_000
const LOOK_MS = 2

const must = <T>(result: Result<T, string>): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

type Created = { readonly id: string }
type Polled = { readonly outcome: string; readonly new: number; readonly matched: number }

export type Desk = ReturnType<typeof deskOn>

export const deskOn = (subject: Workerd, world: World, discord: Discord) => {
  const api = apiOf(subject.origin, ADMIN_TOKEN)
  let owed = world.received()

  const poll = async (source: string, outcome: string, fresh: number): Promise<void> => {
    const polled = must(await api.post<Polled>(`sources/${source}/poll`))
    if (polled.outcome !== outcome || polled.new !== fresh)
      throw new Error(`a poll of ${source} should be ${outcome} with ${fresh} new items: ${JSON.stringify(polled)}`)
    owed += polled.matched
  }

  return {
    subject,
    /** A source with its first list read. @param every minutes; 0 = by hand only */
    addSource: async (url: string, every: number): Promise<string> => {
      const { id } = must(await api.post<Created>('sources', { url, every }))
      must(await api.post<Polled>(`sources/${id}/poll`))
      return id
    },
    addRules: async (): Promise<void> => {
      const { id } = must(await api.post<Created>('destinations', { kind: 'webhook', url: world.hook }))
      for (const query of QUERIES) must(await api.post<Created>('rules', { query, destination: id }))
    },
    quietPoll: (source: string): Promise<void> => poll(source, 'not-modified', 0),
    busyPoll: (source: string): Promise<void> => poll(source, 'read', FRESH),
    /** Waits until every matched item's alert has reached the receiver and the Worker is done with it. */
    delivered: async (): Promise<void> => {
      for (const deadline = Date.now() + DELIVERY_DEADLINE_MS; world.received() < owed; await sleep(LOOK_MS)) {
        if (Date.now() > deadline) throw new Error(`${owed - world.received()} alerts were not delivered`)
      }
      await atRest(subject)
    },
    /** Calls with PINGs that are signed now, so that signing is not in between. */
    pinger: async (): Promise<() => Promise<void>> => {
      const { headers, body } = await discord.ping(Date.now())
      return async () => {
        const response = await fetch(`${subject.origin}/interactions`, { method: 'POST', headers, body })
        const answer = await response.text()
        if (!response.ok || answer !== '{"type":1}') throw new Error(`a PING was answered ${response.status} ${answer}`)
      }
    },
  }
}
