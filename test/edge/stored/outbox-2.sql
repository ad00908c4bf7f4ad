CREATE TABLE version (number INTEGER NOT NULL);
INSERT INTO version VALUES (2);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
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
  PRIMARY KEY (parcel, try)) WITHOUT ROWID;
CREATE TABLE stories (
  alert TEXT PRIMARY KEY, source TEXT NOT NULL, title TEXT NOT NULL, sketch TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX stories_by_title ON stories (title, at);
INSERT INTO alerts VALUES ('alert-1', 1795400000000, 1795400000000, 'waiting', NULL, 'parcel-1', '{"id":"alert-1","matches":[]}');
INSERT INTO outcomes VALUES ('alert-1', 'rule-1', 'waiting', NULL);
INSERT INTO parcels VALUES (1, 'parcel-1', 'pending', 1795400000000, 1, '["alert-1"]', '{"stored":true}', NULL, NULL);
INSERT INTO attempts VALUES ('parcel-1', 1, 1795400000000, 'later', 'answered 500', 500, 12);
INSERT INTO stories VALUES ('alert-1', 'wire', 'a stored story', 'AAAABBBB', 1795400000000);
