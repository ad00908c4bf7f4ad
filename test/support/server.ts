// A server of people who use the commands, a wire that they hear of, and what a test asks of both.
import { env } from 'cloudflare:workers'
import type { Owner } from '../../src/core/model.ts'
import { type Told, talk } from './chat.ts'
import { api } from './desk-client.ts'
import { type Given, type Person, slash } from './discord-client.ts'
import type { Network } from './network.ts'
import { rss, type Story, WIRE } from './stories.ts'

export const SERVER: Owner = 'guild:500'
export const FEED = 'http://127.0.0.1:1/feed.xml'

/** Not the server's: another server, a personal account that stands in the server, and DMs. */
export const STRANGERS: readonly (readonly [string, Person])[] = [
  ['another server', { guild: '501' }],
  ['a personal account that stands in the server', { guild: '500', owners: { 1: '800' } }],
  ['a DM', { guild: undefined }],
  ['a DM of a personal account', { guild: undefined, owners: { 0: '0', 1: '800' } }],
]

export const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
export const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))

export const sayer =
  (network: Network) =>
  (command: string, options: Record<string, Given> = {}, person: Person = {}): Promise<Told> =>
    talk(network, slash(person, command, options))

/** The operator's wire, read once; its stories were there before anybody asked. */
export const operatorWire = async (network: Network, stories: readonly Story[] = WIRE, url = FEED): Promise<string> => {
  network.on(url, () => new Response(rss(stories)))
  const { id } = await api<{ id: string }>('POST', '/sources', { url, name: 'The Wire' })
  await api('POST', `/sources/${id}/poll`, undefined, 200)
  return id
}
