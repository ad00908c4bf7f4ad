// What /status says: of the bot here, of where alerts go, and of the sources, each with what mends it. At most 20 of each are looked at;
// the others are named.
import type { APIEmbed } from 'discord-api-types/v10'
import { COMMAND, HEALTH } from '../../../../core/limits.ts'
import { type Destination, isHook } from '../../../../core/model.ts'
import { deskOf, outboxOf } from '../../../env.ts'
import type { SourceEntry } from '../../../store/desk-store.ts'
import type { OutboxStatus } from '../../../store/outbox.ts'
import { within } from '../../../within.ts'
import type { Call } from '../../command.ts'
import { namedLines } from '../../lists.ts'
import { maySeeHistory, missingRights } from '../../permissions.ts'
import type { Message } from '../../reply.ts'
import { placeText } from '../../rules/place.ts'
import { moment, standstillText } from '../../rules/text.ts'
import { clip, disarm } from '../../text.ts'

/** Two lists of this length, a summary and the titles stay under the 6,000 characters of a message's embeds. */
const LIST = { room: 2_450, names: 500 } as const
const LINE_CHARS = 300

// The bot

const ownLines = async (call: Call): Promise<readonly string[]> => {
  const { env, owner, say, now, interaction } = call
  const desk = deskOf(env)
  const [health, channel] = await Promise.all([desk.health(now), desk.statusChannel(owner)])
  const missing = interaction.channel === undefined ? [] : missingRights(interaction.channel)
  const here = `<#${interaction.channel?.id ?? '0'}>`
  const late = health.lastTick === undefined || now - Date.parse(health.lastTick) > HEALTH.ROUND_MS
  const last = health.lastTick === undefined ? '–' : moment(health.lastTick)
  return [
    missing.length === 0 ? `✓ ${say.status.canPost}` : `✗ ${say.common.missingRights(missing.join(', '), here)}`,
    ...(interaction.channel === undefined || maySeeHistory(interaction.channel)
      ? []
      : [`✗ ${say.status.noHistory(here)}`]),
    health.gateClosed ? `✗ ${say.status.shut}` : `✓ ${say.status.open}`,
    late ? `✗ ${say.status.late(last)}` : `✓ ${say.status.polled(last)}`,
    channel === undefined ? say.status.noChannel : say.status.channel(`<#${channel}>`),
  ]
}

// Where alerts go

const faultOf = ({ say }: Call, { kind }: Destination, disabled: string): string =>
  standstillText(say, disabled, kind === 'discord-channel' ? say.rules.mend : say.status.mendHook)

const stateText = (call: Call, destination: Destination, status: OutboxStatus | undefined): string => {
  const { say } = call
  if (status === undefined) return `✗ ${say.status.noAnswer}`
  const { disabled, backoff, pending, lastSuccess } = status
  if (disabled !== undefined) return `✗ ${faultOf(call, destination, disabled)}`
  if (backoff !== undefined) return `✗ ${say.status.failing(pending, moment(backoff.next))}`
  const last = lastSuccess === undefined ? say.status.nothingSent : say.status.lastSent(moment(lastSuccess))
  return pending === 0 ? `✓ ${last}` : `✓ ${last}, ${say.status.waiting(pending)}`
}

const destinationList = async (call: Call): Promise<string> => {
  const { env, owner, say } = call
  const { rules, destinations } = await deskOf(env).listWatched(owner)
  const used = new Set(rules.map(({ destination }) => destination))
  // Of a channel that no rule delivers to any more nothing is to be mended; a hook is its owner's to remove.
  const all = destinations.filter(({ id, kind }) => isHook(kind) || used.has(id))
  if (all.length === 0) return say.status.noPlaces
  const asked = all.slice(0, COMMAND.LINES)
  const lines = await Promise.all(
    asked.map(async (destination) => {
      const status = await within(COMMAND.ANSWER_MS, outboxOf(env, destination.id).status())
      const name = placeText(say, destination)
      return { name, line: clip(`• ${name}: ${stateText(call, destination, status)}`, LINE_CHARS) }
    }),
  )
  const others = all.slice(COMMAND.LINES).map((destination) => placeText(say, destination))
  return namedLines(say, lines, others, LIST)
}

// Sources

const isWell = ({ health }: SourceEntry): boolean => health === undefined || health.state === 'ok'

const sourceLine = ({ say, owner }: Call, { source, health }: SourceEntry): string => {
  const name = disarm(source.name)
  const state = health?.state ?? 'ok'
  if (state === 'ok') return `• ✓ ${name}`
  const since = moment(health?.since ?? source.created)
  const evidence = health?.evidence === undefined ? '' : ` (${disarm(health.evidence)})`
  const mend = source.owner === owner ? say.status.mendOwn[state] : say.status.mendShared
  return clip(`• ✗ ${name}: ${say.status.states[state]}, ${since}${evidence}. ${mend}`, LINE_CHARS)
}

/** The Desk is told of every change of a source's state, so that no wire needs to be asked. Troubles first. */
const sourceList = async (call: Call): Promise<string> => {
  const entries = await deskOf(call.env).visibleEntries(call.owner)
  if (entries.length === 0) return call.say.status.noSources
  const sorted = entries.toSorted((a, b) => Number(isWell(a)) - Number(isWell(b)))
  const names = sorted.map(({ source }) => disarm(source.name))
  const lines = sorted
    .slice(0, COMMAND.LINES)
    .map((entry, at) => ({ name: names[at] ?? '', line: sourceLine(call, entry) }))
  return namedLines(call.say, lines, names.slice(COMMAND.LINES), LIST)
}

/** @param changed a sentence on what was just changed */
export const reportOf = async (call: Call, changed: string | undefined): Promise<Message> => {
  const { say } = call
  const [own, places, sources] = await Promise.all([ownLines(call), destinationList(call), sourceList(call)])
  const embeds: APIEmbed[] = [
    { title: say.status.title, description: own.join('\n') },
    { title: say.status.places, description: places },
    { title: say.status.sources, description: sources },
  ]
  return changed === undefined ? { embeds } : { content: changed, embeds }
}
