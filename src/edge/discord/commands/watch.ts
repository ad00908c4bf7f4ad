// /watch: a server's rules, for those who manage it. What it shares with /alerts stands in ../rules.
import type { SlashCommand } from '../command.ts'
import { PAUSE_OPTION, pause, RULE_OPTION, resume, ruleComponents, ruleModals } from '../rules/acts.ts'
import { add, edit, saveNew } from './watch/add.ts'
import { history } from './watch/history.ts'
import { list, turnPage } from './watch/list.ts'
import { newRule, preview, remove, show, tryOut } from './watch/one.ts'
import { why } from './watch/why.ts'

export const watch: SlashCommand = {
  name: 'watch',
  description: 'Rules that alert this server’s channels',
  access: 'managers',
  places: 'servers',
  subcommands: [
    add,
    newRule,
    list,
    show,
    edit,
    {
      name: 'pause',
      description: 'Stop a rule for a while',
      options: [RULE_OPTION, PAUSE_OPTION],
      changes: true,
      handle: pause,
    },
    { name: 'resume', description: 'Let a rule go on', options: [RULE_OPTION], changes: true, handle: resume },
    remove,
    tryOut,
    preview,
    why,
    history,
  ],
  components: { ...ruleComponents('watch'), 'watch-list': { handle: turnPage } },
  modals: { ...ruleModals('watch'), 'watch-new': { changes: true, deferred: true, handle: saveNew } },
}
