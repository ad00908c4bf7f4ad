// /watch: a server's rules, for those who manage it.
import { DISCORD, QUERY } from '../../../core/limits.ts'
import { type Destination, type Owner, type Rule, SCOPES, type Scope } from '../../../core/model.ts'
import { parseQuery } from '../../../core/query/parse.ts'
import { ok, type Result } from '../../../core/result.ts'
import { pointAt } from '../../../core/text/width.ts'
import type { RuleRefusal } from '../../../flow/rules.ts'
import { caution, type Trial } from '../../../flow/trial.ts'
import { deskOf, type Env, outboxOf } from '../../env.ts'
import { fingerprint, freshId } from '../../fingerprint.ts'
import type { TopicChange } from '../../store/topic-news.ts'
import { type Command, type Reply, type Subcommand, text } from '../command.ts'
import { clip, disarm } from '../text.ts'

/** Discord's numbers for option types, a text channel kind and its news and thread kinds, MANAGE_GUILD, and "in a server". */
const SUBCOMMAND = 1
const STRING = 3
const CHANNEL = 7
const ROLE = 8
const POSTABLE_CHANNELS = [0, 5, 10, 11, 12]
const MANAGE_GUILD = '32'
const IN_GUILD = 0
const GUILD_INSTALL = 0
const CHAT_INPUT = 1

const EXAMPLES = 3
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

/** The query again, with a caret under the first wrong letter. */
const pointed = (query: string, start: number, message: string): string =>
  `\`\`\`\n${pointAt(query.replaceAll('`', 'ˋ'), start)}\n\`\`\`${disarm(message)}`

const refusalText = (refusal: RuleRefusal, query: string): string => {
  switch (refusal.reason) {
    case 'query':
      return pointed(query, refusal.error.start, refusal.error.message)
    case 'unknown-destination':
      return 'I cannot deliver to that channel.'
    case 'unknown-source':
      return `There is no source “${disarm(refusal.source)}”.`
    case 'quota':
      return refusal.message
    case 'personal-off':
      return 'The operator has turned personal alerts off.'
  }
}

const savedText = (rule: Rule, channel: string, trial: Trial): string => {
  const { of, hits, items } = trial
  const examples = items.slice(0, EXAMPLES).map(({ title }) => `• ${disarm(title)}`)
  const head = `Watching for ${disarm(rule.query)} in <#${channel}> (rule \`${rule.id}\`).`
  const least = rule.scope === 'text' ? 'at least ' : ''
  const plainly =
    of === 0 ? 'No items have been seen yet to try it on.' : `It matches ${least}${hits} of the last ${of} items.`
  const tried = caution(trial, rule.scope) ?? plainly
  return clip([head, tried, ...examples].join('\n'), DISCORD.CONTENT)
}

const add: Subcommand = {
  declaration: {
    type: SUBCOMMAND,
    name: 'add',
    description: 'Alert a channel when something new matches',
    options: [
      {
        type: STRING,
        name: 'query',
        description: 'Words, "a phrase", prefix*, OR, NOT, @topic',
        required: true,
        max_length: QUERY.CHARS,
      },
      {
        type: CHANNEL,
        name: 'channel',
        description: 'Where to post; here if left out',
        channel_types: POSTABLE_CHANNELS,
      },
      {
        type: STRING,
        name: 'scope',
        description: 'How much of an item to look at; title and lead if left out',
        choices: [
          { name: 'title', value: 'title' },
          { name: 'title and lead', value: 'lead' },
          { name: 'everything', value: 'text' },
        ],
      },
      { type: ROLE, name: 'ping', description: 'A role to mention' },
      { type: STRING, name: 'source', description: 'One source alone, by its id', max_length: 64 },
      { type: STRING, name: 'name', description: 'What to call the rule', max_length: 80 },
    ],
  },
  handle: async (call) => {
    const query = text(call, 'query')
    const channel = text(call, 'channel') ?? call.interaction.channel?.id
    if (query === undefined || channel === undefined)
      return { content: 'Tell me what to watch for, in a server’s channel.' }
    const parsed = parseQuery(query)
    if (!parsed.ok) return { content: pointed(query, parsed.error.start, parsed.error.message) }
    const destination = await channelDestination(call.env, call.owner, channel)
    if (!destination.ok) return { content: refusalText(destination.error, query) }
    const scope = text(call, 'scope')
    const ping = text(call, 'ping')
    const source = text(call, 'source')
    const name = text(call, 'name')
    const saved = await deskOf(call.env).addRule(call.owner, {
      query,
      destination: destination.value.id,
      ...(isScope(scope) ? { scope } : {}),
      ...(ping === undefined ? {} : { mentions: { roles: [ping], users: [] } }),
      ...(source === undefined ? {} : { sources: [source] }),
      ...(name === undefined ? {} : { name }),
    })
    const content = saved.ok ? savedText(saved.value.rule, channel, saved.value.trial) : refusalText(saved.error, query)
    return { content }
  },
}

const newsLine = ({ topic, from, to }: TopicChange): string =>
  `The topic @${topic} has changed (version ${from} to ${to}): rules that name it may catch other items than before.`

const list: Subcommand = {
  declaration: { type: SUBCOMMAND, name: 'list', description: 'Show this server’s rules' },
  handle: async ({ env, owner }): Promise<Reply> => {
    const rules = await deskOf(env).listRules(owner)
    if (rules.length === 0) return { content: 'No rules yet. Make one with /watch add.' }
    const news = (await deskOf(env).takeTopicNews(owner)).map(newsLine)
    const lines = rules.map(({ id, name, query, paused }) => {
      const called = name === query ? '' : `${disarm(name)}: `
      return `• \`${id}\` ${called}${disarm(query)}${paused ? ' (paused)' : ''}`
    })
    return { content: clip([...news, ...lines].join('\n'), DISCORD.CONTENT) }
  },
}

const remove: Subcommand = {
  declaration: {
    type: SUBCOMMAND,
    name: 'remove',
    description: 'Remove a rule',
    options: [
      {
        type: STRING,
        name: 'rule',
        description: 'The rule’s id, from /watch list',
        required: true,
        max_length: RULE_ID_CHARS,
      },
    ],
  },
  handle: async (call): Promise<Reply> => {
    const removal = await deskOf(call.env).removeRule(call.owner, text(call, 'rule') ?? '')
    return {
      content: removal === 'removed' ? 'The rule is removed.' : 'There is no such rule here. /watch list shows them.',
    }
  },
}

export const watch: Command = {
  declaration: {
    type: CHAT_INPUT,
    name: 'watch',
    description: 'Rules that alert this server’s channels',
    default_member_permissions: MANAGE_GUILD,
    contexts: [IN_GUILD],
    integration_types: [GUILD_INSTALL],
  },
  subcommands: [add, list, remove],
}
