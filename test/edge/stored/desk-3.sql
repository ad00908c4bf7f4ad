CREATE TABLE version (number INTEGER NOT NULL);
INSERT INTO version VALUES (3);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, url TEXT NOT NULL, removed INTEGER NOT NULL DEFAULT 0,
  doc TEXT NOT NULL, health TEXT, token TEXT, UNIQUE (owner, url)) WITHOUT ROWID;
CREATE TABLE destinations (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, fingerprint TEXT NOT NULL, doc TEXT NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0, oldest INTEGER, UNIQUE (owner, fingerprint)) WITHOUT ROWID;
CREATE TABLE rules (id TEXT PRIMARY KEY, owner TEXT NOT NULL, destination TEXT NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sample (sequence INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, doc TEXT NOT NULL);
CREATE TABLE host_pages (host TEXT NOT NULL, day TEXT NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (host, day)) WITHOUT ROWID;
CREATE TABLE rule_history (
  sequence INTEGER PRIMARY KEY, owner TEXT NOT NULL, rule TEXT NOT NULL, at INTEGER NOT NULL, by TEXT, before TEXT, after TEXT);
CREATE INDEX rule_history_by_owner ON rule_history (owner, sequence);
CREATE TABLE owners (owner TEXT PRIMARY KEY, status_channel TEXT, seen INTEGER NOT NULL DEFAULT 0, gone INTEGER) WITHOUT ROWID;
CREATE TABLE owner_news (sequence INTEGER PRIMARY KEY, owner TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX owner_news_by_owner ON owner_news (owner);
CREATE TABLE replies (interaction TEXT PRIMARY KEY, at INTEGER NOT NULL, reply TEXT) WITHOUT ROWID;
CREATE INDEX replies_by_time ON replies (at);
CREATE TABLE allowances (
  owner TEXT NOT NULL, kind TEXT NOT NULL, slot INTEGER NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (owner, kind)) WITHOUT ROWID;
ALTER TABLE destinations ADD COLUMN disabled TEXT;
ALTER TABLE replies ADD COLUMN owner TEXT;
INSERT INTO sources (id, owner, url, doc) VALUES ('wire', 'operator', 'https://wire.example/feed.xml',
  '{"id":"wire","owner":"operator","name":"Wire","url":"https://wire.example/feed.xml","kind":"feed","every":5,"backfill":0,"created":"2026-11-23T00:00:00Z"}');
INSERT INTO destinations (id, owner, fingerprint, doc) VALUES ('place', 'operator', 'f1',
  '{"id":"place","owner":"operator","kind":"webhook","name":"desk.example","events":["item"],"address":"desk.example/…1234","created":"2026-11-23T00:00:00Z"}');
INSERT INTO rules VALUES ('rule-1', 'operator', 'place',
  '{"id":"rule-1","owner":"operator","name":"Missiles","query":"missile","scope":"lead","sources":[],"destination":"place","delivery":"instant","mentions":{"roles":[],"users":[]},"silent":false,"revisions":"both","merge":true,"paused":false,"created":"2026-11-23T00:00:00Z"}');
INSERT INTO owners VALUES ('guild:1', '900', 1795400000000, NULL);
INSERT INTO owner_news (owner, text) VALUES ('guild:1', 'Alerts to channel 700 have stopped.');
INSERT INTO replies (interaction, at, reply, owner) VALUES ('1', 1795400000000, '{"type":4}', 'guild:1');
