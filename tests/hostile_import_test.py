#!/usr/bin/env python3
"""Broken and hostile PubMed files, from outside: what `import` says of each, what it keeps, and what it costs.

    hostile_import_test.py CLAIMASSAY   the program

Each file is made here, most of them too large or too odd to lie in the tree. Whatever the file: the message names it, with
line and PMID where they are known; nothing of a file that breaks off is kept, and everything else of a file that does not;
the store is sound afterwards, and memory stays below 150 MB.
"""
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

CLAIMASSAY = ''
MOST_MEMORY = 150_000  # kilobytes
# A process is charged with the peak of the one that it was forked from, so that a small one stands between.
MEASURE = ('import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); '
           'print("peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code)')
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def record(pmid, title='A walk', abstract='', inside='', version=1, day=1):
    own = f'<PMID Version="{version}">{pmid}</PMID>' if pmid else ''
    return (f'<PubmedArticle><MedlineCitation Status="MEDLINE">{own}<DateRevised><Year>2024</Year><Month>02</Month><Day>{day:02}'
            f'</Day></DateRevised><Article><Journal><Title>Invented</Title></Journal><ArticleTitle>{title}</ArticleTitle>'
            f'<Abstract><AbstractText>{abstract}</AbstractText></Abstract>{inside}</Article></MedlineCitation></PubmedArticle>\n')


def article_set(*records, head=HEAD):
    return head + '<PubmedArticleSet>\n' + ''.join(records) + '</PubmedArticleSet>\n'


