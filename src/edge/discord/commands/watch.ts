// /watch: a server's rules, for those who manage it. What it shares with /alerts stands in ../rules.
import type { SlashCommand } from '../command.ts'
import { PAUSE_OPTION, pause, RULE_OPTION, remove, resume, ruleComponents, ruleModals } from '../rules/acts.ts'
import { firstPage, pageTurns } from '../rules/list.ts'
import { add, edit, saveNew } from './watch/add.ts'
import { history } from './watch/history.ts'
import { newRule, preview, show, tryOut } from './watch/one.ts'
import { why } from './watch/why.ts'

export const watch: SlashCommand = {
  name: 'watch',
  description: 'Rules that alert this server’s channels',
  access: 'managers',
  places: 'servers',
  subcommands: [
    add,
    newRule,
    { name: 'list', description: 'Show this server’s rules', handle: firstPage('watch') },
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
    {
      name: 'remove',
      description: 'Remove a rule',
      options: [RULE_OPTION],
      changes: true,
      handle: remove('watch'),
    },
    tryOut,
    preview,
    why,
    history,
  ],
  components: { ...ruleComponents('watch'), ...pageTurns('watch') },
  modals: { ...ruleModals('watch'), 'watch-new': { changes: true, deferred: true, handle: saveNew } },
}
