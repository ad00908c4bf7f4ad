CREATE TABLE version (number INTEGER NOT NULL);
INSERT INTO version VALUES (4);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE alerts (
  id TEXT PRIMARY KEY, received INTEGER NOT NULL, not_before INTEGER NOT NULL, state TEXT NOT NULL,
  reason TEXT, parcel TEXT, body TEXT NOT NULL, story TEXT, digest TEXT, period TEXT) WITHOUT ROWID;
CREATE INDEX alerts_waiting ON alerts (not_before) WHERE state = 'waiting' AND parcel IS NULL;
CREATE INDEX alerts_by_story ON alerts (story) WHERE story IS NOT NULL;
CREATE TABLE outcomes (
  alert TEXT NOT NULL, rule TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, PRIMARY KEY (alert, rule)) WITHOUT ROWID;
CREATE TABLE parcels (
  sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, created INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, alerts TEXT NOT NULL, body TEXT NOT NULL, message TEXT, replay_of TEXT,
  reason TEXT, target TEXT, answers TEXT, form TEXT NOT NULL DEFAULT 'full', failures INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0, doubt_since INTEGER, may_repeat INTEGER NOT NULL DEFAULT 0,
  aside INTEGER NOT NULL DEFAULT 0, not_before INTEGER NOT NULL DEFAULT 0, digest TEXT, period TEXT, page INTEGER,
  shown TEXT);
CREATE INDEX parcels_pending ON parcels (sequence) WHERE state = 'pending';
CREATE INDEX parcels_by_message ON parcels (substr(message, instr(message, '/') + 1)) WHERE message IS NOT NULL;
CREATE INDEX parcels_by_turn ON parcels (digest, period) WHERE digest IS NOT NULL;
CREATE TABLE attempts (
  parcel TEXT NOT NULL, try INTEGER NOT NULL, at INTEGER NOT NULL, outcome TEXT, reason TEXT, status INTEGER, ms INTEGER,
  may_repeat INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (parcel, try)) WITHOUT ROWID;
CREATE TABLE stories (
  alert TEXT PRIMARY KEY, source TEXT NOT NULL, title TEXT NOT NULL, sketch TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX stories_by_title ON stories (title, at);
CREATE TABLE mutes (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL, created INTEGER NOT NULL,
  until INTEGER, UNIQUE (kind, value)) WITHOUT ROWID;
INSERT INTO alerts VALUES ('alert-1', 1795400000000, 1795400000000, 'waiting', NULL, 'parcel-1', '{"id":"alert-1","matches":[]}', NULL, NULL, NULL);
INSERT INTO outcomes VALUES ('alert-1', 'rule-1', 'waiting', NULL);
INSERT INTO parcels (sequence, id, state, created, tries, alerts, body, failures) VALUES (1, 'parcel-1', 'pending', 1795400000000, 1, '["alert-1"]', '{"stored":true}', 1);
INSERT INTO attempts VALUES ('parcel-1', 1, 1795400000000, 'later', 'answered 500', 500, 12, 0);
INSERT INTO stories VALUES ('alert-1', 'wire', 'a stored story', 'AAAABBBB', 1795400000000);
INSERT INTO mutes VALUES ('mute-1', 'source', 'wire', 'A wire', 1795400000000, NULL);
CREATE TABLE retold (alert TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO retold VALUES ('alert-1');
