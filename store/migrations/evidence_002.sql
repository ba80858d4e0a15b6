-- The vocabulary that PubMed's records are indexed with, and what retraction lists say of papers.

CREATE TABLE mesh_descriptor (
  ui TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  class INTEGER NOT NULL,     -- 1 subject, 2 publication type, 3 check tag, 4 place
  edition INTEGER NOT NULL,   -- year of the vocabulary, 0 = not stated
  revised INTEGER NOT NULL,   -- yyyymmdd, 0 = not stated
  actions TEXT NOT NULL,      -- UIs of pharmacological actions, one to a line
  scope_note TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES source_file (id)
) STRICT, WITHOUT ROWID;

-- Names and entry terms. ordinal 0 is the descriptor's name.
CREATE TABLE mesh_term (
  key TEXT NOT NULL,          -- lower case, without diacritics and signs
  ui TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  term TEXT NOT NULL,         -- as written
  PRIMARY KEY (key, ui, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX mesh_term_of_descriptor ON mesh_term (ui, ordinal);

-- Two editions may give one place to two descriptors.
CREATE TABLE mesh_tree (
  number TEXT NOT NULL,
  ui TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (number, ui)
) STRICT, WITHOUT ROWID;
CREATE INDEX mesh_tree_of_descriptor ON mesh_tree (ui, ordinal);

CREATE TABLE retraction_notice (
  source TEXT NOT NULL,       -- who lists it
  record TEXT NOT NULL,       -- the row's number in that list
  nature TEXT NOT NULL,       -- retraction, concern, correction, reinstatement
  published INTEGER NOT NULL, -- yyyymmdd, unknown parts 0
  notice_pmid INTEGER NOT NULL,
  notice_doi TEXT NOT NULL,
  paper_pmid INTEGER NOT NULL,
  paper_doi TEXT NOT NULL,
  paper_published INTEGER NOT NULL,
  title TEXT NOT NULL,
  journal TEXT NOT NULL,
  reasons TEXT NOT NULL,      -- one to a line
  note TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES source_file (id),
  PRIMARY KEY (source, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX retraction_notice_by_paper_pmid ON retraction_notice (paper_pmid) WHERE paper_pmid <> 0;
CREATE INDEX retraction_notice_by_paper_doi ON retraction_notice (paper_doi) WHERE paper_doi <> '';
CREATE INDEX retraction_notice_by_notice_pmid ON retraction_notice (notice_pmid) WHERE notice_pmid <> 0;
CREATE INDEX retraction_notice_by_notice_doi ON retraction_notice (notice_doi) WHERE notice_doi <> '';
