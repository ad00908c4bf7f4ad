// The Outbox's tables, as numbered migrations. Never edit one: append.
import { FACTS_TABLE } from './facts.ts'
import type { Migrations } from './migrations.ts'
import { RETOLD_TABLE } from './posted-store.ts'
import { STORIES_TABLE } from './story-store.ts'

export const OUTBOX_MIGRATIONS: Migrations = [
  `${FACTS_TABLE}
   CREATE TABLE alerts (
     id TEXT PRIMARY KEY, received INTEGER NOT NULL, not_before INTEGER NOT NULL, state TEXT NOT NULL,
     reason TEXT, parcel TEXT, body TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX alerts_waiting ON alerts (not_before) WHERE state = 'waiting' AND parcel IS NULL;
   CREATE TABLE outcomes (
     alert TEXT NOT NULL, rule TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, PRIMARY KEY (alert, rule)) WITHOUT ROWID;
   CREATE TABLE parcels (
     sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, created INTEGER NOT NULL,
     tries INTEGER NOT NULL DEFAULT 0, alerts TEXT NOT NULL, body TEXT NOT NULL, message TEXT, replay_of TEXT);
   CREATE INDEX parcels_pending ON parcels (sequence) WHERE state = 'pending';
   CREATE TABLE attempts (
     parcel TEXT NOT NULL, try INTEGER NOT NULL, at INTEGER NOT NULL, outcome TEXT, reason TEXT, status INTEGER, ms INTEGER,
     PRIMARY KEY (parcel, try)) WITHOUT ROWID;`,
  STORIES_TABLE,
  `ALTER TABLE alerts ADD COLUMN story TEXT;
   ALTER TABLE alerts ADD COLUMN digest TEXT;
   ALTER TABLE alerts ADD COLUMN period TEXT;
   CREATE INDEX alerts_by_story ON alerts (story) WHERE story IS NOT NULL;
   UPDATE alerts SET story = json_extract(body, '$.story') WHERE json_valid(body);
   ALTER TABLE parcels ADD COLUMN reason TEXT;
   ALTER TABLE parcels ADD COLUMN target TEXT;
   ALTER TABLE parcels ADD COLUMN answers TEXT;
   ALTER TABLE parcels ADD COLUMN form TEXT NOT NULL DEFAULT 'full';
   ALTER TABLE parcels ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE parcels ADD COLUMN errors INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE parcels ADD COLUMN doubt_since INTEGER;
   ALTER TABLE parcels ADD COLUMN may_repeat INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE parcels ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE parcels ADD COLUMN not_before INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE parcels ADD COLUMN digest TEXT;
   ALTER TABLE parcels ADD COLUMN period TEXT;
   ALTER TABLE parcels ADD COLUMN page INTEGER;
   ALTER TABLE parcels ADD COLUMN shown TEXT;
   CREATE INDEX parcels_by_message ON parcels (substr(message, instr(message, '/') + 1)) WHERE message IS NOT NULL;
   CREATE INDEX parcels_by_turn ON parcels (digest, period) WHERE digest IS NOT NULL;
   ALTER TABLE attempts ADD COLUMN may_repeat INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE mutes (
     id TEXT PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL, created INTEGER NOT NULL,
     until INTEGER, UNIQUE (kind, value)) WITHOUT ROWID;`,
  RETOLD_TABLE,
]
