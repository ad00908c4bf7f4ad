// /watch add, edit, and what the form of /watch new sends: a rule for a channel or a hook of this server.

import type { Destination, Rule } from '../../../../core/model.ts'
import { err, ok, type Result } from '../../../../core/result.ts'
import { deskOf } from '../../../env.ts'
import { type Call, field, flag, type Subcommand, text } from '../../command.ts'
import type { Channel, Role } from '../../interaction.ts'
import { channelOption, textOption } from '../../option.ts'
import { missingRights, POSTABLE } from '../../permissions.ts'
import type { Message } from '../../reply.ts'
import {
  destinationOf,
  editFromOptions,
  type Further,
  RULE_OPTION,
  triedAgain,
  withRemark,
  withRule,
} from '../../rules/acts.ts'
import { channelIn, openPlace, placeText } from '../../rules/place.ts'
import { savedMessage } from '../../rules/saved.ts'
import { refusalText } from '../../rules/text.ts'
import {
  changeOf,
  NO_PING_OPTION,
  PING_OPTION,
  WISH_OPTIONS,
  type Wish,
  wishFromFields,
  wishFromOptions,
} from '../../rules/wish.ts'
import { HOOK_ID_CHARS, hookOf, suggestHooks } from '../hook/hooks.ts'

const CHANNEL_OPTION = channelOption('channel', 'Where to post; here if left out', POSTABLE)
const HOOK_OPTION = textOption('hook', 'A hook of this server that takes the alerts instead', {
  suggest: suggestHooks,
  most: HOOK_ID_CHARS,
})
const TAGS_OPTION = textOption('tags', 'Tags of a forum’s posts, by name, separated by commas', { most: 100 })

/** Names of tags have spaces in them. */
const tagsOf = (call: Call): readonly string[] =>
  (text(call, 'tags') ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')

const chosenChannel = (call: Call): Channel | undefined => {
  const named = text(call, 'channel')
  return named === undefined ? undefined : call.interaction.channelOf(named)
}

/** The hook that was named; undefined when none was. */
const chosenHook = async (call: Call): Promise<Result<Destination | undefined, string>> => {
  const wanted = text(call, 'hook')
  if (wanted === undefined) return ok(undefined)
  if (text(call, 'channel') !== undefined) return err(call.say.rules.onePlace)
  const hook = await hookOf(call, wanted)
  return hook === undefined ? err(call.say.hook.noSuch) : ok(hook)
}

const placeFor = async (
  call: Call,
  channel: Channel | undefined,
  ping: Role | undefined,
  tags: readonly string[],
): Promise<Result<Destination, string>> => {
  const hook = await chosenHook(call)
  if (!hook.ok) return hook
  if (hook.value === undefined) return openPlace(call, channel, ping, tags)
  return tags.length > 0 ? err(call.say.rules.tagsWithChannel) : ok(hook.value)
}

const save = async (
  call: Call,
  wish: Wish,
  channel: Channel | undefined,
  tags: readonly string[],
): Promise<Message> => {
  const { env, owner, say, user } = call
  const { query } = wish
  if (query === undefined) return { content: say.rules.nothingToWatch }
  const place = await placeFor(call, channel, wish.ping, tags)
  if (!place.ok) return { content: place.error }
  const draft = { ...changeOf(wish), query, destination: place.value.id }
  const saved = await deskOf(env).addRule(owner, draft, user)
  if (!saved.ok) return { content: refusalText(say, saved.error, query) }
  const told = savedMessage(call, saved.value, placeText(say, place.value), 'watch')
  return withRemark(told, await triedAgain(call, place.value.id))
}

export const add: Subcommand = {
  name: 'add',
  description: 'Alert a channel when something new matches',
  options: [
    ...WISH_OPTIONS.slice(0, 2),
    CHANNEL_OPTION,
    HOOK_OPTION,
    PING_OPTION,
    ...WISH_OPTIONS.slice(2),
    TAGS_OPTION,
  ],
  deferred: true,
  changes: true,
  handle: async (call) => {
    const wish = wishFromOptions(call)
    if (!wish.ok) return { content: wish.error }
    const channel = text(call, 'channel') === undefined ? call.interaction.channel : chosenChannel(call)
    return save(call, wish.value, channel, tagsOf(call))
  },
}

/** The form of /watch new, filled in. */
export const saveNew = async (call: Call): Promise<Message> => {
  const wish = wishFromFields(call)
  if (!wish.ok) return { content: wish.error }
  return save(call, wish.value, call.interaction.channelOf(field(call, 'channel') ?? ''), [])
}

/** Another channel or a hook, if one was named. */
const moved = async (call: Call, ping: Role | undefined): Promise<Result<Destination | undefined, string>> => {
  if (text(call, 'channel') !== undefined || text(call, 'hook') !== undefined)
    return placeFor(call, chosenChannel(call), ping, tagsOf(call))
  return tagsOf(call).length > 0 ? err(call.say.rules.tagsWithChannel) : ok(undefined)
}

type Pinged = { readonly refused: string } | { readonly remark?: string }

/** A new ping in the channel that the rule has already: only of the channel one stands in do we know what the bot may do there. */
const pingedThere = async (call: Call, ping: Role, rule: Rule): Promise<Pinged> => {
  const { say, interaction } = call
  const place = await destinationOf(call, rule)
  const channel = place === undefined ? undefined : channelIn(place)
  if (ping.mentionable || channel === undefined) return {}
  if (interaction.channel?.id !== channel || interaction.channel.permissions === undefined)
    return { remark: say.rules.mayNotPing(`<@&${ping.id}>`, `<#${channel}>`) }
  const missing = missingRights(interaction.channel, ping)
  return missing.length === 0 ? {} : { refused: say.common.missingRights(missing.join(', '), `<#${channel}>`) }
}

/** A role that the rule pings already: whether everybody may mention it is not told. */
const pingsMoved = (call: Call, { mentions }: Rule, channel: Channel | undefined): string | undefined => {
  const [role] = mentions.roles
  if (role === undefined || channel === undefined) return undefined
  const missing = missingRights(channel, { id: role, mentionable: false })
  return missing.length === 0 ? undefined : call.say.rules.mayNotPing(`<@&${role}>`, `<#${channel.id}>`)
}

const NOBODY = { roles: [], users: [] } as const

const further = async (call: Call, { ping }: Wish, known: Rule): Promise<Further> => {
  const quiet = ping === undefined && flag(call, 'no-ping') === true ? { mentions: NOBODY } : {}
  const rule = { ...known, ...quiet }
  const place = await moved(call, ping)
  if (!place.ok) return { refused: place.error }
  if (place.value !== undefined) {
    const remark = ping === undefined ? pingsMoved(call, rule, chosenChannel(call)) : undefined
    return { change: { destination: place.value.id, ...quiet }, remark }
  }
  return ping === undefined ? { change: quiet } : { change: {}, ...(await pingedThere(call, ping, rule)) }
}

export const edit: Subcommand = {
  name: 'edit',
  description: 'Change a rule',
  options: [
    RULE_OPTION,
    ...WISH_OPTIONS.slice(0, 2),
    CHANNEL_OPTION,
    HOOK_OPTION,
    PING_OPTION,
    NO_PING_OPTION,
    ...WISH_OPTIONS.slice(2),
    TAGS_OPTION,
  ],
  deferred: true,
  changes: true,
  handle: withRule(editFromOptions('watch', further)),
}
