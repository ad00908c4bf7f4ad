// What a Wire remembers, read from its own table: for facts that no answer shows.
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

export const wireOf = (source: string) => env.WIRE.get(env.WIRE.idFromName(source))

export const wireFact = <T>(source: string, name: string): Promise<T | undefined> =>
  runInDurableObject(wireOf(source), (_object, state) => {
    const row = state.storage.sql.exec<{ value: string }>('SELECT value FROM facts WHERE name = ?', name).toArray()[0]
    return row === undefined ? undefined : (JSON.parse(row.value) as T)
  })

export const setWireFact = (source: string, name: string, value: unknown): Promise<void> =>
  runInDurableObject(wireOf(source), (_object, state) => {
    state.storage.sql.exec('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', name, JSON.stringify(value))
  })

/** Rows written since the object was opened. */
export const wireWrites = (source: string): Promise<number> =>
  runInDurableObject(
    wireOf(source),
    (_object, state) => state.storage.sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n,
  )
