// Which servers the bot is still in, as Discord lists them.
import * as v from 'valibot'
import { FETCH, OWNERS } from '../../core/limits.ts'
import type { Settings } from '../settings.ts'
import { discordHeaders } from './rest.ts'

const page = v.array(v.object({ id: v.string() }))

const readPage = async (settings: Settings, after: string): Promise<readonly string[] | undefined> => {
  try {
    const path = `/users/@me/guilds?limit=${OWNERS.GUILDS_PAGE}&after=${after}`
    const signal = AbortSignal.timeout(FETCH.DELIVERY_DEADLINE_MS)
    const response = await fetch(settings.discordApi + path, { headers: discordHeaders(settings, true), signal })
    const read = v.safeParse(page, response.ok ? await response.json() : undefined)
    return read.success ? read.output.map(({ id }) => id) : undefined
  } catch {
    return undefined
  }
}

/** Their ids; undefined when the list could not be had whole: nobody is thought gone for that. */
export const guildsOfBot = async (settings: Settings): Promise<ReadonlySet<string> | undefined> => {
  if (settings.discordToken === undefined) return undefined
  const ids = new Set<string>()
  for (let after = '0'; ; ) {
    const read = await readPage(settings, after)
    if (read === undefined) return undefined
    for (const id of read) ids.add(id)
    const last = read.at(-1)
    if (read.length < OWNERS.GUILDS_PAGE || last === undefined) return ids
    after = last
  }
}
