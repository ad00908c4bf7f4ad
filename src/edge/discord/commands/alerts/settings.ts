// /alerts settings: quiet hours, the time of the daily digest, and the time zone of both.
import type { DailyTurn, Destination, QuietHours } from '../../../../core/model.ts'
import { err, ok, type Result } from '../../../../core/result.ts'
import { isZone } from '../../../../core/zone.ts'
import { deskOf, outboxOf } from '../../../env.ts'
import { type Call, type Subcommand, text } from '../../command.ts'
import { textOption } from '../../option.ts'
import type { Message } from '../../reply.ts'
import { suggestZones } from '../../rules/suggest.ts'
import { clockTime, USUAL_TURN } from '../../rules/wish.ts'
import { disarm } from '../../text.ts'
import { knownPlace, openPlace } from './place.ts'

const OFF = 'off'

type Hours = Omit<QuietHours, 'zone'>
/** `quiet`: null ends them. */
type Wanted = { readonly quiet?: Hours | null; readonly daily?: string; readonly zone?: string }

/** `22:00-07:00`, however the dash is typed. */
const hoursOf = (typed: string): Hours | undefined => {
  const [from, to, ...rest] = typed.split(/\s*[-–—]\s*/).map(clockTime)
  return from === undefined || to === undefined || from === to || rest.length > 0 ? undefined : { from, to }
}

const wantedOf = (call: Call): Result<Wanted, string> => {
  const { rules, alerts } = call.say
  const [quiet, digest, zone] = [text(call, 'quiet'), text(call, 'digest'), text(call, 'zone')]
  const hours = quiet === undefined || quiet.toLowerCase() === OFF ? null : hoursOf(quiet)
  const daily = digest === undefined ? undefined : clockTime(digest)
  if (hours === undefined) return err(alerts.noHours(disarm(quiet ?? '')))
  if (digest !== undefined && daily === undefined) return err(rules.noTime(disarm(digest)))
  if (zone !== undefined && !isZone(zone)) return err(rules.noZone(disarm(zone)))
  return ok({
    ...(quiet === undefined ? {} : { quiet: hours }),
    ...(daily === undefined ? {} : { daily }),
    ...(zone === undefined ? {} : { zone }),
  })
}

type Arrangement = { readonly turn: DailyTurn; readonly quiet?: QuietHours }

/** One time zone for all of a person's times. */
const arrangement = (place: Destination | undefined, { quiet, daily, zone: asked }: Wanted): Arrangement => {
  const before = place?.turn ?? USUAL_TURN
  const zone = asked ?? before.zone
  const hours = quiet === undefined ? place?.quiet : quiet
  const turn = { daily: daily ?? before.daily, zone }
  return hours == null ? { turn } : { turn, quiet: { from: hours.from, to: hours.to, zone } }
}

const shown = ({ say }: Call, { turn, quiet }: Arrangement): string => {
  const hours = quiet === undefined ? say.alerts.noQuiet : say.alerts.quiet(quiet.from, quiet.to)
  return [hours, say.alerts.digest(turn.daily), say.alerts.zone(disarm(turn.zone))].join('\n')
}

/** Every daily rule of the person moves along. */
const moveRules = async ({ env, owner, user }: Call, turn: DailyTurn): Promise<void> => {
  const desk = deskOf(env)
  for (const { id, delivery } of await desk.listRules(owner)) {
    const moves = typeof delivery === 'object' && (delivery.daily !== turn.daily || delivery.zone !== turn.zone)
    if (moves) await desk.changeUntried(owner, id, { delivery: turn }, user)
  }
}

const arrange = async (call: Call, wanted: Wanted): Promise<Message> => {
  const place = await openPlace(call)
  if (!place.ok) return { content: place.error }
  const { id, cap } = place.value
  const { turn, quiet } = arrangement(place.value, wanted)
  await deskOf(call.env).changeDestination(call.owner, id, { turn, quiet: quiet ?? null })
  const manners = { ...(quiet === undefined ? {} : { quiet }), ...(cap === undefined ? {} : { cap }) }
  await outboxOf(call.env, id).arrange(id, manners)
  await moveRules(call, turn)
  return { content: `${call.say.alerts.arranged}\n${shown(call, quiet === undefined ? { turn } : { turn, quiet })}` }
}

export const settings: Subcommand = {
  name: 'settings',
  description: 'Your quiet hours, the time of your daily digest, and your time zone',
  options: [
    textOption('quiet', 'Hours without alerts, as 22:00-07:00; off ends them', { most: 20 }),
    textOption('digest', 'When your daily digest comes, as 07:30', { most: 5 }),
    textOption('zone', 'The time zone of these times, as Asia/Seoul', { suggest: suggestZones, most: 64 }),
  ],
  deferred: true,
  changes: true,
  handle: async (call) => {
    const wanted = wantedOf(call)
    if (!wanted.ok) return { content: wanted.error }
    if (Object.keys(wanted.value).length > 0) return arrange(call, wanted.value)
    return { content: shown(call, arrangement(await knownPlace(call), {})) }
  },
}
