// /alerts: a person's own rules, told by direct message, over the operator's sources. Nobody else is ever mentioned.
import type { Act, Call, SlashCommand } from '../command.ts'
import type { Message, Reply } from '../reply.ts'
import { PAUSE_OPTION, pause, RULE_OPTION, remove, resume, ruleComponents } from '../rules/acts.ts'
import { firstPage, pageTurns } from '../rules/list.ts'
import { add, edit, editForm } from './alerts/add.ts'
import { forgetMe } from './alerts/forget-me.ts'
import { muted } from './alerts/muted.ts'
import { settings } from './alerts/settings.ts'

type Handle<T extends Reply> = (call: Call) => Promise<T>

/** The operator may have turned personal alerts off. */
const personal =
  <T extends Reply>(handle: Handle<T>): Handle<T | Message> =>
  async (call) =>
    call.settings.personalAlerts ? handle(call) : { content: call.say.common.personalOff }

const guarded = <T extends Act>(act: T): T =>
  ({ ...act, handle: personal(act.handle as Handle<Reply>) }) as unknown as T

const guardedAll = (acts: Readonly<Record<string, Act>>): Readonly<Record<string, Act>> =>
  Object.fromEntries(Object.entries(acts).map(([verb, act]) => [verb, guarded(act)]))

export const alerts: SlashCommand = {
  name: 'alerts',
  description: 'Your own rules, told to you by direct message',
  access: 'everyone',
  places: 'anywhere',
  concerns: 'person',
  subcommands: [
    guarded(add),
    { name: 'list', description: 'Show your rules', handle: personal(firstPage('alerts')) },
    guarded(edit),
    {
      name: 'pause',
      description: 'Stop one of your rules for a while',
      options: [RULE_OPTION, PAUSE_OPTION],
      changes: true,
      handle: personal(pause),
    },
    {
      name: 'resume',
      description: 'Let one of your rules go on',
      options: [RULE_OPTION],
      changes: true,
      handle: personal(resume),
    },
    {
      name: 'remove',
      description: 'Remove one of your rules',
      options: [RULE_OPTION],
      changes: true,
      handle: personal(remove('alerts')),
    },
    guarded(muted),
    guarded(settings),
    // What is kept of a person can be deleted whatever the operator has turned off.
    forgetMe,
  ],
  components: guardedAll({ ...ruleComponents('alerts'), ...pageTurns('alerts') }),
  modals: guardedAll({ 'alerts-edit': editForm }),
}
