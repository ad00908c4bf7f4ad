// Where a person's alerts go: their direct messages, which are kept only once a first one has arrived.
import type { Destination } from '../../../../core/model.ts'
import { err, ok, type Result } from '../../../../core/result.ts'
import { deskOf, outboxOf } from '../../../env.ts'
import { fingerprint, freshId } from '../../../fingerprint.ts'
import type { Call } from '../../command.ts'
import { directChannel, greet, type Unheard } from '../../greeting.ts'
import { refusalText } from '../../rules/text.ts'
import { disarm } from '../../text.ts'

export const directMark = (user: string): Promise<string> => fingerprint(`discord-dm\n${user}`)

/** A person's one destination, if they have it already. */
export const knownPlace = async ({ env, owner, user }: Call): Promise<Destination | undefined> =>
  deskOf(env).destinationFor(owner, await directMark(user))

const unheardText = ({ say }: Call, { outcome, reason }: Unheard): string =>
  outcome === 'gone' ? say.alerts.closed : say.alerts.notArrived(disarm(reason))

/** The channel, once a first message stands in it. An error is a whole sentence for the person. */
const reached = async (call: Call): Promise<Result<string, string>> => {
  const opened = await directChannel(call)
  if (!('channel' in opened)) return err(unheardText(call, opened))
  const unheard = await greet(call, opened.channel, call.say.alerts.greeting)
  return unheard === undefined ? ok(opened.channel) : err(unheardText(call, unheard))
}

const keep = async (call: Call, channel: string): Promise<Result<Destination, string>> => {
  const { env, owner, user, now, say } = call
  const candidate: Destination = {
    id: freshId(12),
    owner,
    kind: 'discord-dm',
    name: 'direct message',
    events: ['item', 'revised', 'withdrawn'],
    address: `discord.com/…${channel.slice(-4)}`,
    created: new Date(now).toISOString(),
  }
  const added = await deskOf(env).addDestination(candidate, await directMark(user))
  if (!added.ok) return err(refusalText(say, added.error, ''))
  const { id } = added.value.destination
  await outboxOf(env, id).configure(id, { kind: 'discord-dm', user, channel })
  return ok(added.value.destination)
}

/** As it is if it works; otherwise after a first message, or the sentence why none arrives. */
export const openPlace = async (call: Call): Promise<Result<Destination, string>> => {
  const known = await knownPlace(call)
  const outbox = known === undefined ? undefined : outboxOf(call.env, known.id)
  if (known !== undefined && (await outbox?.status())?.disabled === undefined) return ok(known)
  const channel = await reached(call)
  if (!channel.ok) return channel
  const kept = await keep(call, channel.value)
  await outbox?.enable()
  return kept
}