class HostileFiles(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='hostile-import-')
        self.addCleanup(shutil.rmtree, self.folder)
        self.store = os.path.join(self.folder, 'evidence.db')
        # What is there before must be there afterwards.
        self.take('before.xml', article_set(record(1, 'Before')), expect=0)

    def take(self, name, content, expect, words=()):
        """Imports one file; returns what was said."""
        path = os.path.join(self.folder, name)
        with open(path, 'wb') as file:
            file.write(content.encode() if isinstance(content, str) else content)
        done = subprocess.run([sys.executable, '-c', MEASURE, CLAIMASSAY, '--store', self.store, 'import', path],
                              capture_output=True, text=True, timeout=300, check=False)
        text, _, memory = (done.stdout + done.stderr).rpartition('peak ')
        self.assertEqual(done.returncode, expect, text)
        self.assertLess(int(memory), MOST_MEMORY, text)
        for word in words:
            self.assertIn(word, text)
        return text

    def stored(self):
        """PMIDs and titles, after a look at the whole store."""
        database = sqlite3.connect(self.store)
        self.assertEqual(database.execute('PRAGMA integrity_check').fetchall(), [('ok',)])
        self.assertEqual(database.execute('PRAGMA foreign_key_check').fetchall(), [])
        database.close()
        exported = subprocess.run([CLAIMASSAY, '--store', self.store, 'evidence', 'export'], capture_output=True, check=True)
        records = [json.loads(line) for line in exported.stdout.splitlines()]
        return {one['pmid']: one['title'] for one in records}

    def refused(self, name, content, *words):
        self.take(name, content, 2, (name, *words))
        self.assertEqual(self.stored(), {1: 'Before'})

    def test_truncated_gzip(self):
        whole = gzip.compress(article_set(*(record(pmid, os.urandom(40).hex()) for pmid in range(10, 400))).encode())
        self.refused('cut.xml.gz', whole[:len(whole) // 2], 'gzip-truncated', 'in the record of PMID')
        self.refused('short.xml.gz', whole[:-4], 'gzip-truncated')

    def test_truncated_xml(self):
        whole = article_set(record(10), record(11, abstract='A long way. ' * 100))
        self.refused('cut.xml', whole[:-700], 'cut.xml:4:', 'in the record of PMID 11', 'xml-breaks-off')

    def test_two_members_in_one_gzip(self):
        whole = article_set(record(10, 'Ten'), record(11, 'Eleven')).encode()
        middle = len(whole) // 2
        self.take('two.xml.gz', gzip.compress(whole[:middle]) + gzip.compress(whole[middle:]), 0)
        self.assertEqual(self.stored(), {1: 'Before', 10: 'Ten', 11: 'Eleven'})

    def test_wrong_encoding_declared(self):
        whole = article_set(record(10, 'Ten'), record(11, 'Caf\u00e9'))
        self.refused('latin.xml', whole.encode('latin-1'), ':4:', 'PMID 11', 'UTF-8')
        self.refused('sixteen.xml', whole.replace('utf-8', 'utf-16'), 'sixteen.xml', 'error')
        self.refused('unknown.xml', whole.replace('utf-8', 'x-nobody-knows'), 'unknown.xml', 'error')

    def test_entities(self):
        laughs = ''.join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
        bomb = f'<!DOCTYPE PubmedArticleSet [<!ENTITY l0 "ha">{laughs}]>\n'
        self.refused('bomb.xml', article_set(record(10, '&l9;'), head=HEAD + bomb), 'xml-entity-declaration')
        long = f'<!DOCTYPE PubmedArticleSet [<!ENTITY long "{"ha" * 1_000}">]>\n'
        self.refused('long.xml', article_set(record(10, '&long;' * 100_000), head=HEAD + long), 'xml-entity-declaration')
        with open(os.path.join(self.folder, 'secret'), 'w', encoding='utf-8') as file:
            file.write('the secret')
        outside = f'<!DOCTYPE PubmedArticleSet [<!ENTITY out SYSTEM "file://{self.folder}/secret">]>\n'
        self.refused('outside.xml', article_set(record(10, '&out;'), head=HEAD + outside), 'xml-entity-declaration')

    def test_ten_thousand_nested_elements(self):
        deep = '<b>' * 10_000 + 'x' + '</b>' * 10_000
        self.refused('deep.xml', article_set(record(10), record(11, abstract=deep)), ':4:', 'PMID 11', 'xml-too-deep')

    def test_an_abstract_of_fifty_megabytes(self):
        line = 'The walk went on and on, and nobody knew why. '
        long = line * (50_000_000 // len(line))
        self.take('long.xml', article_set(record(10, 'Ten'), record(11, 'Eleven', long), record(12, 'Twelve')), 0,
                  ('long.xml:4:', 'PMID 11', 'record-too-large'))
        self.assertEqual(self.stored(), {1: 'Before', 10: 'Ten', 12: 'Twelve'})
        # Fifteen megabytes are within what a record may have, and must not cost many times as much.
        self.take('less.xml', article_set(record(13, 'Thirteen', line * (15_000_000 // len(line)))), 0)
        self.assertIn(13, self.stored())

    def test_records_without_pmid(self):
        self.take('none.xml', article_set(record(10, 'Ten'), record(None), record('nine'), record(11, 'Eleven')), 0,
                  ('none.xml:4:', 'no-pmid', 'malformed-pmid'))
        self.assertEqual(self.stored(), {1: 'Before', 10: 'Ten', 11: 'Eleven'})

    def test_the_same_pmid_twice_in_a_file(self):
        self.take('twice.xml', article_set(record(10, 'Newer', day=9), record(10, 'Older', day=2),
                                           record(11, 'First version', day=9), record(11, 'Second version', version=2),
                                           record(12, 'Same'), record(12, 'Same')), 0, ('3 new', '1 changed', '1 unchanged'))
        self.assertEqual(self.stored(), {1: 'Before', 10: 'Newer', 11: 'Second version', 12: 'Same'})

    def test_control_characters(self):
        for name, bad in (('raw.xml', '\x07'), ('nul.xml', '\x00'), ('written.xml', '&#7;'), ('high.xml', '&#xFFFFFFFF;')):
            self.refused(name, article_set(record(10), record(11, f'Be{bad}ll')), ':4:', 'PMID 11', 'xml-not-well-formed')

    def test_the_others_of_several_files_go_in(self):
        for name, content in (('a.xml', article_set(record(20, 'A'))), ('b.xml', article_set(record(21, 'B'))[:-40]),
                              ('c.xml', article_set(record(22, 'C')))):
            with open(os.path.join(self.folder, name), 'w', encoding='utf-8') as file:
                file.write(content)
        self.take('d.xml', article_set(record(23, 'D')), 0)
        done = subprocess.run([CLAIMASSAY, '--store', self.store, 'import', self.folder], capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn('b.xml:', done.stderr)
        self.assertEqual(self.stored(), {1: 'Before', 20: 'A', 22: 'C', 23: 'D'})


if __name__ == '__main__':
    CLAIMASSAY = os.path.abspath(sys.argv.pop(1))
    unittest.main()
