// Everything the lines of the bench are measured on, opened in one place and closed in one.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Build, build, readWorkerConfig, writePeerConfig } from './build.ts'
import { settingsOf } from './desk.ts'
import { type Discord, newDiscord } from './discord.ts'
import { type AtEnd, type Desks, type Installation, install, type Start, starterOf } from './installation.ts'
import { CONFIG } from './tools.ts'
import { startWorld, type World } from './world.ts'

export type BuildName = 'nightdesk' | 'libraries' | 'empty'

/** Gives another time at every call, ms since the epoch. */
export type Clock = () => number

export type Scene = {
  readonly folder: string
  readonly world: World
  readonly discord: Discord
  readonly builds: Readonly<Record<BuildName, Build>>
  /** Wrangler configurations, for `wrangler check startup`. */
  readonly configs: Readonly<Record<BuildName, string>>
  readonly peers: Readonly<Record<'libraries' | 'empty', Start>>
  readonly desks: Desks
  /** Scheduled times a minute apart, one clock for the whole run: a desk serves no minute twice. */
  readonly minute: Clock
}

const MINUTE_MS = 60_000

const minutesFrom = (start: number): Clock => {
  let at = start
  return () => {
    at += MINUTE_MS
    return at
  }
}

export const openScene = async (atEnd: AtEnd): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'nightdesk-bench-'))
  atEnd(() => rm(folder, { recursive: true, force: true }))
  const config = await readWorkerConfig()
  const configs = {
    nightdesk: CONFIG,
    libraries: await writePeerConfig('libraries', config, folder),
    empty: await writePeerConfig('empty', config, folder),
  }
  const into = (name: BuildName): string => join(folder, `build-${name}`)
  const [nightdesk, libraries, empty] = await Promise.all([
    build('index', configs.nightdesk, into('nightdesk')),
    build('libraries', configs.libraries, into('libraries')),
    build('empty', configs.empty, into('empty')),
  ])
  const world = await startWorld()
  atEnd(world.close)
  const discord = await newDiscord()
  const parts = { build: nightdesk, config, settings: settingsOf(discord), atEnd }
  const desk = (name: keyof Desks): Promise<Installation> => install(parts, join(folder, `storage-${name}`))
  return {
    folder,
    world,
    discord,
    builds: { nightdesk, libraries, empty },
    configs,
    peers: { libraries: starterOf(libraries, config), empty: starterOf(empty, config) },
    minute: minutesFrom(Date.now()),
    desks: { bare: await desk('bare'), due: await desk('due'), watching: await desk('watching') },
  }
}
