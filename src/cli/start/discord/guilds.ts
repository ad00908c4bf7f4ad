// The servers the bot is in, was in, or that are gone.
import { REFUSALS, type Refusal } from './refusals.ts'

/** The server that every channel belongs to unless it is said otherwise. */
export const GUILD_ID = '300000000000000001'

type Standing = 'joined' | 'left' | 'gone'
export type Guild = { readonly id: string; readonly name: string; readonly standing: Standing }

export type Guilds = {
  readonly add: (id: string, name?: string) => void
  /** The bot was removed: nothing of the server is accessible. */
  readonly leave: (id: string) => void
  /** The server was deleted: nothing of it is known. */
  readonly remove: (id: string) => void
  readonly find: (id: string) => Guild | undefined
  readonly joined: () => readonly Guild[]
  /** Why the server, or (`part`) a channel of it, is not to be had. */
  readonly refusal: (id: string, part?: boolean) => Refusal | undefined
}

export const createGuilds = (): Guilds => {
  const guilds = new Map<string, Guild>()
  const turn = (id: string, standing: Standing, name = guilds.get(id)?.name ?? `Server ${id}`): void => {
    guilds.set(id, { id, name, standing })
  }
  turn(GUILD_ID, 'joined', 'Night desk')
  return {
    add: (id, name) => turn(id, 'joined', name),
    leave: (id) => turn(id, 'left'),
    remove: (id) => turn(id, 'gone'),
    find: (id) => guilds.get(id),
    joined: () => [...guilds.values()].filter(({ standing }) => standing === 'joined'),
    refusal: (id, part = false) => {
      const standing = guilds.get(id)?.standing ?? 'gone'
      if (standing === 'left') return REFUSALS.missingAccess
      if (standing === 'gone') return part ? REFUSALS.unknownChannel : REFUSALS.unknownGuild
      return undefined
    },
  }
}
