#!/usr/bin/env python3
"""The care of an evidence store, from outside: `evidence verify` finds every kind of damage that is done to a store here
and what it advises mends it; copies open where nothing can be written; older and newer stores; readers beside a writer.

    store_test.py CLAIMASSAY   the program
"""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from eutils_server import article, article_set

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLAIMASSAY = ""
NOBODY = 65534
NOTICE = ('<CommentsCorrectionsList><CommentsCorrections RefType="RetractionOf"><RefSource>J Made Up Med. 2023</RefSource>'
          '<PMID Version="1">70000001</PMID></CommentsCorrections></CommentsCorrectionsList>')


class StoreCase(unittest.TestCase):
    """A store with three records, one of which says that another is retracted, and a guideline."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.store, self.index = self.folder / "evidence.db", self.folder / "evidence.search.db"
        self.records = self.folder / "records.xml"
        self.records.write_text(article_set([
            article(70000001, doi="10.1000/first", pmc="PMC7000001"), article(70000002, doi="10.1000/second"),
            article(70000003, title="Retraction: walking.").replace("</Article></Medline", "</Article>" + NOTICE +
                                                                    "</Medline")]))
        self.run_it("import", str(self.records), str(ROOT / "data/samples/guideline.md"), expect=0)

    def run_it(self, *arguments, expect=None, store=None, **more):
        environment = {name: value for name, value in os.environ.items() if name != "CLAIMASSAY_STORE"}
        answer = subprocess.run([CLAIMASSAY, "--store", str(store or self.store), *arguments], capture_output=True,
                                text=True, timeout=120, check=False, cwd=self.folder,
                                env={**environment, "HOME": str(self.folder)}, **more)
        if expect is not None:
            self.assertEqual(answer.returncode, expect, answer.stdout + answer.stderr)
        return answer

    def sql(self, *statements, path=None):
        with sqlite3.connect(path or self.store) as database:
            for statement in statements:
                database.execute(statement)
        database.close()

    def verify(self, expect, *words, more=()):
        answer = self.run_it("evidence", "verify", *more, expect=expect)
        for word in words:
            self.assertIn(word, answer.stdout)
        return answer.stdout

    def reindex(self):
        self.run_it("evidence", "reindex", expect=0)
        self.verify(0, "is sound")


class Verify(StoreCase):
    def test_a_sound_store(self):
        text = self.verify(0, "checked     3 records, 3 identifiers, 1 link, every word of the full text index", "is sound")
        self.assertNotIn("fault", text)
        self.verify(0, "--quick reads no record", "sound as far as it was looked at", more=["--quick"])
        report = json.loads(self.verify(0, more=["--format", "json"]))
        self.assertEqual((report["sound"], report["records"], report["index_compared"], report["faults"]),
                         (True, 3, True, []))

    def test_it_writes_nothing(self):
        before = self.store.read_bytes(), self.index.read_bytes()
        self.verify(0)
        self.assertTrue(before == (self.store.read_bytes(), self.index.read_bytes()), "a file was written")

    def test_a_text_that_was_changed(self):
        self.sql("UPDATE citation SET title = 'Walking is harmful.' WHERE pmid = 70000001")
        self.verify(4, "not what was imported (their hash is another): 70000001", "reindex --drop-damaged", "is damaged")
        self.assertIn("--drop-damaged", self.run_it("evidence", "reindex", expect=4).stderr)
        answer = self.run_it("evidence", "reindex", "--drop-damaged", expect=3)
        self.assertIn("claimassay evidence fetch 70000001", answer.stdout)
        self.verify(0)
        self.run_it("import", "--force", str(self.records), expect=0)
        self.verify(0, "3 records")

    def test_a_record_whose_fields_are_cut(self):
        self.sql("UPDATE citation SET rest = substr(rest, 1, 10) WHERE pmid = 70000002")
        self.verify(4, "their hash is another): 70000002")

    def test_columns_that_disagree(self):
        self.sql("UPDATE citation SET year = 1900 WHERE pmid = 70000002")
        self.verify(4, "another year or revision than their columns: 70000002")
        self.reindex()

    def test_an_identifier_that_is_gone(self):
        self.sql("DELETE FROM identifier WHERE pmid = 70000002")
        self.verify(4, "not found by an identifier that they carry: 70000002", "evidence reindex")
        self.run_it("evidence", "show", "10.1000/second", expect=3)
        self.reindex()
        self.run_it("evidence", "show", "10.1000/second", expect=0)

    def test_an_identifier_too_many(self):
        self.sql("INSERT INTO identifier VALUES (1, 12345, 70000002)")
        self.verify(4, "1 identifiers are held that no record carries")
        self.reindex()

    def test_a_link_that_is_gone(self):
        self.assertIn("retracted", self.run_it("evidence", "show", "70000001").stdout)
        self.sql("DELETE FROM link")
        self.verify(4, "not found from their other end: 70000003")
        self.reindex()
        self.assertIn("retracted", self.run_it("evidence", "show", "70000001").stdout)

    def test_a_link_that_says_something_else(self):
        self.sql("UPDATE link SET type = 'CommentOn'")
        self.verify(4, "not found from their other end: 70000003")
        self.reindex()

    def test_a_row_that_belongs_to_nothing(self):
        self.sql("PRAGMA foreign_keys = OFF", "UPDATE citation SET file = 99 WHERE pmid = 70000002")
        self.verify(4, "rows belong to nothing: citation without its source_file")
        self.verify(4, "rows belong to nothing", more=["--quick"])

    def test_a_deleted_record_that_is_here(self):
        self.sql("INSERT INTO deletion VALUES (70000002, 99991231, 1)")
        self.verify(4, "PubMed has deleted: 70000002")
        self.run_it("evidence", "reindex", "--drop-damaged", expect=3)
        self.verify(0, "2 records")

    def test_pages_that_are_damaged(self):
        with sqlite3.connect(self.store) as database:
            page, = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'citation'").fetchone()
            size, = database.execute("PRAGMA page_size").fetchone()
        database.close()
        bytes_ = bytearray(self.store.read_bytes())
        bytes_[(page - 1) * size:page * size] = b"\xAA" * size
        self.store.write_bytes(bytes_)
        answer = self.run_it("evidence", "verify", expect=4)
        self.assertTrue("damaged" in answer.stdout or "malformed" in answer.stdout + answer.stderr, answer.stdout)

    def test_an_index_that_is_damaged_inside(self):
        self.sql("UPDATE record_text_data SET block = X'00' WHERE id > 10", path=self.index)
        self.verify(4, "full text index")
        self.reindex()
        self.assertIn("PMID 70000002", self.run_it("evidence", "search", "sleep", expect=0).stdout)

    def test_an_index_that_lacks_words(self):
        # An index from before the second file, which says that it is from after it.
        shutil.copy(self.index, self.folder / "old.db")
        more = self.folder / "more.xml"
        more.write_text(article_set([article(70000004, title="Swimming and sleep.")]))
        self.run_it("import", str(more), expect=0)
        self.verify(0, "4 records")
        shutil.copy(self.folder / "old.db", self.index)
        self.sql("UPDATE watermark SET file = 3", path=self.index)
        self.verify(4, "does not agree with the texts of at least 1 record", "evidence reindex")
        self.reindex()

    def test_an_index_that_is_behind(self):
        self.sql("UPDATE watermark SET file = 1", path=self.index)
        self.verify(3, "not checked the full text index: it is at file 1 and the store at file 2")
        self.run_it("evidence", "search", "walking", expect=0)
        self.verify(0)

    def test_an_index_of_another_store(self):
        self.sql("UPDATE watermark SET store_id = 'other'", path=self.index)
        self.verify(3, "belongs to another store")
        self.reindex()

    def test_an_index_that_is_lost(self):
        self.index.unlink()
        self.verify(3, "full text index: there is none")
        self.run_it("evidence", "search", "walking", expect=0)
        self.verify(0)

    def test_stores_that_are_none(self):
        self.run_it("evidence", "verify", expect=2, store=self.folder / "none.db")
        self.run_it("evidence", "reindex", expect=2, store=self.folder / "none.db")
        self.assertFalse((self.folder / "none.db").exists())
        self.run_it("evidence", "verify", expect=2, store=self.records)
        self.sql("PRAGMA user_version = 999")
        self.assertIn("newer version", self.run_it("evidence", "verify", expect=4).stderr)
        self.assertIn("newer version", self.run_it("evidence", "reindex", expect=4).stderr)


class Copies(StoreCase):
    def setUp(self):
        super().setUp()
        self.medium = self.folder / "medium"
        self.medium.mkdir()
        self.copy = self.medium / "desk.db"

    def export(self, *arguments, expect=0):
        return self.run_it("evidence", "export", "--copy", str(self.copy), *arguments, expect=expect)

    def read_only(self):
        """Makes the folder one in which nothing can be written, and gives what runs a program so that this binds it."""
        self.folder.chmod(0o755)
        self.medium.chmod(0o555)
        self.addCleanup(self.medium.chmod, 0o755)
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}

    def test_a_copy_on_a_medium_that_cannot_be_written(self):
        self.export()
        names = ["desk.db", "desk.search.db"]
        self.assertEqual(sorted(path.name for path in self.medium.iterdir()), names)
        somebody = self.read_only()
        with self.assertRaises((OSError, subprocess.CalledProcessError)):
            subprocess.run(["touch", str(self.medium / "x")], check=True, capture_output=True, **somebody)
        read = lambda *arguments, expect=0: self.run_it(*arguments, expect=expect, store=self.copy, **somebody)
        self.assertIn("3 records", read("evidence", "verify").stdout)
        self.assertIn("PMID 70000002", read("evidence", "search", "walking").stdout)
        self.assertIn("retracted", read("evidence", "show", "10.1000/first").stdout)
        self.assertEqual(len(read("evidence", "export").stdout.splitlines()), 3)
        self.assertIn("3  0 without an abstract", read("evidence", "stats").stdout)
        text = self.folder / "article.txt"
        text.write_text("Walking\n\nWalking improves sleep [1].\n\nReferences\n1. A. Sleep. PMID: 70000001\n")
        report = json.loads(read("check", str(text), "--format", "json", expect=1).stdout)
        self.assertIn("retracted", [finding["code"] for finding in report["findings"]])
        self.assertEqual(sorted(path.name for path in self.medium.iterdir()), names)

    def test_a_copy_is_one_plain_file(self):
        self.export()
        for path in (self.copy, self.medium / "desk.search.db"):
            with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as database:
                self.assertEqual(database.execute("PRAGMA journal_mode").fetchone(), ("delete",))
                self.assertEqual(database.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            database.close()
        with sqlite3.connect(f"file:{self.copy}?immutable=1", uri=True) as database:
            self.assertEqual(database.execute("SELECT count(*) FROM citation").fetchone(), (3,))
        database.close()

    def test_a_copy_is_not_written(self):
        self.export()
        before = self.copy.read_bytes()
        for arguments in (["import", "--force", str(self.records)], ["evidence", "reindex"]):
            answer = self.run_it(*arguments, store=self.copy, expect=2)
            self.assertIn("is a copy made for reading", answer.stderr)
        self.assertTrue(self.copy.read_bytes() == before, "the copy was written")

    def test_nothing_is_overwritten(self):
        self.export()
        self.assertIn("is there already", self.export(expect=2).stderr)
        self.copy.unlink()
        self.assertIn("is there already", self.export(expect=2).stderr)
        self.assertFalse(self.copy.exists())

    def test_a_copy_that_cannot_be_made(self):
        self.copy = self.folder / "nowhere" / "desk.db"
        self.export(expect=4)
        self.assertFalse(self.copy.parent.exists())

    def test_an_index_that_is_behind_is_mended_first(self):
        self.index.unlink()
        self.export()
        self.assertIn("PMID 70000002", self.run_it("evidence", "search", "walking", store=self.copy, expect=0).stdout)

    def test_a_store_itself_on_such_a_medium(self):
        for path in (self.store, self.index):
            shutil.copy(path, self.medium / path.name)
            # What a reader leaves behind, and a copying person takes along.
            (self.medium / f"{path.name}-wal").touch()
        somebody = self.read_only()
        answer = self.run_it("evidence", "search", "walking", store=self.medium / "evidence.db", expect=0, **somebody)
        self.assertIn("PMID 70000002", answer.stdout)
        self.run_it("evidence", "verify", store=self.medium / "evidence.db", expect=0, **somebody)


class Versions(StoreCase):
    def old_store(self):
        path = self.folder / "old.db"
        database = sqlite3.connect(path)
        database.executescript((ROOT / "store/migrations/evidence_001.sql").read_text())
        database.execute("PRAGMA user_version = 1")
        database.execute(f"PRAGMA application_id = {0x43414556}")
        database.close()
        return path

    def test_an_older_store_is_brought_up_to_date(self):
        old = self.old_store()
        self.assertIn("older version of claimassay (format 1", self.run_it("evidence", "stats", store=old, expect=4).stderr)
        self.run_it("evidence", "reindex", store=old, expect=0)
        self.run_it("evidence", "verify", store=old, expect=0)
        self.run_it("import", str(self.records), store=self.old_store_again(), expect=0)

    def old_store_again(self):
        (self.folder / "old.db").unlink()
        for ending in ("-wal", "-shm"):
            (self.folder / f"old.db{ending}").unlink(missing_ok=True)
        return self.old_store()


class Stats(StoreCase):
    def test_the_counts(self):
        report = json.loads(self.run_it("evidence", "stats", "--designs", "--format", "json", expect=0).stdout)
        self.assertEqual(report["records"], 3)
        self.assertEqual(report["years"], {"2023": 3})
        self.assertEqual(report["publication_types"], {"Journal Article": 3})
        self.assertEqual(report["statuses"]["retracted"], 1)
        self.assertEqual(sum(report["designs"].values()), 3)
        self.assertEqual((report["guidelines"], report["files"]["imported"]), (1, 2))
        self.assertEqual(report["files"]["formats"], {"guideline": 1, "pubmed-xml": 1})
        self.assertEqual(report["on_disk"]["store"], self.store.stat().st_size)
        self.assertEqual(report["on_disk"]["index"], self.index.stat().st_size)

    def test_a_declared_range(self):
        self.run_it("import", "--complete-for", "1-40", expect=0)
        self.assertIn("complete for   PMIDs 1 to 40", self.run_it("evidence", "stats", expect=0).stdout)


class BesideAWriter(StoreCase):
    def test_reading_while_another_process_writes(self):
        writers = [sqlite3.connect(path, isolation_level=None) for path in (self.store, self.index)]
        for writer in writers:
            writer.execute("BEGIN IMMEDIATE")
        writers[0].execute("DELETE FROM citation")
        for arguments in (["evidence", "show", "70000001"], ["evidence", "search", "walking"], ["evidence", "stats"],
                          ["evidence", "verify"], ["evidence", "export"]):
            with self.subTest(" ".join(arguments)):
                self.run_it(*arguments, expect=0)
        for writer in writers:
            writer.execute("ROLLBACK")
            writer.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(__doc__)
        sys.exit(2)
    CLAIMASSAY = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
