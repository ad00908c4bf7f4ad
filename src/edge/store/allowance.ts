// How often an owner may do what costs something each time: so many in any stretch of a window's length, wherever it begins.
export const ALLOWANCE_TABLE = `
  CREATE TABLE allowances (
    owner TEXT NOT NULL, kind TEXT NOT NULL, slot INTEGER NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (owner, kind)) WITHOUT ROWID;`

export type Allowance = { readonly kind: string; readonly most: number; readonly windowMs: number }

/** True while something is left of the window; takes one. A row for each one taken, as many as there may be: `slot` is its time. */
export const takeAllowance = (
  sql: SqlStorage,
  owner: string,
  { kind, most, windowMs }: Allowance,
  now: number,
): boolean => {
  const taken = new Map(
    sql
      .exec<{ kind: string; slot: number }>('SELECT kind, slot FROM allowances WHERE owner = ?', owner)
      .toArray()
      .map((row) => [row.kind, row.slot]),
  )
  // What a clock that was ahead has written is not held against anybody.
  const isOver = (at: number | undefined): boolean => at === undefined || at <= now - windowMs || at > now
  const free = Array.from({ length: most }, (_, place) => `${kind} ${place}`).find((name) => isOver(taken.get(name)))
  if (free === undefined) return false
  sql.exec('INSERT OR REPLACE INTO allowances (owner, kind, slot, used) VALUES (?, ?, ?, 1)', owner, free, now)
  return true
}
