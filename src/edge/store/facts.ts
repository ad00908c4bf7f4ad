// A table of single facts by name, for what an object knows only one of. Values are JSON.

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

export const FACTS_TABLE = 'CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;'

export type Facts = {
  get<T>(name: string): T | undefined
  set(name: string, value: Json | object): void
  remove(name: string): void
}

export const factsOf = (sql: SqlStorage): Facts => ({
  get: <T>(name: string) => {
    const row = sql.exec<{ value: string }>('SELECT value FROM facts WHERE name = ?', name).toArray()[0]
    return row === undefined ? undefined : (JSON.parse(row.value) as T)
  },
  set: (name, value) => {
    sql.exec('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', name, JSON.stringify(value))
  },
  remove: (name) => {
    sql.exec('DELETE FROM facts WHERE name = ?', name)
  },
})
