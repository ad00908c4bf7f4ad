// Which alerts stand in the channel that somebody asks from: those of the owner's own destination there, and of no other.
import type { Alert, Destination } from '../../../../core/model.ts'
import { deskOf, outboxOf } from '../../../env.ts'
import type { Call } from '../../command.ts'
import { DIRECT_MESSAGES } from '../../permissions.ts'
import { channelMark } from '../../rules/place.ts'
import { directMark } from '../alerts/place.ts'

/** An alert and the destination it was delivered to. */
export type Here = { readonly alert: Alert; readonly destination: Destination }

/** A forum's posts are threads in it. */
const marksHere = ({ owner, user, interaction: { channel } }: Call): Promise<string>[] => {
  if (channel === undefined) return []
  // A person's own installation stands in other people's channels too, where none of their alerts is.
  if (owner.startsWith('user:')) return channel.type === DIRECT_MESSAGES ? [directMark(user)] : []
  return [channel.id, channel.parent].filter((id) => id !== undefined).map(channelMark)
}

export const destinationsHere = async (call: Call): Promise<readonly Destination[]> => {
  const desk = deskOf(call.env)
  const found = await Promise.all(marksHere(call).map(async (mark) => desk.destinationFor(call.owner, await mark)))
  return found.filter((destination) => destination !== undefined)
}

/** Undefined for an alert of another place, of another owner, or that never was: nobody can tell which. */
export const alertHere = async (call: Call, id: string | undefined): Promise<Here | undefined> => {
  if (id === undefined) return undefined
  for (const destination of await destinationsHere(call)) {
    const report = await outboxOf(call.env, destination.id).alert(id)
    if (report !== undefined) return { alert: report.alert, destination }
  }
  return undefined
}

/** A channel's webhooks post there too; Discord's id of the message says which it was. */
const posters = async (call: Call): Promise<readonly Destination[]> => {
  if (call.owner.startsWith('user:')) return destinationsHere(call)
  const [own, all] = await Promise.all([destinationsHere(call), deskOf(call.env).listDestinations(call.owner)])
  return [...own, ...all.filter(({ kind }) => kind === 'discord-webhook')]
}

/** The alerts in the message that somebody asks about. */
export const alertsInMessage = async (call: Call): Promise<readonly Alert[]> => {
  const { message } = call.interaction
  if (message === undefined) return []
  for (const { id } of await posters(call)) {
    const alerts = await outboxOf(call.env, id).alertByMessage(message.id)
    if (alerts.length > 0) return alerts
  }
  return []
}

/** Who may change what comes here: who manages the server, and everybody in their own direct messages. */
export const maySettle = ({ owner, user, manages }: Call): boolean =>
  owner.startsWith('guild:') ? manages : owner === `user:${user}`
