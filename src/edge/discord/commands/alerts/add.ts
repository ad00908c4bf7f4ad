// /alerts add and edit, and the form behind the button Edit.
import { admitOwner } from '../../../../core/admission.ts'
import type { RuleChange } from '../../../../flow/rules.ts'
import { deskOf } from '../../../env.ts'
import type { Act, Call, Subcommand } from '../../command.ts'
import type { Message } from '../../reply.ts'
import { editFromOptions, RULE_OPTION, saveChange, withCarried, withRule } from '../../rules/acts.ts'
import { savedMessage } from '../../rules/saved.ts'
import { refusalText } from '../../rules/text.ts'
import { changeOf, USUAL_TURN, WISH_OPTIONS, type Wish, wishFromFields, wishFromOptions } from '../../rules/wish.ts'
import { disarm } from '../../text.ts'
import { knownPlace, openPlace } from './place.ts'

/** The time of the digest is the person's, not the rule's. */
const OPTIONS = WISH_OPTIONS.filter(({ declared }) => declared.name !== 'time' && declared.name !== 'zone')

/** Nobody is sent a first message for a rule that cannot be kept: the sentence why, if so. */
const refused = async ({ env, owner, say }: Call, { sources = [] }: Wish): Promise<string | undefined> => {
  const desk = deskOf(env)
  const [rules, visible] = await Promise.all([desk.listRules(owner), desk.visibleSources(owner)])
  const admitted = admitOwner(owner, 'rule', { rules: rules.length, sources: 0, hooks: 0 })
  if (!admitted.ok) return say.common.quota(admitted.error)
  const unknown = sources.find((source) => !visible.some(({ id }) => id === source))
  return unknown === undefined ? undefined : say.rules.noSuchSource(disarm(unknown))
}

const save = async (call: Call): Promise<Message> => {
  const { env, owner, say, user } = call
  const wish = wishFromOptions(call)
  if (!wish.ok) return { content: wish.error }
  const { query } = wish.value
  if (query === undefined) return { content: say.rules.nothingToWatch }
  const refusal = await refused(call, wish.value)
  if (refusal !== undefined) return { content: refusal }
  const place = await openPlace(call)
  if (!place.ok) return { content: place.error }
  const { mentions: _nobody, ...draft } = changeOf(wish.value)
  const delivery = typeof draft.delivery === 'object' ? { delivery: place.value.turn ?? USUAL_TURN } : {}
  const saved = await deskOf(env).addRule(owner, { ...draft, ...delivery, query, destination: place.value.id }, user)
  if (!saved.ok) return { content: refusalText(say, saved.error, query) }
  return savedMessage(call, saved.value, say.alerts.here, 'alerts')
}

export const add: Subcommand = {
  name: 'add',
  description: 'Tell me by direct message when something new matches',
  options: OPTIONS,
  deferred: true,
  changes: true,
  handle: save,
}

/** Nobody is mentioned in one’s own messages, and every daily digest comes at the same time. */
const personally = async (call: Call, { ping, delivery }: Wish): Promise<RuleChange> => ({
  ...(typeof delivery === 'object' ? { delivery: (await knownPlace(call))?.turn ?? USUAL_TURN } : {}),
  ...(ping === undefined ? {} : { mentions: { roles: [], users: [] } }),
})

export const edit: Subcommand = {
  name: 'edit',
  description: 'Change one of your rules',
  options: [RULE_OPTION, ...OPTIONS],
  deferred: true,
  changes: true,
  handle: withRule(editFromOptions('alerts', async (call, wish) => ({ change: await personally(call, wish) }))),
}

export const editForm: Act = {
  deferred: true,
  changes: true,
  handle: withCarried(async (call, rule) => {
    const wish = wishFromFields(call)
    if (!wish.ok) return { content: wish.error }
    const change = { ...changeOf(wish.value), ...(await personally(call, wish.value)) }
    return saveChange(call, rule, change, 'alerts')
  }),
}
