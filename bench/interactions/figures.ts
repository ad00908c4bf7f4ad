// CPU per interaction: a thousand of a seeded mix, one after the other, in one warm process.
import { join } from 'node:path'
import { PUBLIC_KEY, typing } from '../../test/support/discord-client.ts'
import { serveDiscord } from '../../test/support/discord-server.ts'
import type { Build } from '../build.ts'
import { readWorkerConfig } from '../build.ts'
import { type AtEnd, install } from '../installation.ts'
import { type Random, randomOf } from '../random.ts'
import { atRest, type Workerd } from '../workerd.ts'
import { drawn, type Kind } from './mix.ts'
import { ADMIN_TOKEN, type Asker, askerOf, openServers, type Server, STAYING } from './servers.ts'

/** Aim of this project for one interaction, ms: a third of the CPU that Cloudflare's free plan gives a request. */
export const AIM_MS = 3

export type KindFigure = { readonly kind: Kind; readonly calls: number; readonly mean: number; readonly most: number }
export type InteractionFigures = {
  readonly calls: number
  readonly servers: number
  /** ms of CPU, everything that the calls set off included. */
  readonly mean: number
  readonly kinds: readonly KindFigure[]
}

type Effort = { readonly warmUp: number; readonly calls: number; readonly servers: number }
// So many servers that none asks for more than ten searches a minute.
export const FULL: Effort = { warmUp: 200, calls: 1_000, servers: 20 }
export const QUICK: Effort = { warmUp: 100, calls: 300, servers: 10 }

const SEED = 20_261_125

/** What a server has to begin with is asked of it, as a person's client does. The rule behind its alert is left alone. */
const learnRules = async (ask: Asker, servers: readonly Server[]): Promise<void> => {
  for (const { manager, rules } of servers) {
    const { data } = await ask(typing(manager, 'watch show', 'rule', ''))
    const own = (data?.choices ?? []).filter(({ name }) => !name.startsWith(STAYING))
    rules.splice(0, rules.length, ...own.map(({ value }) => value))
  }
}

const callOne = async (ask: Asker, servers: readonly Server[], random: Random): Promise<Kind> => {
  const { kind, interaction, fits, server } = drawn(servers, random)
  const answer = await ask(interaction)
  if (!fits(answer)) throw new Error(`${kind} was answered ${JSON.stringify(answer).slice(0, 400)}`)
  // A rule that was added may be asked for from now on.
  const made = kind === '/watch add' ? /1:watch-preview:([\w-]+)/.exec(JSON.stringify(answer))?.[1] : undefined
  if (made !== undefined) server.rules.push(made)
  return kind
}

const kindFigures = (used: ReadonlyMap<Kind, readonly number[]>): KindFigure[] =>
  [...used]
    .map(([kind, values]) => ({
      kind,
      calls: values.length,
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      most: Math.max(...values),
    }))
    .toSorted((a, b) => b.mean - a.mean)

const measured = async (
  worker: Workerd,
  ask: Asker,
  servers: readonly Server[],
  { warmUp, calls }: Effort,
): Promise<InteractionFigures> => {
  const random = randomOf(SEED)
  const used = new Map<Kind, number[]>()
  for (let done = 0; done < warmUp; done++) await callOne(ask, servers, random)
  await atRest(worker)
  const began = worker.cpu()
  for (let done = 0; done < calls; done++) {
    const before = worker.cpu()
    const kind = await callOne(ask, servers, random)
    used.set(kind, [...(used.get(kind) ?? []), worker.cpu() - before])
  }
  await atRest(worker)
  return { calls, servers: servers.length, mean: (worker.cpu() - began) / calls, kinds: kindFigures(used) }
}

type Ground = { readonly build: Build; readonly folder: string; readonly atEnd: AtEnd }

export const interactionFigures = async (
  { build, folder, atEnd }: Ground,
  effort: Effort,
): Promise<InteractionFigures> => {
  const discord = await serveDiscord({ token: 'bot-token' })
  atEnd(discord.close)
  const settings = {
    ADMIN_TOKEN,
    ALLOW_PRIVATE_NETWORK: 'true',
    PUBLIC_URL: 'http://127.0.0.1:8787',
    DISCORD_TOKEN: 'bot-token',
    DISCORD_PUBLIC_KEY: PUBLIC_KEY,
    DISCORD_API: `${discord.origin}/api/v10`,
  }
  const config = await readWorkerConfig()
  const asked = await install({ build, config, settings, atEnd }, join(folder, 'storage-asked'))
  const worker = await asked.start()
  const ask = askerOf(worker, discord)
  const servers = await openServers(worker, discord, ask, effort.servers)
  await learnRules(ask, servers)
  const figures = await measured(worker, ask, servers, effort)
  await worker.stop()
  return figures
}
