// `nightdesk relay`: reads a source from this machine, where Cloudflare's addresses are turned away, and pushes what is new.
import { setTimeout as sleep } from 'node:timers/promises'
import { POLL, RELAY, UNITS } from '../core/limits.ts'
import { err, ok, type Result } from '../core/result.ts'
import { readArguments } from './arguments.ts'
import { EXIT, failure, usageError } from './exit.ts'
import { print } from './lines.ts'
import { type Relay, relayRound } from './relay/round.ts'
import { freshState, type RelayState, readState } from './relay/state.ts'
import { readSettings } from './settings-file.ts'

const USAGE = `Usage: nightdesk relay SOURCE --to WORKER_URL [--url URL] [--once] [--every MINUTES] [--state FILE]

Reads the list at URL every ${RELAY.EVERY_MINUTES} minutes and pushes what is new to the Worker's source SOURCE, oldest first.
NIGHTDESK_TOKEN (in the environment or .dev.vars) is the source's token: POST /api/v1/sources/SOURCE/token.
Prints one line of JSON per round: {source, listed, new, known, refused, waiting}.

  --to      the Worker's address; https, but on this machine
  --url     the list: a feed, or a page that "nightdesk read" can read; from the second run on the state file has it
  --once    one round, for schedulers: exits 1 when the source or the Worker could not be had
  --every   minutes between rounds
  --state   which stories the Worker has (./.nightdesk/relay-SOURCE.json): keep it, and stories that could
            not be pushed are pushed by the next round`

type Plan = {
  readonly source: string
  readonly worker: string
  /** Undefined: the one in the state file. */
  readonly url: string | undefined
  readonly file: string
  readonly once: boolean
  readonly every: number
}

const OPTIONS = {
  to: { type: 'string' },
  url: { type: 'string' },
  every: { type: 'string' },
  state: { type: 'string' },
  once: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])
/** As the Worker names sources; it becomes part of an address and of a file's name. */
const SOURCE_ID = /^[a-z0-9][a-z0-9-]{0,63}$/
/** What a header may carry: a token with anything else is none. */
const TOKEN = /^[\x21-\x7e]+$/

const workerOf = (text: string | undefined): Result<string, string> => {
  if (text === undefined || !URL.canParse(text))
    return err("--to wants the Worker's address, like https://desk.example.org.")
  const { protocol, hostname, origin } = new URL(text)
  const safe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
  return safe
    ? ok(origin)
    : err('--to wants an address that begins with https://, so that the token is not sent openly.')
}

const NO_LIST = '--url wants the address of the list, like https://example.org/feed.xml.'

const listOf = (text: string | undefined): Result<string | undefined, string> => {
  if (text === undefined) return ok(undefined)
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? ok(new URL(text).href) : err(NO_LIST)
}

/** Where the relay stands: what its file says, of this list. */
const standOf = ({ url }: Plan, known: RelayState | undefined): RelayState | undefined => {
  if (url === undefined || known?.url === url) return known
  return known === undefined ? freshState(url) : { ...known, url, validators: {} }
}

const everyOf = (text: string | undefined): Result<number, string> => {
  const every = text === undefined ? RELAY.EVERY_MINUTES : Number(text)
  return Number.isInteger(every) && every >= 1 && every <= POLL.EVERY_MINUTES_MAX
    ? ok(every)
    : err(`--every wants whole minutes, 1 to ${POLL.EVERY_MINUTES_MAX}.`)
}

const planOf = (args: readonly string[]): Result<Plan | 'help', string> => {
  const parsed = readArguments(args, OPTIONS)
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  if (values.help === true) return ok('help')
  const [source = '', ...others] = positionals
  if (others.length > 0 || !SOURCE_ID.test(source))
    return err('Name one source by its id, as GET /api/v1/sources lists it.')
  const worker = workerOf(values.to)
  if (!worker.ok) return worker
  const url = listOf(values.url)
  if (!url.ok) return url
  const every = everyOf(values.every)
  if (!every.ok) return every
  const file = values.state ?? `.nightdesk/relay-${source}.json`
  return ok({ source, worker: worker.value, url: url.value, every: every.value, file, once: values.once === true })
}

export const relayCommand = async (args: readonly string[]): Promise<number> => {
  const plan = planOf(args)
  if (!plan.ok) return usageError(plan.error, USAGE)
  if (plan.value === 'help') {
    console.log(USAGE)
    return EXIT.OK
  }
  const token = (await readSettings())['NIGHTDESK_TOKEN'] ?? ''
  if (!TOKEN.test(token))
    return failure('NIGHTDESK_TOKEN is not set. Put the source’s token into .dev.vars or the environment.')
  const state = await readState(plan.value.file)
  if (!state.ok) return failure(state.error)
  const first = standOf(plan.value, state.value)
  return first === undefined ? usageError(NO_LIST, USAGE) : run(plan.value, token, first)
}

/** Rounds until one is enough, none would help, or somebody stops it. */
const run = async (plan: Plan, token: string, first: RelayState): Promise<number> => {
  const stopping = new AbortController()
  const stop = (): void => stopping.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const relay: Relay = { ...plan, token, stop: stopping.signal }
  for (let state = first; ; ) {
    const round = await relayRound(relay, state)
    if (stopping.signal.aborted) return EXIT.OK
    if (!round.ok) return failure(round.error)
    state = round.value.state
    print({ source: plan.source, ...round.value.report })
    for (const problem of round.value.problems) console.error(problem)
    if (plan.once || round.value.final) return round.value.problems.length === 0 ? EXIT.OK : EXIT.FAILED
    await sleep(plan.every * UNITS.MINUTE, undefined, { signal: stopping.signal }).catch(() => undefined)
    if (stopping.signal.aborted) return EXIT.OK
  }
}
