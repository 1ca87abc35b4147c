-- The library, version 1: one SQLite file that other tools can read.
-- Where a table has no rowid its key stands first, in the order of the columns: SQLite before 3.41
-- mistakes the columns of others when it checks them (kl52 verify).
-- Blobs are zlib over MessagePack (kl52/library/packing.py); all else is plain columns.

CREATE TABLE files (                    -- each content once, as it was read
  sha256      TEXT PRIMARY KEY,
  document    TEXT NOT NULL,            -- the id that its header gives
  reader      TEXT NOT NULL,            -- the version of kl52 that read it
  media_type  TEXT NOT NULL,
  size        INTEGER NOT NULL,         -- bytes
  pages       INTEGER,
  recognised  INTEGER NOT NULL,         -- pages read from pictures
  letters     INTEGER NOT NULL,         -- code points of the text
  raw         BLOB NOT NULL             -- what the reader found (kl52.model.Raw)
);
CREATE INDEX files_document ON files (document);

CREATE TABLE places (                   -- where each content was found, and how the file looked then
  path        TEXT PRIMARY KEY,         -- absolute path or URL
  sha256      TEXT NOT NULL,            -- of files or failures
  stamp       TEXT NOT NULL             -- size and time of change: equal, and it is not read again
) WITHOUT ROWID;
CREATE INDEX places_sha256 ON places (sha256);

CREATE TABLE documents (                -- each document once, from the best of its files
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,     -- Akoma Ntoso work URI
  file        TEXT NOT NULL REFERENCES files (sha256),
  type        TEXT,
  number      TEXT,
  date        TEXT,
  issuer      TEXT,
  level       TEXT,
  province    TEXT,
  title       TEXT,
  signer      TEXT,
  effective   TEXT,                     -- first day in force, where the document says so
  secrecy     TEXT,
  entry       TEXT,                     -- JSON for the catalogue; NULL where that knows it
  stale       INTEGER NOT NULL,         -- 1: its citations are to be resolved (again)
  body        BLOB NOT NULL,            -- the document without its citations
  found       BLOB NOT NULL,            -- its citations before they were resolved
  citations   BLOB                      -- and after
);
CREATE INDEX documents_date ON documents (date, id);
CREATE INDEX documents_stale ON documents (row) WHERE stale;

CREATE TABLE keys (                     -- under what a document is looked up: id:, number:, name:, province:
  key         TEXT NOT NULL,
  document    TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  PRIMARY KEY (key, document)
) WITHOUT ROWID;
CREATE INDEX keys_document ON keys (document);

CREATE TABLE lookups (                  -- what was looked up to resolve a document's citations
  key         INTEGER NOT NULL,         -- 64 bits of the key's digest
  row         INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
  PRIMARY KEY (key, row)
) WITHOUT ROWID;
CREATE INDEX lookups_row ON lookups (row);

