#!/usr/bin/env python3
"""A stand-in for NCBI's E-utilities on this machine: esearch, efetch and epost over HTTP, with records of its own and
faults on demand. Measures how often it is asked, as NCBI does.

    eutils_server.py [PORT]   serves the sample records until interrupted, to try `evidence fetch --base-url` by hand
"""

import collections
import gzip
import http.server
import json
import re
import sys
import threading
import time
import urllib.parse

FOLDER = "/entrez/eutils/"


def article(pmid, title=None, doi="", pmc="", revised="2024-05-01", abstract="A trial of walking in 120 adults."):
    """One record in the shape of PubMed's XML; the words are made up."""
    year, month, day = revised.split("-")
    ids = "".join(f'<ArticleId IdType="{kind}">{value}</ArticleId>' for kind, value in
                  (("pubmed", pmid), ("doi", doi), ("pmc", pmc)) if value)
    return (f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>'
            f"<DateRevised><Year>{year}</Year><Month>{month}</Month><Day>{day}</Day></DateRevised>"
            f'<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2023</Year></PubDate>'
            f"</JournalIssue><Title>Journal of Made-up Medicine</Title><ISOAbbreviation>J Made Up Med</ISOAbbreviation>"
            f"</Journal><ArticleTitle>{title or f'Walking and sleep, part {pmid}.'}</ArticleTitle>"
            f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract><Language>eng</Language>"
            f"<PublicationTypeList><PublicationType UI=\"D016428\">Journal Article</PublicationType>"
            f"</PublicationTypeList></Article></MedlineCitation><PubmedData><ArticleIdList>{ids}</ArticleIdList>"
            f"</PubmedData></PubmedArticle>")


def article_set(articles):
    return ('<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
            '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>' + "\n".join(articles) +
            "</PubmedArticleSet>\n")


class Eutils:
    """What the server knows, what it is told to do wrong, and what it saw."""

    def __init__(self, records):
        self.records = dict(records)  # pmid (text) -> XML
        self.search_finds = {}        # a DOI or PMC number -> PMIDs, where that is not what the records say
        self.faults = collections.deque()  # applied to the next requests, one each; None does nothing wrong
        self.requests = []            # (time, program, fields)
        self.too_fast = []
        self.complaints = []
        self.posted = {}
        self.lock = threading.Lock()
        self.done = threading.Event()
        self.stalled = threading.Event()

    def see(self, program, fields):
        now = time.monotonic()
        with self.lock:
            self.requests.append((now, program, fields))
            limit = 10 if "api_key" in fields else 3
            lately = sum(1 for at, _, _ in self.requests if now - at < 1.0)
            if lately > limit:
                self.too_fast.append(f"{lately} requests within a second, {limit} are allowed")
            return self.faults.popleft() if self.faults else None

    def find(self, piece):
        tag = re.search(r"\[(\w+)\]$", piece)
        if not tag:
            self.complaints.append(f"no field in {piece!r}")
            return []
        value, field = piece[: tag.start()].strip('"'), tag.group(1)
        if field == "uid":
            return [value] if value in self.records else []
        if value in self.search_finds:
            return self.search_finds[value]
        kind = {"aid": "doi|pmc", "lid": "doi", "pmcid": "pmc"}.get(field, "none")
        pattern = re.compile(rf'<ArticleId IdType="(?:{kind})">{re.escape(value)}</ArticleId>', re.IGNORECASE)
        return [pmid for pmid, text in self.records.items() if pattern.search(text)]

    def esearch(self, fields):
        found = []
        for piece in fields.get("term", "").split(" OR "):
            found += [pmid for pmid in self.find(piece) if pmid not in found]
        found = found[: int(fields.get("retmax", 20))]
        return "application/json", json.dumps({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": {
            "count": str(len(found)), "retmax": str(len(found)), "retstart": "0", "idlist": found}})

    def efetch(self, fields):
        wanted = fields["id"].split(",") if fields.get("id") else self.posted.get(fields.get("WebEnv"), [])
        if len(wanted) > 200:
            self.complaints.append(f"{len(wanted)} identifiers in one request")
        return "text/xml; charset=UTF-8", article_set([self.records[pmid] for pmid in wanted if pmid in self.records])

    def epost(self, fields):
        name = f"MCID_{len(self.posted)}"
        self.posted[name] = fields.get("id", "").split(",")
        return "text/xml", f"<ePostResult><QueryKey>1</QueryKey><WebEnv>{name}</WebEnv></ePostResult>"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send(self, status, kind, body, headers=(), claimed=None):
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers:
            self.send_header(name, value() if callable(value) else value)
        self.send_header("Content-Length", str(len(data) if claimed is None else claimed))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        eutils = self.server.eutils
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        fields = dict(urllib.parse.parse_qsl(body, keep_blank_values=True, strict_parsing=bool(body)))
        program = urllib.parse.urlsplit(self.path).path.rsplit("/", 1)[-1].removesuffix(".fcgi")
        fault = eutils.see(program, fields) or {}
        if fields.get("db") != "pubmed" or fields.get("tool") != "claimassay":
            eutils.complaints.append(f"db and tool are {fields.get('db')} and {fields.get('tool')}")
        if not self.headers.get("User-Agent", "").startswith("claimassay"):
            eutils.complaints.append(f"the user agent is {self.headers.get('User-Agent')}")
        answer = {"esearch": eutils.esearch, "efetch": eutils.efetch, "epost": eutils.epost}.get(program)
        if answer is None:
            self.send(404, "text/plain", "no such program")
            return
        kind, body = answer(fields)
        self.spoil(fault, kind, body)

    def spoil(self, fault, kind, body):
        """Sends the answer, with the fault in it."""
        what = fault.get("fault")
        if what == "status":
            self.send(fault["status"], fault.get("type", "text/plain"), fault.get("body", ""), fault.get("headers", ()))
        elif what == "body":
            self.send(200, fault.get("type", kind), fault["body"])
        elif what == "change":
            self.send(200, kind, fault["change"](body))
        elif what == "stall":
            self.server.eutils.stalled.set()
            self.server.eutils.done.wait(60)
            self.close_connection = True
        elif what == "cut":
            # Fewer bytes than were announced, and the connection goes.
            self.send(200, kind, body[: len(body) // 2], claimed=len(body.encode()))
            self.close_connection = True
        elif what == "endless":
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            try:
                while not self.server.eutils.done.is_set():
                    self.wfile.write(b"<PubmedArticleSet>" + b" " * (1 << 20))
            except OSError:
                pass
            self.close_connection = True
        elif what == "gzip":
            self.send(200, kind, gzip.compress(body.encode()), [("Content-Encoding", "gzip")])
        elif what is None:
            self.send(200, kind, body)
        else:
            raise ValueError(what)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, eutils, port=0, tls=None):
        super().__init__(("127.0.0.1", port), Handler)
        self.eutils = eutils
        self.scheme = "https" if tls else "http"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request, client_address):
        """A client that hangs up is what some tests are about."""

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}{FOLDER}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.eutils.done.set()
        self.shutdown()
        self.server_close()


def main(arguments):
    records = {str(pmid): article(pmid, doi=f"10.1000/{pmid}") for pmid in range(70000001, 70000011)}
    with Server(Eutils(records), int(arguments[0]) if arguments else 8717) as server:
        print(f"claimassay evidence fetch 70000001 10.1000/70000002 --base-url {server.url}")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
