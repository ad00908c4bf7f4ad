CREATE TABLE version (number INTEGER NOT NULL);
INSERT INTO version VALUES (1);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE items (
  sequence INTEGER PRIMARY KEY, key TEXT NOT NULL, state TEXT NOT NULL, first_seen INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, next_try INTEGER NOT NULL DEFAULT 0, headlined INTEGER NOT NULL DEFAULT 0,
  complete INTEGER NOT NULL, doc TEXT NOT NULL);
CREATE INDEX items_owed ON items (sequence) WHERE state = 'new';
CREATE TABLE keys (key TEXT PRIMARY KEY, item INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE outcomes (item INTEGER NOT NULL, rule TEXT NOT NULL, alert TEXT NOT NULL, PRIMARY KEY (item, rule)) WITHOUT ROWID;
CREATE TABLE hand_overs (
  destination TEXT NOT NULL, alert TEXT NOT NULL, not_before INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (destination, alert)) WITHOUT ROWID;
INSERT INTO facts VALUES ('poll', '{"validators":{"etag":"\"v1\""},"digest":"d1","next":0,"failures":0,"listed":true}');
INSERT INTO items VALUES (1, 'key-1', 'new', 1795400000000, 0, 0, 0, 1,
  '{"id":"stored-1","title":"A stored story","lead":"It waited for a new version.","complete":true,"authors":[],"tags":[],"ended":false}');
INSERT INTO keys VALUES ('key-1', 1);
