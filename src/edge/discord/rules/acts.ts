// What can be done with one rule, whoever's it is: the parts that /watch and /alerts share. Every look-up is by (owner, id).
import { DESK, DISCORD, UNITS } from '../../../core/limits.ts'
import type { Destination, Rule } from '../../../core/model.ts'
import type { RuleChange } from '../../../flow/rules.ts'
import { deskOf, outboxOf } from '../../env.ts'
import type { Halt } from '../../store/rule-desk.ts'
import type { Act, Call } from '../command.ts'
import { text, whole } from '../command.ts'
import { button, rows } from '../components.ts'
import { customId } from '../custom-id.ts'
import { choiceOption, type Option, textOption } from '../option.ts'
import type { Message, Reply } from '../reply.ts'
import { disarm, wholePieces } from '../text.ts'
import { editForm } from './form.ts'
import { placeText } from './place.ts'
import { previewOf } from './preview.ts'
import { type Family, savedMessage } from './saved.ts'
import { suggestRules } from './suggest.ts'
import { exampleLine, moment, reasonText, refusalText, standstillText, triedText } from './text.ts'
import { changeOf, isEmpty, type Wish, wishFromFields, wishFromOptions } from './wish.ts'

const RULE_ID_CHARS = 32

/** Required wherever a command is about one rule. */
export const RULE_OPTION: Option = textOption('rule', 'Which rule', {
  required: true,
  suggest: suggestRules,
  most: RULE_ID_CHARS,
})

export const ruleOf = async ({ env, owner }: Call, id: string | undefined): Promise<Rule | undefined> =>
  id === undefined ? undefined : (await deskOf(env).listRules(owner)).find((rule) => rule.id === id)

export const destinationOf = async ({ env, owner }: Call, rule: Rule): Promise<Destination | undefined> =>
  (await deskOf(env).listDestinations(owner)).find(({ id }) => id === rule.destination)

type ForRule<T extends Reply> = (call: Call, rule: Rule) => Promise<T>

/** The rule an option names, or the sentence that there is none: the same for another owner's as for one that never was. */
export const withRule =
  <T extends Reply>(handle: ForRule<T>) =>
  async (call: Call): Promise<T | Message> => {
    const rule = await ruleOf(call, text(call, 'rule'))
    return rule === undefined ? { content: call.say.rules.noSuchRule } : handle(call, rule)
  }

/** The same for the rule that a button or a form carries in its name. */
export const withCarried =
  <T extends Reply>(handle: ForRule<T>) =>
  async (call: Call): Promise<T | Message> => {
    const rule = await ruleOf(call, call.parts[0])
    return rule === undefined ? { content: call.say.rules.noSuchRule } : handle(call, rule)
  }

/** Ends the standstill of a place whose rights were just looked at, or that somebody mended, and says so; nothing of one that takes alerts. */
export const triedAgain = async ({ env, say }: Call, destination: string): Promise<string | undefined> => {
  const outbox = outboxOf(env, destination)
  const { disabled } = await outbox.status()
  if (disabled === undefined) return undefined
  const replayed = await outbox.enable()
  const still = (await outbox.status()).disabled
  if (still !== undefined) return `${say.rules.fault}: ${standstillText(say, still, say.status.mendHook)}`
  return say.rules.placeTriedAgain(reasonText(say, disabled), replayed)
}

export const withRemark = (message: Message, remark: string | undefined): Message =>
  remark === undefined ? message : { ...message, content: `${message.content ?? ''}\n${remark}` }

/** Saves a change and says what the rule now does. */
export const saveChange = async (call: Call, rule: Rule, change: RuleChange, family: Family): Promise<Message> => {
  const { env, owner, say, user } = call
  const saved = await deskOf(env).changeRule(owner, rule.id, change, user)
  if (saved === undefined) return { content: say.rules.noSuchRule }
  if (!saved.ok) return { content: refusalText(say, saved.error, change.query ?? rule.query) }
  const where = placeText(say, await destinationOf(call, saved.value.rule))
  const again = change.destination === undefined ? undefined : await triedAgain(call, change.destination)
  return withRemark(savedMessage(call, saved.value, where, family), again)
}

/** What else changes, and what is to be said of it; or why nothing does. */
export type Further =
  | { readonly change: RuleChange; readonly remark?: string | undefined }
  | { readonly refused: string }

/** From the options of `edit`. @param more what else changes, or changes otherwise than the wish says */
export const editFromOptions =
  (family: Family, more: (call: Call, wish: Wish, rule: Rule) => Promise<Further>) =>
  async (call: Call, rule: Rule): Promise<Message> => {
    const wish = wishFromOptions(call, rule.delivery)
    if (!wish.ok) return { content: wish.error }
    const further = await more(call, wish.value, rule)
    if ('refused' in further) return { content: further.refused }
    const change = { ...changeOf(wish.value), ...further.change }
    if (isEmpty(change)) return { content: call.say.rules.nothingToChange }
    return withRemark(await saveChange(call, rule, change, family), further.remark)
  }

const HOUR = UNITS.HOUR
export const PAUSE_MS: Readonly<Record<string, number>> = {
  '1h': HOUR,
  '8h': 8 * HOUR,
  '24h': 24 * HOUR,
  '7d': 168 * HOUR,
}

export const PAUSE_OPTION = choiceOption('for', 'For how long; until resumed if left out', {
  '1h': '1 hour',
  '8h': '8 hours',
  '24h': '24 hours',
  '7d': '7 days',
})

