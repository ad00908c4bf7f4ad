// What the people at a destination want to hear no more of: a story, or a source. Kept where the alerts come through.
import type { Alert } from '../../core/model.ts'

export const MUTE_KINDS = ['story', 'source'] as const
export type MuteKind = (typeof MUTE_KINDS)[number]

/** `value` is a story's (`alert.story`) or a source's id; `label` is how people know it. */
export type MuteDraft = { readonly kind: MuteKind; readonly value: string; readonly label: string }
/** `until` in ms since the epoch; absent = for ever. */
export type Mute = MuteDraft & { readonly id: string; readonly created: number; readonly until?: number }

type Row = { id: string; kind: MuteKind; value: string; label: string; created: number; until: number | null }

export const mutesOf = (sql: SqlStorage) => {
  const covers = (kind: MuteKind, value: string | undefined, now: number): boolean =>
    sql
      .exec('SELECT 1 FROM mutes WHERE kind = ? AND value = ? AND (until IS NULL OR until > ?)', kind, value ?? '', now)
      .toArray().length > 0
  const coverStory = (story: string | undefined, now: number): boolean => covers('story', story, now)
  const coverSource = (source: string | undefined, now: number): boolean => covers('source', source, now)
  return {
    /** The same mute again changes how long it holds. */
    add: (id: string, { kind, value, label }: MuteDraft, now: number, until?: number): void => {
      sql.exec('DELETE FROM mutes WHERE until <= ?', now)
      sql.exec(
        `INSERT INTO mutes (id, kind, value, label, created, until) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, value) DO UPDATE SET label = excluded.label, until = excluded.until`,
        id,
        kind,
        value,
        label,
        now,
        until ?? null,
      )
    },
    /** Newest first. */
    all: (now: number): Mute[] =>
      sql
        .exec<Row>('SELECT * FROM mutes WHERE until IS NULL OR until > ? ORDER BY created DESC, id', now)
        .toArray()
        .map(({ until, ...mute }) => (until === null ? mute : { ...mute, until })),
    remove: (id: string): boolean => sql.exec('DELETE FROM mutes WHERE id = ? RETURNING id', id).toArray().length > 0,
    coverStory,
    coverSource,
    cover: ({ story, source }: Alert, now: number): boolean => coverStory(story, now) || coverSource(source?.id, now),
  }
}

export type Mutes = ReturnType<typeof mutesOf>
