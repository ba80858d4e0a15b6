#!/usr/bin/python3
"""Reads PubMed records with lxml's iterparse, one at a time: PMID, title and abstract as text. Stores nothing."""
import gzip
import sys

from lxml import etree

count = size = 0
with gzip.open(sys.argv[1]) as file:
    for _, record in etree.iterparse(file, tag='PubmedArticle'):
        pmid = record.findtext('MedlineCitation/PMID')
        article = record.find('MedlineCitation/Article')
        title = ''.join(article.find('ArticleTitle').itertext())
        abstract = '\n'.join(''.join(text.itertext()) for text in article.iterfind('Abstract/AbstractText'))
        size += len(pmid) + len(title) + len(abstract)
        count += 1
        record.clear()
        while record.getprevious() is not None:
            del record.getparent()[0]
print(f'{count} records, {size} characters')