/** The rule as it is now, or the sentence why not: the same for another owner's as for one that never was. */
const halted = async (call: Call, id: string, change: Halt): Promise<Rule | string> => {
  const { env, owner, say, user } = call
  const saved = await deskOf(env).changeUntried(owner, id, change, user)
  if (saved === undefined) return say.rules.noSuchRule
  if (saved.ok) return saved.value
  return refusalText(say, saved.error, (await ruleOf(call, id))?.query ?? '')
}

/** Quiet from a rule for so many ms. */
export const snoozeRule = async (call: Call, id: string, ms: number): Promise<Message> => {
  const { say, now } = call
  const until = new Date(now + ms).toISOString()
  const rule = await halted(call, id, { snoozed: until })
  return { content: typeof rule === 'string' ? rule : say.rules.pausedNowUntil(disarm(rule.name), moment(until, 'f')) }
}

/** ms of one of the offered spans; undefined for any other, whatever a client sends. */
export const pauseOf = (span: string): number | undefined =>
  Object.hasOwn(PAUSE_MS, span) ? PAUSE_MS[span] : undefined

export const pause = async (call: Call): Promise<Message> => {
  const id = text(call, 'rule') ?? ''
  const span = text(call, 'for')
  if (span !== undefined) {
    const ms = pauseOf(span)
    return ms === undefined ? { content: call.say.mute.noTime } : snoozeRule(call, id, ms)
  }
  const rule = await halted(call, id, { paused: true })
  return { content: typeof rule === 'string' ? rule : call.say.rules.pausedNow(disarm(rule.name)) }
}

/** Also ends the standstill of a place that had stopped taking alerts: whoever resumes has mended it. */
export const resume = async (call: Call): Promise<Message> => {
  const { say } = call
  const rule = await halted(call, text(call, 'rule') ?? '', { paused: false, snoozed: null })
  if (typeof rule === 'string') return { content: rule }
  return withRemark({ content: say.rules.resumed(disarm(rule.name)) }, await triedAgain(call, rule.destination))
}

/** Taking it back is a button away. */
export const remove =
  (family: Family) =>
  async (call: Call): Promise<Message> => {
    const { env, owner, user, say } = call
    const removed = await deskOf(env).removeRule(owner, text(call, 'rule') ?? '', user)
    if (removed === undefined) return { content: say.rules.noSuchRule }
    const undo = button(say.rules.undo, customId(`${family}-undo`, removed.change), 'danger')
    return { content: say.rules.removed(disarm(removed.rule.name)), components: rows(undo) }
  }

/** Of a trial that saves nothing. */
const EXAMPLES = 8

/** Tries a rule or a query on what was seen lately; saves nothing. */
export const test = async (call: Call): Promise<Message> => {
  const { env, owner, say } = call
  const named = text(call, 'rule')
  const rule = await ruleOf(call, named)
  if (named !== undefined && rule === undefined) return { content: say.rules.noSuchRule }
  const wish = wishFromOptions(call)
  if (!wish.ok) return { content: wish.error }
  const query = wish.value.query ?? rule?.query
  if (query === undefined) return { content: say.rules.nothingToTest }
  const scope = wish.value.scope ?? rule?.scope ?? 'lead'
  const sources = wish.value.sources ?? rule?.sources ?? []
  const last = whole(call, 'items', 1, DESK.SAMPLE_ITEMS) ?? DESK.SAMPLE_ITEMS
  const trial = await deskOf(env).tryRule(owner, { query, scope, sources, last, shown: EXAMPLES })
  if (!trial.ok) return { content: refusalText(say, { reason: 'query', error: trial.error }, query) }
  const near = trial.value.near
    .slice(0, 3)
    .map(({ title, missing }) => say.rules.nearMiss(disarm(title), missing.map((term) => disarm(term)).join(', ')))
  const lines = [triedText(say, trial.value, scope), ...trial.value.items.map(exampleLine), ...near]
  return { content: wholePieces(lines, '\n', DISCORD.CONTENT) }
}

/** Buttons under a rule that was saved, by their verbs. */
export const ruleComponents = (family: Family): Readonly<Record<string, Act>> => ({
  [`${family}-preview`]: { handle: withCarried(previewOf) },
  [`${family}-edit`]: { handle: withCarried(async (call, rule) => ({ modal: editForm(call, rule, family) })) },
  [`${family}-undo`]: { changes: true, handle: undo },
})

/** Takes back the change that the button was put under, if nothing has changed the rule since. */
const undo = async ({ env, owner, user, parts, say }: Call): Promise<Reply> => {
  const undone = await deskOf(env).undo(owner, parts[0] ?? '', user)
  if (undone === 'undone') return { update: { content: say.rules.undone } }
  if (typeof undone === 'object') return { content: say.common.quota(undone) }
  return { content: undone === 'stale' ? say.rules.tooLateToUndo : say.rules.noSuchChange }
}

/** The form that the button Edit opens, filled in and sent. */
export const ruleModals = (family: Family): Readonly<Record<string, Act>> => ({
  [`${family}-edit`]: {
    changes: true,
    deferred: true,
    handle: withCarried(async (call, rule) => {
      const wish = wishFromFields(call, rule.delivery)
      return wish.ok ? saveChange(call, rule, changeOf(wish.value), family) : { content: wish.error }
    }),
  },
})
