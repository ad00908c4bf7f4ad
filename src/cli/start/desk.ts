// The local desk as one thing: the Worker, the practice wire and the two stand-ins, started, set up and stopped together.
import { generateKeyPairSync } from 'node:crypto'
import { err, ok, type Result } from '../../core/result.ts'
import { type Api, apiOf } from './api.ts'
import { type Arrival, arrivalOfHook, arrivalOfMessage } from './arrivals.ts'
import { createDiscord, type Discord } from './discord/discord.ts'
import { APPLICATION_ID } from './discord/world.ts'
import { createReceiver, type Receiver } from './receiver.ts'
import { type Served, serve } from './serve.ts'
import { type LocalSetup, setUp } from './set-up.ts'
import type { StateFolder } from './state.ts'
import { createWire, type PracticeWire } from './wire.ts'
import { type RunningWorker, runWorker, type WorkerOptions } from './worker.ts'

/** Stories on the wire when the desk first looks: the second of them is news for a rule. */
const OPENING = 2
/** Nothing but the stand-in believes it. */
const BOT_TOKEN = 'stand-in-bot-token'

export type LocalDesk = {
  readonly api: Api
  readonly worker: RunningWorker
  readonly wire: PracticeWire
  readonly discord: Discord
  readonly receiver: Receiver
  readonly setup: LocalSetup
  readonly origins: { readonly wire: string; readonly discord: string; readonly receiver: string }
  /** Writes down where the wire is, for the next start. */
  readonly save: () => void
  readonly stop: () => Promise<void>
}

export type DeskOptions = Pick<WorkerOptions, 'config' | 'port' | 'onLog'> & {
  readonly folder: StateFolder
  readonly onArrival: (arrival: Arrival) => void
}

const publicKey = (): string => {
  const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
  return Buffer.from(x ?? '', 'base64url').toString('hex')
}

type StandIns = Pick<LocalDesk, 'wire' | 'discord' | 'receiver' | 'origins'> & {
  readonly key: string
  readonly served: { readonly wire: Served; readonly discord: Served; readonly receiver: Served }
}

const standIns = async ({ folder, onArrival }: DeskOptions): Promise<StandIns> => {
  const { ports, wire: told, webhook } = folder.state
  const key = publicKey()
  const wire = createWire(told)
  while (wire.stories().length < OPENING) wire.tell()
  const discord = createDiscord({
    token: BOT_TOKEN,
    publicKey: key,
    onMessage: (event) => onArrival(arrivalOfMessage(event)),
  })
  const receiver = createReceiver({ onReceived: (received) => onArrival(arrivalOfHook(received)) })
  if (webhook !== undefined) receiver.trust(webhook.secret)
  const served = {
    wire: await serve(wire.fetch, ports.wire),
    discord: await serve(discord.fetch, ports.discord),
    receiver: await serve(receiver.fetch, ports.receiver),
  }
  const origins = {
    wire: served.wire.origin,
    discord: served.discord.origin,
    receiver: served.receiver.origin,
  }
  return { wire, discord, receiver, origins, key, served }
}

const settingsOf = ({ folder, port }: DeskOptions, { origins, key }: StandIns): WorkerOptions['settings'] => ({
  ADMIN_TOKEN: folder.adminToken,
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  ALLOW_PRIVATE_NETWORK: 'true',
  DISCORD_API: `${origins.discord}/api/v10`,
  DISCORD_TOKEN: BOT_TOKEN,
  DISCORD_PUBLIC_KEY: key,
  DISCORD_APPLICATION_ID: APPLICATION_ID,
})

const saver = (folder: StateFolder, parts: StandIns, setup: LocalSetup) => (): void =>
  folder.save({
    ports: { wire: parts.served.wire.port, discord: parts.served.discord.port, receiver: parts.served.receiver.port },
    wire: parts.wire.state(),
    webhook: setup.webhook,
  })

/** Starts everything and sets it up; on an error, all that was started is stopped again. */
export const startDesk = async (options: DeskOptions): Promise<Result<LocalDesk, string>> => {
  const { folder, config, port, onLog } = options
  const parts = await standIns(options)
  const closeAll = async (): Promise<void> => {
    await Promise.all(Object.values(parts.served).map(({ close }) => close()))
  }
  const worker = await runWorker({ config, port, onLog, folder: folder.path, settings: settingsOf(options, parts) })
  if (!worker.ok) {
    await closeAll()
    return worker
  }
  const stop = async (): Promise<void> => {
    await worker.value.stop()
    await closeAll()
  }
  await worker.value.tick()
  const api = apiOf(worker.value.origin, folder.adminToken)
  const { wire, discord, receiver, origins } = parts
  const setup = await setUp({
    api,
    feed: `${origins.wire}/feed.xml`,
    hook: `${origins.receiver}/hook`,
    opening: OPENING,
    ...(folder.state.webhook === undefined ? {} : { webhook: folder.state.webhook }),
  })
  if (!setup.ok) {
    await stop()
    return setup
  }
  receiver.trust(setup.value.webhook.secret)
  const save = saver(folder, parts, setup.value)
  save()
  return ok({ api, worker: worker.value, wire, discord, receiver, origins, setup: setup.value, save, stop })
}

export type Polled = { readonly new: number; readonly matched: number }

type PollAnswer = Polled & { readonly outcome: string; readonly error?: { readonly message?: string } }

/** Lets the Worker look at the wire now, whatever the source's turn. */
export const pollNow = async ({ api, setup }: LocalDesk): Promise<Result<Polled, string>> => {
  const polled = await api.post<PollAnswer>(`sources/${setup.source}/poll`)
  if (!polled.ok || polled.value.outcome !== 'failed') return polled
  return err(`the Worker could not read the wire: ${polled.value.error?.message ?? 'it does not say why'}`)
}
