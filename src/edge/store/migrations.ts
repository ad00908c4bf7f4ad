// Numbered migrations, run at the opening of each object. They only add: an older stored database opens in every later version.

/** The nth entry takes a database from version n to n + 1. */
export type Migrations = readonly string[]

/** Brings a database up to date, one migration a transaction, and leaves a newer one alone. */
export const migrate = (storage: DurableObjectStorage, migrations: Migrations): void => {
  storage.sql.exec('CREATE TABLE IF NOT EXISTS version (number INTEGER NOT NULL)')
  const found = storage.sql.exec<{ number: number }>('SELECT number FROM version').toArray()[0]?.number ?? 0
  for (const [index, migration] of migrations.entries()) {
    if (index < found) continue
    storage.transactionSync(() => {
      storage.sql.exec(migration)
      storage.sql.exec('DELETE FROM version')
      storage.sql.exec('INSERT INTO version (number) VALUES (?)', index + 1)
    })
  }
}
