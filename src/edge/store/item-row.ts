// An item as a row of the Wire's table, and back.
import type { Item } from '../../core/model.ts'
import type { StoredItem } from '../../flow/ports.ts'

export type ItemRow = {
  sequence: number
  key: string
  first_seen: number
  tries: number
  headlined: number
  doc: string
}

export const toStored = (row: ItemRow): StoredItem => ({
  sequence: row.sequence,
  key: row.key,
  item: JSON.parse(row.doc) as Item,
  firstSeen: row.first_seen,
  tries: row.tries,
  headlined: row.headlined === 1,
})
