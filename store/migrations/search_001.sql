-- The full text index beside an evidence store: derived, and rebuilt when it is missing or does not belong to the store.
-- In a file of its own so that it can be filled while the tables are written.

CREATE TABLE watermark (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  store_id TEXT NOT NULL,
  file INTEGER NOT NULL       -- the last source_file whose text is in the index
) STRICT;
INSERT INTO watermark VALUES (1, '', 0);

-- Contentless: the text lies in citation. rowid is the PMID.
CREATE VIRTUAL TABLE record_text USING fts5(title, abstract, content='', tokenize='claimassay');