CREATE TABLE units (
  document    TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  parent      TEXT,
  kind        TEXT NOT NULL,
  number      TEXT,
  heading     TEXT,
  start       INTEGER NOT NULL,         -- offsets: code points of the normalised text, half-open
  "end"       INTEGER NOT NULL,
  page        INTEGER,
  PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE citations (
  document    TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  start       INTEGER NOT NULL,
  "end"       INTEGER NOT NULL,
  text        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  type        TEXT,
  number      TEXT,
  date        TEXT,
  issuer      TEXT,
  provision   TEXT,
  relation    TEXT NOT NULL,
  cue         TEXT,
  within      TEXT,
  unit        TEXT,
  page        INTEGER,
  state       TEXT NOT NULL,
  target      TEXT,                     -- a document, or a unit of one after "#"
  cited       TEXT,                     -- the document of the target
  passive     INTEGER NOT NULL,         -- 1: the cited one does it to the other (sửa đổi bởi …)
  reason      TEXT,
  PRIMARY KEY (document, id)
);
CREATE INDEX citations_cited ON citations (cited, document);

CREATE TABLE hops (                     -- which document hands a policy down to which
  document    TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  citation    TEXT NOT NULL,
  below       TEXT NOT NULL,
  above       TEXT NOT NULL,
  relation    TEXT NOT NULL,
  central     INTEGER NOT NULL,         -- 1: a title or preamble says so
  text        TEXT NOT NULL,            -- the words of the document that say so
  PRIMARY KEY (document, citation, below, above, relation)
) WITHOUT ROWID;
CREATE INDEX hops_below ON hops (below, above);
CREATE INDEX hops_above ON hops (above, below);

CREATE TABLE changes (                  -- what a document does to others
  target      TEXT NOT NULL,            -- the key of the other's id
  document    TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  place       INTEGER NOT NULL,
  change      TEXT NOT NULL,            -- JSON (kl52.model.Change)
  PRIMARY KEY (target, document, place)
) WITHOUT ROWID;
CREATE INDEX changes_document ON changes (document);

CREATE TABLE obligations (
  document    TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  kind        TEXT NOT NULL,
  "where"     TEXT NOT NULL,
  start       INTEGER NOT NULL,
  "end"       INTEGER NOT NULL,
  text        TEXT NOT NULL,
  unit        TEXT,
  page        INTEGER,
  modality    TEXT NOT NULL,
  strength    TEXT,
  deadline    TEXT,
  due_start   TEXT,
  due_end     TEXT,
  recurrence  TEXT,
  deliverable TEXT,
  binds       TEXT NOT NULL,            -- JSON list
  duplicate_of TEXT,
  PRIMARY KEY (document, id)
);
CREATE INDEX obligations_due ON obligations (due_end) WHERE due_end IS NOT NULL;

CREATE TABLE roles (                    -- who leads, coordinates, is reported to
  document    TEXT NOT NULL,
  obligation  TEXT NOT NULL,
  role        TEXT NOT NULL,            -- lead, coordinate, report_to, report_via
  place       INTEGER NOT NULL,
  name        TEXT NOT NULL,            -- as printed
  body        TEXT,                     -- id in the registry
  PRIMARY KEY (document, obligation, role, place),
  FOREIGN KEY (document, obligation) REFERENCES obligations (document, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX roles_body ON roles (body, role) WHERE body IS NOT NULL;

CREATE TABLE passages (                 -- the text in stretches, for search
  id          INTEGER PRIMARY KEY,
  document    TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start       INTEGER NOT NULL,
  page        INTEGER,
  text        TEXT NOT NULL,
  plain       TEXT GENERATED ALWAYS AS (replace(replace(text, 'đ', 'd'), 'Đ', 'D')) VIRTUAL
);
CREATE INDEX passages_document ON passages (document);
CREATE VIRTUAL TABLE search USING fts5 (
  plain, content = 'passages', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
  INSERT INTO search (rowid, plain) VALUES (new.id, new.plain);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
  INSERT INTO search (search, rowid, plain) VALUES ('delete', old.id, old.plain);
END;

CREATE TABLE traced (                   -- documents whose tasks have been led to their sources
  document    TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE above (                    -- on which documents, at hand or not, that rests
  document    TEXT NOT NULL REFERENCES traced (document) ON DELETE CASCADE,
  above       TEXT NOT NULL,
  PRIMARY KEY (document, above)
) WITHOUT ROWID;
CREATE INDEX above_above ON above (above);
CREATE TABLE links (                    -- from a task to the task above that it comes from
  document    TEXT NOT NULL REFERENCES traced (document) ON DELETE CASCADE,
  obligation  TEXT NOT NULL,
  source      TEXT NOT NULL,            -- the document above
  task        TEXT NOT NULL,            -- its obligation
  relation    TEXT NOT NULL,            -- equal, subset, superset, intersects
  score       REAL NOT NULL,            -- probability that the link is right
  PRIMARY KEY (document, obligation, source, task)
) WITHOUT ROWID;
CREATE INDEX links_source ON links (source, task);

CREATE TABLE failures (                 -- contents that could not be taken: told again, not read again
  sha256      TEXT PRIMARY KEY,
  reason      TEXT NOT NULL,
  advice      TEXT NOT NULL,
  kind        TEXT NOT NULL,            -- the class of the error
  attempts    INTEGER NOT NULL,
  reader      TEXT NOT NULL             -- the version of kl52 that failed
) WITHOUT ROWID;

CREATE TABLE lists (                    -- the user's own catalogue (kl52 catalogue import)
  name        TEXT PRIMARY KEY,         -- documents, changes
  text        TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE revision (number INTEGER NOT NULL);  -- grows with every change
INSERT INTO revision VALUES (0);
