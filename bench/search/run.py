#!/usr/bin/env python3
"""How long a search takes: every query of a file, in one process, beside what plain FTS5 takes for the same words.

    run.py --program claimassay --store evidence.db [--queries queries.txt] [--peer peer.db] [--rounds 3]

The program answers one query a line (`evidence search --queries -`); the time is that from the line to its answer, so it
holds reading the ten records, their designs and the JSON as well. Told both by the clock and as processor time (Linux's
/proc/PID/schedstat): on a machine that does other work the clock measures that work too. The first round warms the caches
and is told apart.
The peer is SQLite's own FTS5 with its bm25() over the same titles and abstracts, through Python's sqlite3 (built at --peer
when it is missing), for the queries that are plain words and phrases; `walk` is the same without ranking: what reading the
lists of the index costs at least. Each query is asked of both in turn, so that a busy machine is busy for both.
"""
import argparse
import json
import os
import pathlib
import platform
import re
import sqlite3
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent


def kind_of(query):
    if re.search(r'(^|\s)-?\w+:', query):
        return "fields and filters"
    if query.endswith("?"):
        return "questions"
    if " OR " in query or " NOT " in query or re.search(r'(^|\s)-\w', query) or "*" in query:
        return "OR, NOT, beginnings"
    if '"' in query:
        return "phrases"
    return "one word" if len(query.split()) == 1 else "words"


def plain_expression(query):
    """The words and phrases for FTS5, each in quotes; nothing for a query that uses more of the language."""
    if kind_of(query) not in ("one word", "words", "phrases", "questions"):
        return None
    pieces = re.findall(r'"[^"]*"|[^\s"]+', query.rstrip("?"))
    pieces = [re.sub(r"[^\w ]", " ", piece).strip() for piece in pieces]
    asking = {"a", "an", "and", "are", "can", "do", "does", "for", "how", "in", "is", "of", "on", "or", "should", "the",
              "to", "what", "when", "which", "who", "why", "will", "with", "help", "there"}
    named = [piece for piece in pieces if piece and piece.lower() not in asking] or [piece for piece in pieces if piece]
    return " ".join(f'"{piece}"' for piece in named)


def build_peer(store, path):
    print(f"building {path} ...", file=sys.stderr)
    source = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    peer = sqlite3.connect(path)
    peer.execute("PRAGMA journal_mode=OFF")
    peer.execute("PRAGMA synchronous=OFF")
    peer.execute("CREATE VIRTUAL TABLE t USING fts5(title, abstract, content='', tokenize='porter unicode61')")
    peer.execute("INSERT INTO t(t, rank) VALUES ('hashsize', 16777216)")
    rows = source.execute("SELECT pmid, title, abstract FROM citation ORDER BY pmid")
    while batch := rows.fetchmany(10000):
        peer.executemany("INSERT INTO t(rowid, title, abstract) VALUES (?, ?, ?)", batch)
    peer.commit()
    return peer


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def milliseconds(values):
    if not values:
        return "- | - | -"
    return f"{percentile(values, 0.5):.1f} | {percentile(values, 0.99):.1f} | {max(values):.1f}"


class Program:
    def __init__(self, program, store):
        self.process = subprocess.Popen([program, "evidence", "search", "--queries", "-", "--store", store],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def processor(self):
        with open(f"/proc/{self.process.pid}/schedstat", encoding="ascii") as file:
            return int(file.read().split()[0]) / 1e6

    def ask(self, query):
        """Milliseconds (processor, clock) and the answer."""
        busy, start = self.processor(), time.perf_counter()
        self.process.stdin.write(query + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return (self.processor() - busy, (time.perf_counter() - start) * 1000), json.loads(line)


def ask_peer(peer, sql, expression):
    busy, start = time.thread_time(), time.perf_counter()
    peer.execute(sql, (expression,)).fetchall()
    return (time.thread_time() - busy) * 1000, (time.perf_counter() - start) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--store", required=True)
    parser.add_argument("--queries", default=str(HERE / "queries.txt"))
    parser.add_argument("--peer")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    queries = [line.strip() for line in open(options.queries, encoding="utf-8")]
    queries = [line for line in queries if line and not line.startswith("#")]
    peer = None
    if options.peer:
        exists = os.path.exists(options.peer)
        peer = sqlite3.connect(options.peer) if exists else build_peer(options.store, options.peer)
        peer.execute("PRAGMA cache_size=-32768")

    program = Program(options.program, options.store)
    first = [program.ask(query)[0] for query in queries]
    times = {query: [] for query in queries}
    ranked = {query: [] for query in queries}
    walked = {query: [] for query in queries}
    answers = {}
    for _ in range(options.rounds):
        for query in queries:
            took, answers[query] = program.ask(query)
            times[query].append(took)
            expression = plain_expression(query) if peer else None
            if expression:
                ranked[query].append(ask_peer(
                    peer, "SELECT rowid, bm25(t, 4.0, 1.0) AS r FROM t WHERE t MATCH ? ORDER BY r LIMIT 10", expression))
                walked[query].append(ask_peer(peer, "SELECT count(*) FROM t WHERE t MATCH ?", expression))

    records = sqlite3.connect(f"file:{options.store}?mode=ro", uri=True).execute("SELECT count(*) FROM citation").fetchone()[0]
    print(f"{len(queries)} queries, {options.rounds} rounds after one to warm up, {records:,} records; {platform.machine()}, "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} while it ran; {time.strftime('%Y-%m-%d')}\n")
    kinds = sorted({kind_of(query) for query in queries})
    for column, name in ((0, "Processor time, ms"), (1, "By the clock, ms")):
        print(f"{name}:\n")
        print("| queries | n | claimassay: median | p99 | worst | FTS5 bm25: median | p99 | worst | walk: median | p99 | worst |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
        for kind in ["all", *kinds]:
            chosen = [query for query in queries if kind in ("all", kind_of(query))]
            flat = [[took[column] for query in chosen for took in table[query]] for table in (times, ranked, walked)]
            print(f"| {kind} | {len(chosen)} | " + " | ".join(milliseconds(values) for values in flat) + " |")
        print()
    print(f"The first round, with cold caches of its own: median | p99 | worst = {milliseconds([took[0] for took in first])} ms "
          f"of processor time, {milliseconds([took[1] for took in first])} by the clock.")
    errors = [query for query, answer in answers.items() if "error" in answer]
    nothing = [query for query, answer in answers.items() if not answer.get("hits")]
    stopped = [query for query, answer in answers.items() if answer.get("looked_at")]
    print(f"{len(errors)} queries were refused, {len(nothing)} found nothing, {len(stopped)} ranked only the newest matches.")
    print("\nSlowest (processor time, median of the rounds, ms):")
    middle = {query: percentile([took[0] for took in times[query]], 0.5) for query in queries}
    for query in sorted(queries, key=lambda one: -middle[one])[:8]:
        print(f"- {middle[query]:.1f} `{query}`")
    if errors:
        sys.exit("refused: " + "; ".join(errors))


if __name__ == "__main__":
    main()
