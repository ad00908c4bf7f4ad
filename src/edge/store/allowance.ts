// How often an owner may do what costs something each time: so many in a window, counted in windows that begin with the clock's.
export const ALLOWANCE_TABLE = `
  CREATE TABLE allowances (
    owner TEXT NOT NULL, kind TEXT NOT NULL, slot INTEGER NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (owner, kind)) WITHOUT ROWID;`

export type Allowance = { readonly kind: string; readonly most: number; readonly windowMs: number }

/** True while something is left of the window; takes one. */
export const takeAllowance = (
  sql: SqlStorage,
  owner: string,
  { kind, most, windowMs }: Allowance,
  now: number,
): boolean => {
  const slot = Math.floor(now / windowMs)
  const known = sql
    .exec<{ slot: number; used: number }>('SELECT slot, used FROM allowances WHERE owner = ? AND kind = ?', owner, kind)
    .toArray()[0]
  const used = known?.slot === slot ? known.used : 0
  if (used >= most) return false
  sql.exec(
    'INSERT OR REPLACE INTO allowances (owner, kind, slot, used) VALUES (?, ?, ?, ?)',
    owner,
    kind,
    slot,
    used + 1,
  )
  return true
}
