// A database stored by any earlier version opens in this one, with what it held. Each version leaves a file in stored/ when the
// next one comes; the files are never changed.

import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { DESK_MIGRATIONS, deskStore } from '../../src/edge/store/desk-store.ts'
import { type Migrations, migrate } from '../../src/edge/store/migrations.ts'
import { OUTBOX_MIGRATIONS, outboxStore } from '../../src/edge/store/outbox-store.ts'
import { WIRE_MIGRATIONS, wireStore } from '../../src/edge/store/wire-store.ts'

const stored = import.meta.glob<string>('./stored/*.sql', { query: '?raw', import: 'default', eager: true })
const versionsOf = (object: string): [string, string][] =>
  Object.entries(stored).filter(([file]) => file.startsWith(`./stored/${object}-`))

afterEach(async () => {
  await reset()
})

/** An object's storage, filled from a file and brought up to date. */
const opened = <T>(dump: string, migrations: Migrations, look: (storage: DurableObjectStorage) => T): Promise<T> =>
  runInDurableObject(env.WIRE.get(env.WIRE.idFromName('stored')), async (_object, state) => {
    await state.storage.deleteAll()
    state.storage.sql.exec(dump)
    migrate(state.storage, migrations)
    return look(state.storage)
  })

describe.each(versionsOf('wire'))('%s', (_file, dump) => {
  it('keeps the items it owes and the validators', async () => {
    const seen = await opened(dump, WIRE_MIGRATIONS, (storage) => {
      const store = wireStore(storage)
      return { owed: store.owed(10), poll: store.pollState(), known: [...store.known(['key-1', 'key-2'])] }
    })
    expect(seen.owed).toMatchObject([{ key: 'key-1', item: { title: 'A stored story' } }])
    expect(seen.poll).toMatchObject({ validators: { etag: '"v1"' }, listed: true })
    expect(seen.known).toEqual(['key-1'])
  })

  it('every item in it can be listed again', async () => {
    const seen = await opened(dump, WIRE_MIGRATIONS, (storage) => {
      const listings = wireStore(storage).revisions.listings(['key-1'])
      return [...listings.values()]
    })
    expect(seen).toMatchObject([{ item: 1, last: 1_795_400_000_000 }])
  })
})

it.each(versionsOf('wire'))('%s is searched like one filled today', async (_file, dump) => {
  const seen = await opened(dump, WIRE_MIGRATIONS, (storage) => {
    const store = wireStore(storage)
    const run = store.begin()
    const find = () => store.archive.page({}, 10, { type: 'word', text: 'stored' }).map(({ key }) => key)
    const before = find()
    while (store.archive.unindexed() > 0) store.archive.reindex(run)
    return { before, after: find(), none: store.archive.page({}, 10, { type: 'word', text: 'submarine' }) }
  })
  expect(seen).toEqual({ before: expect.arrayContaining(['key-1']), after: ['key-1'], none: [] })
})

it('wire-2.sql keeps changes not told, looks that are due, and the numbers of revisions', async () => {
  const dump = stored['./stored/wire-2.sql'] ?? ''
  const seen = await opened(dump, WIRE_MIGRATIONS, (storage) => {
    const { revisions } = wireStore(storage)
    const now = 1_795_500_000_000
    return { changes: revisions.changes(now, 10), looks: revisions.dueLooks(now, 10) }
  })
  expect(seen.changes).toMatchObject([{ next: { title: 'A story told anew' }, revision: 1 }])
  expect(seen.looks).toMatchObject([{ stored: { item: { title: 'A told story' } }, revision: 1 }])
})

describe.each(versionsOf('outbox'))('%s', (_file, dump) => {
  it('keeps the parcel that was not delivered, with its tries', async () => {
    const seen = await opened(dump, OUTBOX_MIGRATIONS, (storage) => {
      const store = outboxStore(storage)
      return { next: store.next(Date.now()), outcomes: store.outcomes(), owes: store.owes() }
    })
    expect(seen.next).toMatchObject({ id: 'parcel-1', body: '{"stored":true}', tries: 1 })
    expect(seen.outcomes).toEqual([{ alert: 'alert-1', rule: 'rule-1', state: 'waiting' }])
    expect(seen.owes).toMatchObject({ pending: 1 })
  })
})

describe.each(versionsOf('desk'))('%s', (_file, dump) => {
  it('keeps sources, destinations and rules', async () => {
    const seen = await opened(dump, DESK_MIGRATIONS, (storage) => {
      const store = deskStore(storage.sql)
      return { sources: store.sources.all(), destinations: store.destinations.all(), rules: store.rules.all() }
    })
    expect(seen.sources).toMatchObject([{ id: 'wire' }])
    expect(seen.destinations).toMatchObject([{ id: 'place' }])
    expect(seen.rules).toMatchObject([{ query: 'missile' }])
  })
})

it('there is a stored database of every version of every object', () => {
  const versions = { wire: WIRE_MIGRATIONS, outbox: OUTBOX_MIGRATIONS, desk: DESK_MIGRATIONS }
  for (const [object, migrations] of Object.entries(versions))
    expect(versionsOf(object)).toHaveLength(migrations.length)
})

it('a database of a later version is opened as it is', async () => {
  const number = await opened(
    'CREATE TABLE version (number INTEGER NOT NULL); INSERT INTO version VALUES (99);',
    WIRE_MIGRATIONS,
    (storage) => storage.sql.exec<{ number: number }>('SELECT number FROM version').one().number,
  )
  expect(number).toBe(99)
})
