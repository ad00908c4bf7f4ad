// Edits of what was posted. A story that changed or was withdrawn: the message that told it is marked, and an answer says so, because an
// edit notifies nobody. A story that another source told too: the message names it, and nobody is called for it.
import { eventFor } from '../../core/alert/event.ts'
import { keeping } from '../../core/alert/join.ts'
import { DELIVER } from '../../core/limits.ts'
import type { Alert, Match } from '../../core/model.ts'
import type { OutboxPorts, Parcel, Posted, Retold } from '../delivery-ports.ts'

const wants = (what: 'edit' | 'reply', { revisions }: Match): boolean => revisions === undefined || revisions === what

/** What an alert of a change comes to: messages to mark, and the alert as it is to be posted, if it is. */
type Plan = { readonly marked: readonly Edit[]; readonly post?: Alert; readonly answers?: Posted }
type Edit = { readonly message: string; readonly body: string }

/** True when the alert is of a change that is told by marks or an answer; false when it is an ordinary post. */
export const fixChange = (outbox: OutboxPorts, alert: Alert): boolean => {
  const plan = planOf(outbox, alert)
  if (plan === undefined) return false
  const created = outbox.clock()
  const post = plan.post === undefined ? undefined : postOf(outbox, plan.post, plan.answers, created)
  outbox.store.together(() => {
    if (post !== undefined) outbox.store.fix(post)
    fixMarks(outbox, alert, plan)
  })
  return true
}

/** What of an alert a digest tells; undefined where it is of a change that is only to be marked. */
export const lineOf = (outbox: OutboxPorts, alert: Alert): Alert | undefined => {
  const plan = planOf(outbox, alert)
  return plan === undefined ? alert : plan.post
}

/** The marks of a change that a digest tells, or that is only marked: none where there is nothing to mark. */
export const fixMarked = (outbox: OutboxPorts, alert: Alert): void => {
  const plan = planOf(outbox, alert)
  if (plan !== undefined) outbox.store.together(() => fixMarks(outbox, alert, plan))
}

/** An alert's end is its post's; one that is only marked ends with the first mark. */
const fixMarks = (outbox: OutboxPorts, { id }: Alert, { marked, post }: Plan): void => {
  for (const [index, mark] of marked.entries()) {
    const edit = editOf(outbox, mark, [id], outbox.clock())
    outbox.store.fix(edit, post === undefined && index === 0 ? edit.alerts : [])
  }
}

const toldIn = (alert: Alert): readonly Match[] =>
  alert.change === undefined ? [] : alert.matches.filter(({ rule }) => eventFor(alert, rule) !== 'item')

/** Whether the alert is of a change that its place can mark or answer. */
export const isMarked = ({ courier }: OutboxPorts, alert: Alert): boolean =>
  (courier.packEdit !== undefined || courier.packReply !== undefined) && toldIn(alert).length > 0

const planOf = (outbox: OutboxPorts, alert: Alert): Plan | undefined => {
  const { courier, store } = outbox
  if (!isMarked(outbox, alert)) return undefined
  const told = toldIn(alert)
  const posted = store.posted(alert.story, alert.id, DELIVER.MARKED)
  const marked = told.some((match) => wants('edit', match)) ? editsOf(outbox, alert, posted) : []
  const heard = marked.length === 0 ? told : told.filter((match) => wants('reply', match))
  const fresh = alert.matches.filter((match) => !told.includes(match))
  const matches = [...fresh, ...heard]
  if (matches.length === 0) return { marked }
  const post = matches.length === alert.matches.length ? alert : keeping(alert, matches)
  const answers = fresh.length === 0 && courier.packReply !== undefined ? posted[0] : undefined
  if (marked.length === 0 && answers === undefined) return undefined
  return { marked, post, ...(answers === undefined ? {} : { answers }) }
}

/** True when there were messages to be made to name who told their stories as well: an edit each, which rings for nobody. */
export const fixRetold = (outbox: OutboxPorts): boolean => {
  const { alerts, posted } = outbox.store.retold()
  if (alerts.length === 0) return false
  const created = outbox.clock()
  const edits = posted.flatMap((earlier) => {
    const body = namedIn(outbox, earlier)
    const ids = earlier.retold.map(({ id }) => id)
    return body === earlier.body ? [] : [editOf(outbox, { ...earlier, body }, ids, created)]
  })
  outbox.store.together(() => {
    for (const edit of edits) outbox.store.fix(edit, [])
    outbox.store.named(alerts)
  })
  return true
}

const namedIn = (outbox: OutboxPorts, { retold, ...earlier }: Retold): string =>
  retold.reduce((body, alert) => editedOf(outbox, alert, { ...earlier, body }) ?? body, earlier.body)

const editsOf = (outbox: OutboxPorts, alert: Alert, posted: readonly Posted[]): readonly Edit[] =>
  posted.flatMap((earlier) => {
    const body = editedOf(outbox, alert, earlier)
    return body === undefined ? [] : [{ message: earlier.message, body }]
  })

/** A message whose stored body is damaged is not marked. */
const editedOf = ({ courier }: OutboxPorts, alert: Alert, earlier: Posted): string | undefined => {
  const { message, carried } = earlier
  try {
    return courier.packEdit?.(earlier, alert, carried)
  } catch (error) {
    console.error(`message ${message} could not be marked: ${error instanceof Error ? error.message : 'unknown'}`)
    return undefined
  }
}

const postOf = (outbox: OutboxPorts, alert: Alert, answers: Posted | undefined, created: number): Parcel => {
  const { courier } = outbox
  const id = outbox.newId()
  const known = { id, alerts: [alert.id], created, tries: 0 }
  if (answers === undefined || courier.packReply === undefined) {
    return { ...known, body: courier.pack(id, [alert], created) }
  }
  return { ...known, body: courier.packReply(id, alert, answers.message, created), answers: answers.message }
}

const editOf = (
  { newId }: OutboxPorts,
  { message, body }: Edit,
  alerts: readonly string[],
  created: number,
): Parcel => ({
  id: newId(),
  body,
  alerts,
  created,
  tries: 0,
  act: { kind: 'edit', message },
})
