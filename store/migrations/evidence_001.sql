-- evidence.db: bibliographic records, what they say of each other, guideline summaries. Replaceable: everything in it
-- can be imported again. Sized for all of PubMed (36 million records); the full text index lies in a file of its own.

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- Tells an index that belongs to another store from ours.
INSERT INTO setting VALUES ('store_id', lower(hex(randomblob(16))));

-- One row per imported file; its id is also the number of the change, which the full text index follows.
CREATE TABLE source_file (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,         -- of the bytes as they lay on disk; '' for standard input
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  imported_on TEXT NOT NULL,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  older INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX source_file_by_hash ON source_file (hash);

CREATE TABLE citation (
  pmid INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  revised INTEGER NOT NULL,   -- yyyymmdd, 0 = not stated
  year INTEGER NOT NULL,
  file INTEGER NOT NULL REFERENCES source_file (id),
  hash INTEGER NOT NULL,      -- of title, abstract and rest: equal means unchanged
  title TEXT NOT NULL,
  abstract TEXT NOT NULL,     -- "LABEL: text" sections joined by line breaks
  rest BLOB NOT NULL          -- every other field (store/record_blob.h)
) STRICT;

-- DOI, PMC and registry numbers by a 64-bit hash of "doi:10.1/x": a third of the size of the texts themselves. Whoever
-- looks one up compares with the record.
CREATE TABLE identifier (
  key INTEGER NOT NULL,
  pmid INTEGER NOT NULL,
  PRIMARY KEY (key, pmid)
) STRICT, WITHOUT ROWID;

-- What records say of others, findable from the other end, also when the other record is not here.
CREATE TABLE link (
  target INTEGER NOT NULL,
  pmid INTEGER NOT NULL,      -- the record that says it
  ordinal INTEGER NOT NULL,
  type TEXT NOT NULL,
  source TEXT NOT NULL,
  published INTEGER NOT NULL, -- of the record that says it: yyyymmdd, unknown parts 0
  PRIMARY KEY (target, pmid, ordinal)
) STRICT, WITHOUT ROWID;

-- PubMed's deletions. A record comes back only when it was revised after `until`.
CREATE TABLE deletion (
  pmid INTEGER PRIMARY KEY,
  until INTEGER NOT NULL,     -- yyyymmdd of the newest record in the file that deletes it
  file INTEGER NOT NULL REFERENCES source_file (id)
) STRICT;

-- What the last change means to the full text index, until the index has it: the text that it must forget (NULL when it
-- had none). The text that it must learn is in citation.
CREATE TABLE unindexed (
  pmid INTEGER PRIMARY KEY,
  title TEXT,
  abstract TEXT
) STRICT;

-- Ranges of PMIDs for which the store is declared to hold every record that exists.
CREATE TABLE complete_range (
  low INTEGER PRIMARY KEY,
  high INTEGER NOT NULL
) STRICT;

CREATE TABLE guideline (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  issuer TEXT NOT NULL,
  year INTEGER NOT NULL,
  url TEXT NOT NULL,          -- as written
  url_key TEXT NOT NULL,      -- without scheme, www, fragment and closing slash; '' = none
  doi TEXT NOT NULL,
  text TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES source_file (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX guideline_by_url ON guideline (url_key) WHERE url_key <> '';
CREATE INDEX guideline_by_doi ON guideline (doi) WHERE doi <> '';

CREATE TABLE recommendation (
  guideline TEXT NOT NULL REFERENCES guideline (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  label TEXT NOT NULL,
  text TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  direction TEXT NOT NULL,
  strength_words TEXT NOT NULL,
  certainty_words TEXT NOT NULL,
  strength TEXT NOT NULL,
  certainty TEXT,             -- NULL = not stated, or the scheme is unknown
  scheme TEXT NOT NULL,
  PRIMARY KEY (guideline, ordinal)
) STRICT, WITHOUT ROWID;
