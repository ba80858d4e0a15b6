-- Segments of the full text index are merged sixteen at a time, not four: every word is written again half as often, and
-- what a record costs grows half as much with the store. A search looks into a few more segments.
INSERT INTO record_text (record_text, rank) VALUES ('automerge', 16);
-- A merge is done in small pieces while segments come in; all at once only where it is left behind.
INSERT INTO record_text (record_text, rank) VALUES ('crisismerge', 32);
