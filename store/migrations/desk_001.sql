-- desk.db: what was submitted, what the checks found, and who decided what. Irreplaceable and small, unlike evidence.db.
-- Everything is written once: the state of an article is that of its last decision, and no row is ever changed or removed.

CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,  -- absolute, so that it is the same article from every folder
  name TEXT NOT NULL          -- as it was typed
);

-- One submitted text. The bytes are kept: a decision must be understood after the file has gone.
CREATE TABLE version (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article(id),
  ordinal INTEGER NOT NULL,   -- 1, 2 ... within the article
  hash TEXT NOT NULL,         -- of the bytes of the file
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  refs_path TEXT NOT NULL,    -- absolute; empty without a file of references
  refs_hash TEXT NOT NULL,
  bytes BLOB NOT NULL,
  refs_bytes BLOB NOT NULL,
  UNIQUE (article, ordinal)
);

-- One run of the checks over a version: with which program, which rules, which evidence, as of when.
CREATE TABLE appraisal (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES version(id),
  at TEXT NOT NULL,
  as_of TEXT NOT NULL,
  engine TEXT NOT NULL,
  pack TEXT NOT NULL,
  pack_hash TEXT NOT NULL,
  evidence TEXT NOT NULL,     -- what the store held
  complete INTEGER NOT NULL,  -- 0: something could not be checked
  report TEXT NOT NULL        -- the whole appraisal as JSON
);

CREATE TABLE finding (
  appraisal INTEGER NOT NULL REFERENCES appraisal(id),
  ordinal INTEGER NOT NULL,
  code TEXT NOT NULL,
  family TEXT NOT NULL,
  severity TEXT NOT NULL,
  line INTEGER NOT NULL,
  column INTEGER NOT NULL,
  message TEXT NOT NULL,
  claim_key TEXT NOT NULL,
  cited_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (appraisal, ordinal)
) WITHOUT ROWID;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES version(id),
  appraisal INTEGER NOT NULL REFERENCES appraisal(id),  -- what the person had before them
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX decision_of_version ON decision(version);
CREATE INDEX appraisal_of_version ON appraisal(version);

CREATE TRIGGER article_stays BEFORE UPDATE ON article BEGIN SELECT RAISE(ABORT, 'the desk only adds'); END;
CREATE TRIGGER article_remains BEFORE DELETE ON article BEGIN SELECT RAISE(ABORT, 'the desk only adds'); END;
CREATE TRIGGER version_stays BEFORE UPDATE ON version BEGIN SELECT RAISE(ABORT, 'the desk only adds'); END;
CREATE TRIGGER version_remains BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'the desk only adds'); END;
CREATE TRIGGER appraisal_stays BEFORE UPDATE ON appraisal BEGIN SELECT RAISE(ABORT, 'the desk only adds'); END;
CREATE TRIGGER appraisal_remains BEFORE DELETE ON appraisal BEGIN SELECT RAISE(ABORT, 'the desk only adds'); END;
CREATE TRIGGER finding_stays BEFORE UPDATE ON finding BEGIN SELECT RAISE(ABORT, 'the desk only adds'); END;
CREATE TRIGGER finding_remains BEFORE DELETE ON finding BEGIN SELECT RAISE(ABORT, 'the desk only adds'); END;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END;
CREATE TRIGGER decision_remains BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END;
