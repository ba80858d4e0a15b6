#!/usr/bin/env python3
"""Abstracts as a corpus for bench/parse_claims: one a line, repeated until there are enough bytes.

    claimassay evidence export | bench/abstract_lines.py --mb 25 > corpus.txt

Reads records as `evidence export` writes them; any other text will do as well, if each line is a text of its own.
"""

import argparse
import json
import sys


def abstract(record):
    parts = record.get("abstract") or []
    if isinstance(parts, str):
        return parts
    return " ".join(f"{part['label']}: {part['text']}" if part.get("label") else part.get("text", "") for part in parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mb", type=float, default=25, help="how much to write at least (default 25)")
    wanted = parser.parse_args().mb * 1e6
    texts = [" ".join(abstract(json.loads(line)).split()) for line in sys.stdin]
    texts = [text for text in texts if text]
    if not texts:
        sys.exit("abstract_lines: no abstract among the records")
    written = 0
    while written < wanted:
        for text in texts:
            written += sys.stdout.buffer.write(text.encode() + b"\n")
            if written >= wanted:
                break


if __name__ == "__main__":
    main()
