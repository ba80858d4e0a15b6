-- Identifiers in segments: each file's keys are appended as a sorted segment of their own, where a single table sorted by
-- key was touched on every page by every file. Segments of one level are merged into one of the next (identifier_table.h).

CREATE TABLE identifier_segment (
  id INTEGER PRIMARY KEY,
  level INTEGER NOT NULL      -- 0: as an import wrote it; merged ones are higher
) STRICT;

ALTER TABLE identifier RENAME TO identifier_by_key;

-- DOI, PMC and registry numbers, and the DOIs by which links name a record that they give no PMID for, by a 64-bit hash of
-- "doi:10.1/x": a third of the size of the texts themselves. Whoever looks one up compares with the record.
CREATE TABLE identifier (
  segment INTEGER NOT NULL,
  key INTEGER NOT NULL,
  pmid INTEGER NOT NULL,
  PRIMARY KEY (segment, key, pmid)
) STRICT, WITHOUT ROWID;

-- The keys of old as one segment, of the level that its size makes it.
INSERT INTO identifier_segment
  SELECT 1, CASE WHEN count(*) < 300000 THEN 1 WHEN count(*) < 2400000 THEN 2 ELSE 3 END FROM identifier_by_key
  HAVING count(*) > 0;
INSERT INTO identifier SELECT 1, key, pmid FROM identifier_by_key ORDER BY key, pmid;
DROP TABLE identifier_by_key;
