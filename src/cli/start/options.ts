// The words of `nightdesk start`.
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../../core/result.ts'

export type StartOptions = { readonly once: boolean; readonly help: boolean; readonly port?: number }

export const USAGE = `Usage: npm start -- [--once] [--port N] [--help]

Runs Nightdesk on this machine, with nothing outside it: the real Worker in workerd, a practice wire that tells
an invented story every few seconds, and stand-ins for Discord and a webhook receiver that show what they get.

  --once     plays one edition of the wire, waits until everything is delivered, prints
             "12 items, 5 matched, 5 alerts, 3 discord, 2 webhook, 0 lost" as its last line and exits:
             0, or 1 when an alert was lost. It keeps nothing, so every run is the same.
  --port N   the Worker's port (8787; any free one with --once)
  --help     this text

Without --once everything is kept in .nightdesk/ and found again at the next start; remove that folder to begin anew.
The API wants the token in .nightdesk/admin-token. Stop with Ctrl-C. NO_COLOR=1 turns colours off.
`

const PORT = /^[1-9]\d{0,4}$/
const LAST_PORT = 65_535

/** What was asked for, or one sentence on what is wrong with it. */
export const parseStart = (words: readonly string[]): Result<StartOptions, string> => {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { once: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, port: { type: 'string' } },
    })
    const { once = false, help = false, port } = values
    if (port === undefined) return ok({ once, help })
    if (!PORT.test(port) || Number(port) > LAST_PORT)
      return err(`--port wants a number from 1 to ${LAST_PORT}, not ${port}`)
    return ok({ once, help, port: Number(port) })
  } catch (error) {
    return err(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error))
  }
}
