// The words of `nightdesk start`.
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../../core/result.ts'

export type StartOptions = {
  readonly once: boolean
  readonly help: boolean
  readonly port?: number
  readonly state?: string
}

export const USAGE = `Usage: npm start -- [--once | --state DIR] [--port N] [--help]

Runs Nightdesk on this machine, with nothing outside it: the real Worker in workerd, a practice wire that tells
an invented story every few seconds, and stand-ins for Discord and a webhook receiver that show what they get.

  --once       plays one edition of the wire, waits until everything is delivered, prints
               "12 items, 5 matched, 5 alerts, 3 discord, 2 webhook, 0 lost" as its last line and exits:
               0, or 1 when an alert was lost. It keeps nothing, so every run is the same
  --state DIR  keeps everything in DIR instead of .nightdesk/: rules, stories, the API's token (DIR/admin-token).
               The next start finds it again; remove the folder to begin anew
  --port N     the Worker's port (8787; any free one with --once)
  --help       this text

Stop with Ctrl-C. NO_COLOR=1 turns colours off.
`

const PORT = /^[1-9]\d{0,4}$/
const LAST_PORT = 65_535

const OPTIONS = {
  once: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  port: { type: 'string' },
  state: { type: 'string' },
} as const

const wordsOf = (words: readonly string[]) => {
  try {
    return ok(parseArgs({ args: [...words], options: OPTIONS }).values)
  } catch (error) {
    // The sentences after the first explain how to pass such a word after all, which nobody needs here.
    return err(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error))
  }
}

const isPort = (text: string): boolean => PORT.test(text) && Number(text) <= LAST_PORT

/** What was asked for, or one sentence on what is wrong with it. */
export const parseStart = (words: readonly string[]): Result<StartOptions, string> => {
  const values = wordsOf(words)
  if (!values.ok) return values
  const { once = false, help = false, port, state } = values.value
  if (port !== undefined && !isPort(port)) return err(`--port wants a number from 1 to ${LAST_PORT}, not ${port}.`)
  if (once && state !== undefined) return err('--once keeps nothing, so it cannot be given --state.')
  return ok({
    once,
    help,
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(state === undefined ? {} : { state }),
  })
}
