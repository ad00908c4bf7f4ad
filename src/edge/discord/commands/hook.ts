// /hook: webhooks of a server's own. An address is a secret: it is asked for in a form, which nobody else sees, and never said again.
import { FETCH, REQUEST } from '../../../core/limits.ts'
import type { Destination } from '../../../core/model.ts'
import { deskOf, outboxOf } from '../../env.ts'
import type { OutboxStatus } from '../../store/outbox.ts'
import { UNCONFIRMED } from '../../webhook/consent.ts'
import { type Act, type Call, type SlashCommand, type Subcommand, text } from '../command.ts'
import { labelled, textField } from '../components.ts'
import { customId } from '../custom-id.ts'
import { listed, named } from '../lists.ts'
import { choiceOption, type Option, textOption } from '../option.ts'
import type { Message, Modal } from '../reply.ts'
import { moment, reasonText } from '../rules/text.ts'
import { clip, disarm } from '../text.ts'
import type { Sentences } from '../words/words.ts'
import { FORMATS, type Format, formatOf, isFormat } from './hook/formats.ts'
import { HOOK_ID_CHARS, hookOf, hooksOf, suggestHooks } from './hook/hooks.ts'
import { saveHook } from './hook/save.ts'
import { secretMessage, testHook } from './hook/test.ts'

const TITLE_CHARS = 45
const REASON_CHARS = 80

const HOOK_OPTION: Option = textOption('hook', 'Which hook', {
  required: true,
  suggest: suggestHooks,
  most: HOOK_ID_CHARS,
})

/** The hook an option names, or the sentence that there is none: the same for another server's as for one that never was. */
const withHook =
  (handle: (call: Call, hook: Destination) => Promise<Message>) =>
  async (call: Call): Promise<Message> => {
    const hook = await hookOf(call, text(call, 'hook'))
    return hook === undefined ? { content: call.say.hook.noSuch } : handle(call, hook)
  }

/** What the form asks for, by format; the name comes last. */
const formOf = ({ say }: Call, format: Format): Modal => ({
  custom_id: customId('hook-add', format),
  title: clip(say.hook.formTitle(FORMATS[format].label), TITLE_CHARS),
  components: [
    ...FORMATS[format].fields.map(({ id, required }) =>
      labelled(say.hook.fields[id], textField(id, { most: FETCH.URL_CHARS, required })),
    ),
    labelled(say.hook.formName, textField('name', { most: REQUEST.NAME_CHARS })),
  ],
})

const add: Subcommand = {
  name: 'add',
  description: 'Send alerts to a webhook, Slack, Teams, ntfy or Telegram',
  options: [
    choiceOption(
      'format',
      'What takes the alerts; the address is asked for next',
      Object.fromEntries(Object.entries(FORMATS).map(([format, { label }]) => [format, label])),
      { required: true },
    ),
  ],
  handle: async (call) => {
    const format = text(call, 'format') ?? ''
    return isFormat(format) ? { modal: formOf(call, format) } : { content: call.say.hook.noSuchFormat }
  },
}

const stateText = (words: Sentences, { pending, disabled, lastSuccess }: OutboxStatus): string => {
  const { hook: say } = words
  if (disabled === UNCONFIRMED) return say.unconfirmed
  if (disabled !== undefined) return say.disabled(clip(reasonText(words, disabled), REASON_CHARS))
  const last = lastSuccess === undefined ? say.neverYet : say.lastTold(moment(lastSuccess))
  return pending === 0 ? last : `${last}, ${say.waiting(pending)}`
}

const list: Subcommand = {
  name: 'list',
  description: 'This server’s hooks, and how each is',
  handle: async (call) => {
    const { env, say } = call
    const hooks = await hooksOf(call)
    if (hooks.length === 0) return { content: say.hook.none }
    const lines = await Promise.all(
      hooks.map(async (hook) => {
        const status = await outboxOf(env, hook.id).status()
        return `• **${disarm(hook.name)}** (${formatOf(hook)}, ${disarm(hook.address)}): ${stateText(say, status)}`
      }),
    )
    return { content: listed(say, lines) }
  },
}

const test: Subcommand = {
  name: 'test',
  description: 'Send a test; a new hook is used once it has accepted one',
  options: [HOOK_OPTION],
  deferred: true,
  changes: true,
  handle: withHook(async (call, hook) => ({ content: await testHook(call, hook) })),
}

const rotate: Subcommand = {
  name: 'rotate',
  description: 'A new secret for a signed webhook; the old one holds for a day',
  options: [HOOK_OPTION],
  changes: true,
  handle: withHook(async ({ env, say }, hook) => {
    const secret = await outboxOf(env, hook.id).rotate()
    if (secret === undefined) return { content: say.hook.noSecret }
    return secretMessage(say, say.hook.rotated(disarm(hook.name)), secret)
  }),
}

const enable: Subcommand = {
  name: 'enable',
  description: 'Let a hook that was given up go on, with what waited or was lost',
  options: [HOOK_OPTION],
  changes: true,
  handle: withHook(async ({ env, say }, hook) => {
    const outbox = outboxOf(env, hook.id)
    const replayed = await outbox.enable()
    const { disabled } = await outbox.status()
    return { content: disabled === undefined ? say.hook.enabled(disarm(hook.name), replayed) : say.hook.unconfirmed }
  }),
}

const remove: Subcommand = {
  name: 'remove',
  description: 'Remove a hook',
  options: [HOOK_OPTION],
  changes: true,
  handle: withHook(async ({ env, owner, say }, hook) => {
    const desk = deskOf(env)
    const removal = await desk.removeDestination(owner, hook.id)
    if (removal === 'absent') return { content: say.hook.noSuch }
    if (removal === 'in-use') {
      const rules = (await desk.listRules(owner)).filter(({ destination }) => destination === hook.id)
      return {
        content: say.hook.inUse(
          disarm(hook.name),
          named(
            say,
            rules.map(({ name }) => name),
          ),
        ),
      }
    }
    await outboxOf(env, hook.id).remove()
    return { content: say.hook.removed(disarm(hook.name)) }
  }),
}

const SAVE: Act = { deferred: true, changes: true, handle: saveHook }

export const hook: SlashCommand = {
  name: 'hook',
  description: 'Webhooks and other services that take this server’s alerts',
  access: 'managers',
  places: 'servers',
  subcommands: [add, list, test, rotate, enable, remove],
  modals: { 'hook-add': SAVE },
}
