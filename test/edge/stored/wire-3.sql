CREATE TABLE version (number INTEGER NOT NULL);
INSERT INTO version VALUES (3);
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
CREATE TABLE listings (
  item INTEGER PRIMARY KEY, reader INTEGER NOT NULL, words TEXT NOT NULL, last INTEGER NOT NULL,
  paged INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 0);
CREATE TABLE changes (
  item INTEGER PRIMARY KEY, due INTEGER NOT NULL, paged INTEGER NOT NULL, filled INTEGER NOT NULL, doc TEXT NOT NULL);
CREATE TABLE watches (
  item INTEGER PRIMARY KEY, since INTEGER NOT NULL, due INTEGER NOT NULL, gone INTEGER, doubted INTEGER NOT NULL DEFAULT 0,
  seen INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0);
CREATE INDEX watches_due ON watches (due);
CREATE TABLE revisions (
  item INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, diff TEXT,
  PRIMARY KEY (item, number)) WITHOUT ROWID;
CREATE VIRTUAL TABLE item_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');
INSERT INTO facts VALUES ('index', '{"version":1,"left":0}'), ('tidied', '"2026-11-22"');
INSERT INTO facts VALUES ('poll', '{"validators":{"etag":"\"v1\""},"digest":"d1","next":0,"failures":0,"listed":true}');
INSERT INTO items VALUES (1, 'key-1', 'new', 1795400000000, 0, 0, 0, 1,
  '{"id":"stored-1","title":"A stored story","lead":"It waited for a new version.","complete":true,"authors":[],"tags":[],"ended":false}');
INSERT INTO items VALUES (2, 'key-0', 'done', 1795300000000, 0, 0, 0, 1,
  '{"id":"stored-0","url":"http://127.0.0.1:1/stored-0","title":"A told story","lead":"It was told.","complete":true,"authors":[],"tags":[],"ended":false}');
INSERT INTO keys VALUES ('key-1', 1), ('key-0', 2);
INSERT INTO listings VALUES (1, 1, 'words-1', 1795400000000, 0, 0), (2, 1, 'words-0', 1795300000000, 0, 1);
INSERT INTO outcomes VALUES (2, 'rule-1', 'alert-1');
INSERT INTO revisions VALUES (2, 1, 1795350000000, 'revised', NULL);
INSERT INTO watches VALUES (2, 1795300000000, 1795400000000, NULL, 0, 1795300900000, 0);
INSERT INTO changes VALUES (2, 1795400000000, 0, 0,
  '{"id":"stored-0","url":"http://127.0.0.1:1/stored-0","title":"A story told anew","lead":"It was told.","complete":true,"authors":[],"tags":[],"ended":false}');
INSERT INTO item_words (rowid, words) VALUES (1, 'a stored story storedstory it waited for new version'), (2, 'a told story it was');
