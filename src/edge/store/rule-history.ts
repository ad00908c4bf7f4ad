// Who changed which rule, and when: enough to show it, and to undo the last change of a rule.
import { OWNERS } from '../../core/limits.ts'
import type { Owner, Rule } from '../../core/model.ts'

export const RULE_HISTORY_TABLE = `
  CREATE TABLE rule_history (
    sequence INTEGER PRIMARY KEY, owner TEXT NOT NULL, rule TEXT NOT NULL, at INTEGER NOT NULL, by TEXT, before TEXT, after TEXT);
  CREATE INDEX rule_history_by_owner ON rule_history (owner, sequence);`

export type RuleEntry = {
  readonly id: string
  readonly at: string
  /** The Discord user; absent for the API. */
  readonly by?: string
  readonly rule: string
  readonly name: string
  readonly what: 'added' | 'changed' | 'removed'
  readonly before?: Rule
  readonly after?: Rule
}

type Row = {
  sequence: number
  rule: string
  at: number
  by: string | null
  before: string | null
  after: string | null
}

const entryOf = ({ sequence, rule, at, by, before, after }: Row): RuleEntry => {
  const was = before === null ? undefined : (JSON.parse(before) as Rule)
  const is = after === null ? undefined : (JSON.parse(after) as Rule)
  return {
    id: String(sequence),
    at: new Date(at).toISOString(),
    rule,
    name: (is ?? was)?.name ?? rule,
    what: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed',
    ...(by === null ? {} : { by }),
    ...(was === undefined ? {} : { before: was }),
    ...(is === undefined ? {} : { after: is }),
  }
}

export const ruleHistory = (sql: SqlStorage) => ({
  /** @param by the Discord user; absent for the API */
  note: (at: number, by: string | undefined, before: Rule | undefined, after: Rule | undefined): string => {
    const rule = after ?? before
    if (rule === undefined) return ''
    const json = (state: Rule | undefined): string | null => (state === undefined ? null : JSON.stringify(state))
    const { sequence } = sql
      .exec<{ sequence: number }>(
        'INSERT INTO rule_history (owner, rule, at, by, before, after) VALUES (?, ?, ?, ?, ?, ?) RETURNING sequence',
        rule.owner,
        rule.id,
        at,
        by ?? null,
        json(before),
        json(after),
      )
      .one()
    sql.exec(
      `DELETE FROM rule_history WHERE owner = ? AND sequence <= (
         SELECT sequence FROM rule_history WHERE owner = ? ORDER BY sequence DESC LIMIT 1 OFFSET ?)`,
      rule.owner,
      rule.owner,
      OWNERS.HISTORY,
    )
    return String(sequence)
  },
  /** Newest first. */
  of: (owner: Owner, rule: string | undefined): RuleEntry[] =>
    sql
      .exec<Row>(
        'SELECT * FROM rule_history WHERE owner = ? AND (? IS NULL OR rule = ?) ORDER BY sequence DESC',
        owner,
        rule ?? null,
        rule ?? null,
      )
      .toArray()
      .map(entryOf),
  owners: (): Owner[] =>
    sql
      .exec<{ owner: Owner }>('SELECT DISTINCT owner FROM rule_history')
      .toArray()
      .map(({ owner }) => owner),
  forgetOwner: (owner: Owner): void => {
    sql.exec('DELETE FROM rule_history WHERE owner = ?', owner)
  },
  /** What a person changed elsewhere stays, without the name. */
  forgetPerson: (user: string): void => {
    sql.exec('UPDATE rule_history SET by = NULL WHERE by = ?', user)
  },
})

export type RuleHistory = ReturnType<typeof ruleHistory>
