// One item as a Wire has it, and what was recorded of one rule's match: for explaining.
import type { Sighting } from '../../flow/explain.ts'
import { type ItemRow, toStored } from './item-row.ts'

type Row = ItemRow & { state: Sighting['state'] }

/** Undefined when no key names an item, or its text is no longer kept. */
export const sightingIn = (
  sql: SqlStorage,
  keys: readonly string[],
  rule: string,
): Omit<Sighting, 'source'> | undefined => {
  const row = sql
    .exec<Row>(
      'SELECT items.* FROM keys JOIN items ON sequence = item WHERE keys.key IN (SELECT value FROM json_each(?)) LIMIT 1',
      JSON.stringify(keys),
    )
    .toArray()[0]
  if (row === undefined) return undefined
  const { item, firstSeen, sequence } = toStored(row)
  const alerts = sql
    .exec<{ alert: string }>('SELECT alert FROM outcomes WHERE item = ? AND rule = ?', sequence, rule)
    .toArray()
    .map(({ alert }) => alert)
  return { item, firstSeen, state: row.state, alerts }
}
