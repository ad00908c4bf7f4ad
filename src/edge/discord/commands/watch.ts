// /watch: a server's rules, for those who manage it.
import { QUERY } from '../../../core/limits.ts'
import { type Destination, type Owner, SCOPES, type Scope } from '../../../core/model.ts'
import { parseQuery } from '../../../core/query/parse.ts'
import { ok, type Result } from '../../../core/result.ts'
import type { RuleRefusal } from '../../../flow/rules.ts'
import { deskOf, type Env, outboxOf } from '../../env.ts'
import { fingerprint, freshId } from '../../fingerprint.ts'
import { type SlashCommand, type Subcommand, text } from '../command.ts'
import { channelOption, choiceOption, roleOption, textOption } from '../option.ts'
import { missingRights, POSTABLE } from '../permissions.ts'
import { pointed, refusalText, savedText } from '../rule-text.ts'
import { disarm } from '../text.ts'

const RULE_ID_CHARS = 32

const isScope = (value: string | undefined): value is Scope => SCOPES.some((scope) => scope === value)

const channelDestination = async (
  env: Env,
  owner: Owner,
  channel: string,
): Promise<Result<Destination, RuleRefusal>> => {
  const candidate: Destination = {
    id: freshId(12),
    owner,
    kind: 'discord-channel',
    name: `channel ${channel}`,
    events: ['item', 'revised', 'withdrawn'],
    address: `discord.com/…${channel.slice(-4)}`,
    created: new Date().toISOString(),
  }
  const added = await deskOf(env).addDestination(candidate, await fingerprint(`discord-channel\n${channel}`))
  if (!added.ok) return added
  const { destination } = added.value
  await outboxOf(env, destination.id).configure(destination.id, { kind: 'discord-channel', channel })
  return ok(destination)
}

const add: Subcommand = {
  name: 'add',
  description: 'Alert a channel when something new matches',
  options: [
    textOption('query', 'Words, "a phrase", prefix*, OR, NOT, @topic', { required: true, most: QUERY.CHARS }),
    channelOption('channel', 'Where to post; here if left out', POSTABLE),
    choiceOption('scope', 'How much of an item to look at; title and lead if left out', {
      title: 'title',
      lead: 'title and lead',
      text: 'everything',
    }),
    roleOption('ping', 'A role to mention'),
    textOption('source', 'One source alone, by its id', { most: 64 }),
    textOption('name', 'What to call the rule', { most: 80 }),
  ],
  deferred: true,
  changes: true,
  handle: async (call) => {
    const { env, owner, say, interaction, user } = call
    const query = text(call, 'query')
    const channel = interaction.channelOf(text(call, 'channel') ?? '') ?? interaction.channel
    if (query === undefined || channel === undefined) return { content: say.watch.nothingToWatch }
    const parsed = parseQuery(query)
    if (!parsed.ok) return { content: pointed(query, parsed.error) }
    const ping = interaction.roleOf(text(call, 'ping') ?? '')
    const missing = missingRights(channel, ping)
    if (missing.length > 0) return { content: say.common.missingRights(missing.join(', '), `<#${channel.id}>`) }
    const destination = await channelDestination(env, owner, channel.id)
    if (!destination.ok) return { content: refusalText(say, destination.error, query) }
    const scope = text(call, 'scope')
    const source = text(call, 'source')
    const name = text(call, 'name')
    const draft = {
      query,
      destination: destination.value.id,
      ...(isScope(scope) ? { scope } : {}),
      ...(ping === undefined ? {} : { mentions: { roles: [ping.id], users: [] } }),
      ...(source === undefined ? {} : { sources: [source] }),
      ...(name === undefined ? {} : { name }),
    }
    const saved = await deskOf(env).addRule(owner, draft, user)
    if (!saved.ok) return { content: refusalText(say, saved.error, query) }
    return { content: savedText(say, saved.value, `<#${channel.id}>`) }
  },
}

const list: Subcommand = {
  name: 'list',
  description: 'Show this server’s rules',
  handle: async ({ env, owner, say }) => {
    const rules = await deskOf(env).listRules(owner)
    if (rules.length === 0) return { content: say.watch.none }
    const lines = rules.map(({ id, name, query, paused }) => {
      const called = name === query ? '' : `${disarm(name)}: `
      return `• \`${id}\` ${called}${disarm(query)}${paused ? ` (${say.watch.paused})` : ''}`
    })
    return { content: lines.join('\n') }
  },
}

const remove: Subcommand = {
  name: 'remove',
  description: 'Remove a rule',
  options: [textOption('rule', 'The rule, by its id', { required: true, most: RULE_ID_CHARS })],
  changes: true,
  handle: async (call) => {
    const removal = await deskOf(call.env).removeRule(call.owner, text(call, 'rule') ?? '', call.user)
    return { content: removal === 'removed' ? call.say.watch.removed : call.say.watch.noSuchRule }
  },
}

export const watch: SlashCommand = {
  name: 'watch',
  description: 'Rules that alert this server’s channels',
  access: 'managers',
  places: 'servers',
  subcommands: [add, list, remove],
}
