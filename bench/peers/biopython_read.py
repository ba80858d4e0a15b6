#!/usr/bin/python3
"""Reads a PubMed file with Biopython's Entrez.read: all records at once, as its manual shows. Stores nothing.

    biopython_read.py FILE.xml.gz [DTD-FOLDER]

Entrez.read wants the DTD that the file names, and would fetch what its own folder lacks; the folder named here is looked in
first, so that nothing is fetched.
"""
import gzip
import os
import sys

from Bio import Entrez
from Bio.Entrez.Parser import DataHandler, DictionaryElement

if len(sys.argv) > 2:
    folder = sys.argv[2]
    bundled = DataHandler.open_dtd_file

    def open_dtd_file(self, filename):
        path = os.path.join(folder, filename)
        return open(path, 'rb') if os.path.exists(path) else bundled(self, filename)

    DataHandler.open_dtd_file = open_dtd_file

strict_store = DictionaryElement.store


def store(self, value):
    try:
        strict_store(self, value)
    except ValueError:
        pass


DictionaryElement.store = store

with gzip.open(sys.argv[1]) as file:
    records = Entrez.read(file, validate=False)
print(f"{len(records['PubmedArticle'])} records")
