#!/usr/bin/env python3
"""`evidence fetch` against a server that speaks NCBI's protocol and goes wrong in every way that NCBI does: what is
fetched, what is told apart, what the store holds afterwards, how often the server was asked. And: no other command opens
a socket.

    fetch_test.py CLAIMASSAY NO_SOCKETS   the program, and the library of tests/no_sockets.cpp
"""

import json
import os
import pathlib
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from eutils_server import Eutils, Server, article, article_set

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLAIMASSAY, NO_SOCKETS = "", ""
SUCH = {
    "70000001": article(70000001, doi="10.1000/first", pmc="PMC7000001"),
    "70000002": article(70000002, doi="10.1000/second(1)x"),
    "70000003": article(70000003),
}


class FetchCase(unittest.TestCase):
    """A store in a folder of its own, a server with a few records, and quick retries."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.store = self.folder / "evidence.db"
        self.eutils = Eutils(SUCH)
        self.server = Server(self.eutils)
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)

    def tearDown(self):
        self.assertEqual(self.eutils.too_fast, [])
        self.assertEqual(self.eutils.complaints, [])

    def environment(self, **more):
        # A desk's proxy would stand between the program and the server of this test.
        kept = {name: value for name, value in os.environ.items()
                if "proxy" not in name.lower() and name not in ("NCBI_API_KEY", "CLAIMASSAY_STORE")}
        return {**kept, "HOME": str(self.folder), **more}

    def command(self, *arguments):
        return [CLAIMASSAY, "--store", str(self.store), *arguments]

    def run_it(self, *arguments, **more):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=120, check=False,
                              cwd=self.folder, env=self.environment(**more))

    def arguments(self, *arguments, key=True, server=None):
        return ["evidence", "fetch", *arguments, "--base-url", (server or self.server).url, "--retry-wait", "0.01",
                *(["--api-key", "sesame"] if key else [])]

    def fetch(self, *arguments, expect=0, key=True, server=None):
        answer = self.run_it(*self.arguments(*arguments, key=key, server=server))
        self.assertEqual(answer.returncode, expect, answer.stdout + answer.stderr)
        self.assertNotIn("sesame", answer.stdout + answer.stderr)
        return answer

    def fails(self, fault, words, *more, expect=4, times=20):
        """Every answer of the server has the fault."""
        self.eutils.faults.extend([fault] * times)
        answer = self.fetch("70000001", *more, expect=expect)
        self.assertIn(words, answer.stderr)
        self.assertEqual(self.held(), [])
        return answer

    def held(self):
        """The PMIDs in the store, which must be whole."""
        if not self.store.exists():
            return []
        answer = self.run_it("evidence", "export")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        checked = self.run_it("evidence", "verify")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        return [json.loads(line)["pmid"] for line in answer.stdout.splitlines()]

    def asked(self, program):
        return [fields for _, name, fields in self.eutils.requests if name == program]


class Fetching(FetchCase):
    def test_every_kind_of_identifier(self):
        answer = self.fetch("70000003", "doi:10.1000/SECOND(1)X", "PMC7000001")
        self.assertEqual(self.held(), [70000001, 70000002, 70000003])
        self.assertIn("fetched       3 records: 3 new", answer.stdout)
        self.assertEqual(self.run_it("evidence", "search", "walking").stdout.count("PMID"), 3)

    def test_addresses_are_identifiers_too(self):
        self.fetch("https://pubmed.ncbi.nlm.nih.gov/70000003/", "https://doi.org/10.1000/first")
        self.assertEqual(self.held(), [70000001, 70000003])

    def test_what_is_no_identifier_is_wrong_usage(self):
        answer = self.fetch("70000003", "walking", expect=2)
        self.assertIn("'walking' is no PMID, DOI or PMC number", answer.stderr)
        self.assertEqual(self.held(), [70000003])
        self.assertIn("nothing is named", self.fetch(expect=2).stderr)

    def test_what_the_store_holds_is_not_asked_again(self):
        self.fetch("70000001")
        before = len(self.eutils.requests)
        answer = self.fetch("70000001", "10.1000/first", "PMC7000001")
        self.assertEqual(len(self.eutils.requests), before)
        self.assertIn("3 in the store already", answer.stdout)
        self.eutils.records["70000001"] = article(70000001, title="Walking, revised.", revised="2025-01-01")
        self.assertIn("0 new, 1 changed", self.fetch("70000001", "--force").stdout)
        self.assertIn("Walking, revised.", self.run_it("evidence", "show", "70000001").stdout)
        # An older state does not take the place of a newer one.
        self.eutils.records["70000001"] = article(70000001, title="Walking, of old.", revised="2020-01-01")
        self.assertIn("1 older than the store has them", self.fetch("70000001", "--force").stdout)

    def test_a_pmid_that_does_not_exist(self):
        answer = self.fetch("70000001", "79999999", expect=3)
        self.assertIn("no such PMID  PMID 79999999", answer.stdout)
        self.assertEqual(self.held(), [70000001])
        self.assertEqual(self.asked("esearch")[0]["term"], "79999999[uid]")
        # A check may now say that it leads nowhere; before, it was only not looked at.
        article_text = self.folder / "article.txt"
        article_text.write_text("Walking\n\nWalking improves sleep [1].\n\nReferences\n1. Gone A. Sleep. PMID: 79999999\n")
        report = json.loads(self.run_it("check", str(article_text), "--format", "json").stdout)
        self.assertIn("unresolvable", [finding["code"] for finding in report["findings"]])

    def test_a_doi_outside_pubmed_is_not_called_wrong(self):
        answer = self.fetch("10.1000/elsewhere", "PMC123", expect=3)
        self.assertIn("not in PubMed doi 10.1000/elsewhere, PMC123", answer.stdout)
        self.assertEqual(self.held(), [])

    def test_a_record_that_carries_another_doi_is_not_taken(self):
        self.eutils.search_finds["10.1000/wanted"] = ["70000002"]
        answer = self.fetch("10.1000/wanted", expect=3)
        self.assertIn("not in PubMed doi 10.1000/wanted", answer.stdout)
        self.assertIn("not taken     PMID 70000002: no identifier in it was asked for", answer.stdout)
        self.assertEqual(self.held(), [])

    def test_a_record_that_nobody_asked_for_is_not_taken(self):
        self.eutils.faults.append({"fault": "change", "change": lambda body: article_set(SUCH.values())})
        self.assertIn("not taken     PMID 70000002, PMID 70000003: no identifier", self.fetch("70000001").stdout)
        self.assertEqual(self.held(), [70000001])

    def test_a_record_that_comes_twice_is_one(self):
        self.eutils.faults.append({"fault": "change", "change": lambda body: article_set([SUCH["70000001"]] * 2)})
        self.assertIn("1 new, 0 changed, 1 unchanged", self.fetch("70000001").stdout)

    def test_a_record_that_is_left_out_once_is_asked_for_again(self):
        self.eutils.faults.append({"fault": "change", "change": lambda body: article_set([SUCH["70000001"]])})
        self.fetch("70000001", "70000002")
        self.assertEqual(self.held(), [70000001, 70000002])

    def test_a_record_that_is_always_left_out_is_not_called_missing(self):
        nothing = {"fault": "change", "change": lambda body: article_set([])}
        self.eutils.faults.extend([nothing, None, nothing])
        answer = self.fetch("70000001", expect=3)
        self.assertIn("not delivered PMID 70000001", answer.stdout)

    def test_batches_of_two_hundred(self):
        wanted = [str(pmid) for pmid in range(70001000, 70001450)]
        self.eutils.records.update((pmid, article(pmid)) for pmid in wanted)
        self.fetch(*wanted)
        self.assertEqual([len(fields["id"].split(",")) for fields in self.asked("efetch")], [200, 200, 50])
        self.assertEqual(len(self.held()), 450)

    def test_many_dois_are_few_searches(self):
        self.eutils.records = {str(pmid): article(pmid, doi=f"10.1000/{pmid}") for pmid in range(70001000, 70001060)}
        self.fetch(*(f"10.1000/{pmid}" for pmid in range(70001000, 70001060)))
        self.assertEqual((len(self.asked("esearch")), len(self.asked("efetch"))), (2, 2))
        self.assertEqual(len(self.held()), 60)

    def test_from_an_article(self):
        text = self.folder / "article.txt"
        text.write_text("Walking\n\nWalking improves sleep [1,2]. It helps mood [3,4].\n\nReferences\n"
                        "1. First A. Walking. 2023. doi:10.1000/first\n2. Third C. Sleep. PMID: 70000003\n"
                        "3. Fourth D. A book on mood. 2001.\n4. First A. Walking. PMID: 70000001\n")
        answer = self.fetch("--from", str(text), expect=3)
        self.assertIn("1 reference names no PMID, DOI or PMC number", answer.stderr)
        self.assertEqual(self.held(), [70000001, 70000003])
        before = len(self.eutils.requests)
        self.fetch("--from", str(text), expect=3)
        self.assertEqual(len(self.eutils.requests), before)

    def test_from_a_file_of_references(self):
        refs, text = self.folder / "refs.txt", self.folder / "article.txt"
        refs.write_text("1. First A. Walking. 2023. https://doi.org/10.1000/first\n2. Third C. Sleep. PMID: 70000003\n")
        text.write_text("Walking\n\nWalking improves sleep [1].\n")
        self.fetch("--refs", str(refs))
        self.assertEqual(self.held(), [70000001, 70000003])
        self.assertIn("2 in the store already", self.fetch("--from", str(text), "--refs", str(refs)).stdout)
        self.assertIn("no reference was found", self.fetch("--from", str(text), expect=2).stderr)
        self.fetch("--from", str(self.folder / "none.txt"), expect=2)

    def test_a_dry_run_asks_nobody_and_writes_nothing(self):
        answer = self.fetch("70000001", "10.1000/first", "--dry-run")
        self.assertIn("id = 70000001", answer.stdout)
        self.assertIn('term = "10.1000/first"[aid] OR "10.1000/first"[lid]', answer.stdout)
        self.assertEqual(self.eutils.requests, [])
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_the_address_and_the_key_are_sent(self):
        answer = self.run_it(*self.arguments("70000001", "--email", "desk@example.org", key=False), NCBI_API_KEY="open")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        fields = self.asked("efetch")[0]
        self.assertEqual((fields["email"], fields["api_key"]), ("desk@example.org", "open"))

    def test_three_a_second_without_a_key(self):
        # Each of these takes a search and a fetch; the server measures.
        for pmid in SUCH:
            self.eutils.records[pmid] = article(pmid, doi=f"10.1000/{pmid}")
        self.fetch("70000001", "70000011", "10.1000/70000002", "10.1000/70000003", key=False, expect=3)
        self.assertGreaterEqual(len(self.eutils.requests), 4)
        times = [at for at, _, _ in self.eutils.requests]
        self.assertGreater(min(b - a for a, b in zip(times, times[1:])), 0.33)


class GoingWrong(FetchCase):
    def test_too_many_requests(self):
        said = '{"error":"API rate limit exceeded","api-key":"192.0.2.1","count":"4","limit":"3"}'
        self.eutils.faults.append({"fault": "status", "status": 429, "headers": [("Retry-After", "1")], "body": said})
        answer = self.fetch("70000001")
        self.assertIn("API rate limit exceeded; asking again in 1 s", answer.stderr)
        self.assertNotIn("192.0.2.1", answer.stderr)
        first, second = self.eutils.requests
        self.assertGreaterEqual(second[0] - first[0], 1.0)

    def test_retry_after_as_a_date(self):
        # Counted from the answer, however long the program took to ask.
        when = lambda: time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 3))
        self.eutils.faults.append({"fault": "status", "status": 503, "headers": [("Retry-After", when)]})
        self.fetch("70000001")
        first, second = self.eutils.requests
        self.assertGreaterEqual(second[0] - first[0], 1.0)

    def test_a_server_that_wants_to_be_left_alone(self):
        self.fails({"fault": "status", "status": 503, "headers": [("Retry-After", "7200")]}, "left alone for 7200 s")
        self.assertEqual(len(self.eutils.requests), 1)

    def test_a_server_that_fails_for_a_while(self):
        self.eutils.faults.extend([{"fault": "status", "status": 500}, {"fault": "cut"}, {"fault": "status", "status": 502}])
        self.fetch("70000001")
        self.assertEqual(self.held(), [70000001])

    def test_a_server_that_fails_for_good(self):
        answer = self.fails({"fault": "status", "status": 500}, "status 500 (asked 3 times)", "--retries", "2")
        self.assertIn("not asked     PMID 70000001", answer.stdout)

    def test_no_server(self):
        self.server.__exit__()
        self.assertIn("onnect", self.fetch("70000001", "--retries", "1", expect=4).stderr)

    def test_a_server_that_stalls(self):
        started = time.monotonic()
        self.fails({"fault": "stall"}, "Operation too slow", "--timeout", "1", "--retries", "1")
        self.assertLess(time.monotonic() - started, 30)

    def test_an_answer_cut_short(self):
        self.fails({"fault": "cut"}, "transfer closed", "--retries", "1")

    def test_an_answer_cut_short_that_claims_to_be_whole(self):
        self.fails({"fault": "change", "change": lambda body: body[: len(body) // 2]}, "the answer breaks off after",
                   "--retries", "1")

    def test_an_answer_broken_in_the_middle(self):
        broken = {"fault": "change", "change": lambda body: body.replace("<Language>", "<Language")}
        # PubMed's search knows the record, so that nothing is said of the PMID.
        self.eutils.faults.extend([broken, None, broken])
        answer = self.fetch("70000001", expect=3)
        self.assertIn("[xml-not-well-formed]", answer.stderr)
        self.assertIn("not delivered PMID 70000001", answer.stdout)
        self.assertEqual(self.held(), [])

    def test_an_answer_with_entities(self):
        bomb = {"fault": "change", "change": lambda body: '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY a '
                '"aaaa">]>' + body[body.index("<PubmedArticleSet>"):]}
        self.eutils.faults.extend([bomb, None, bomb])
        self.assertIn("[xml-entity-declaration]", self.fetch("70000001", expect=3).stderr)

    def test_a_web_page_in_place_of_records(self):
        page = "<!DOCTYPE html><html><head><title>Sign in to the hotel</title></head><body>...</body></html>"
        self.fails({"fault": "body", "type": "text/html", "body": page}, 'a web page came in place of data ("Sign in',
                   "--retries", "1")

    def test_something_else_in_place_of_records(self):
        self.fails({"fault": "body", "type": "text/csv", "body": "pmid,title\n"}, "no PubMed XML (text/csv)",
                   "--retries", "1")

    def test_an_error_in_xml(self):
        body = "<?xml version=\"1.0\"?><eFetchResult><ERROR>Search Backend failed: exception</ERROR></eFetchResult>"
        self.fails({"fault": "body", "body": body}, "Search Backend failed", "--retries", "1")

    def test_an_error_in_json(self):
        self.fails({"fault": "status", "status": 400, "type": "application/json",
                    "body": '{"error":"API key invalid","api-key":"sesame","type":"api","status":"unknown"}'},
                   "does not accept the API key", expect=2)
        self.assertEqual(len(self.eutils.requests), 1)

    def test_a_search_that_breaks_off(self):
        self.eutils.faults.append({"fault": "change", "change": lambda body: body[:-10]})
        self.fetch("10.1000/first")
        self.assertEqual(self.held(), [70000001])

    def test_an_answer_without_end(self):
        self.fails({"fault": "endless"}, "the answer is larger than 64 MB")
        self.assertEqual(len(self.eutils.requests), 1)

    def test_a_record_sent_ten_thousand_times(self):
        self.eutils.faults.append({"fault": "change", "change": lambda body: article_set([SUCH["70000001"]] * 10000)})
        self.assertIn("skipped       9600 [more-than-asked-for]", self.fetch("70000001").stdout)
        self.assertEqual(self.held(), [70000001])

    def test_a_packed_answer(self):
        self.eutils.faults.append({"fault": "gzip"})
        self.fetch("70000001")
        self.assertEqual(self.held(), [70000001])

    def test_a_redirect_on_the_same_host(self):
        where = self.server.url + "efetch.fcgi?moved"
        self.eutils.faults.append({"fault": "status", "status": 308, "headers": [("Location", where)]})
        self.fetch("70000001")
        self.assertEqual(self.held(), [70000001])

    def test_redirects_that_are_not_followed(self):
        port = self.server.server_address[1]
        for where, words in ((f"http://localhost:{port}/entrez/eutils/efetch.fcgi", "redirects to another host"),
                             ("ftp://127.0.0.1/efetch.fcgi", "only http and https are spoken"),
                             ("file:///etc/hostname", "only http and https are spoken"),
                             (self.server.url + "efetch.fcgi", "redirects more than 3 times")):
            with self.subTest(where):
                self.eutils.faults.clear()
                before = len(self.eutils.requests)
                self.fails({"fault": "status", "status": 302, "headers": [("Location", where)]}, words)
                self.assertLessEqual(len(self.eutils.requests) - before, 4)

    def test_addresses_that_are_not_asked(self):
        for url in ("ftp://127.0.0.1/", "file:///etc/", "nowhere", "http://me:sesame@127.0.0.1/"):
            answer = self.run_it("evidence", "fetch", "70000001", "--base-url", url)
            self.assertEqual(answer.returncode, 2, answer.stderr)
            self.assertIn("cannot be asked", answer.stderr)

    def test_a_certificate_that_nobody_vouches_for(self):
        if not shutil.which("openssl"):
            self.skipTest("openssl is not installed")
        key, certificate = self.folder / "key.pem", self.folder / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
                        "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
                       check=True, capture_output=True, timeout=60)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate, key)
        with Server(self.eutils, tls=tls) as server:
            answer = self.fetch("70000001", "--retries", "1", server=server, expect=4)
            self.assertIn("certificate", answer.stderr)
            self.assertEqual(self.eutils.requests, [])


class Interrupted(FetchCase):
    def interrupt(self, how):
        wanted = [str(pmid) for pmid in range(70001000, 70001250)]
        self.eutils.records.update((pmid, article(pmid)) for pmid in wanted)
        self.eutils.faults.extend([None, {"fault": "stall"}])
        with subprocess.Popen(self.command(*self.arguments(*wanted)), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              cwd=self.folder, env=self.environment()) as process:
            self.assertTrue(self.eutils.stalled.wait(60), "the second batch was never asked for")
            process.send_signal(how)
            process.communicate(timeout=60)
        self.assertEqual(process.returncode, -how)
        self.assertEqual(len(self.held()), 200)
        self.fetch(*wanted)
        self.assertEqual(len(self.held()), 250)

    def test_control_c(self):
        self.interrupt(signal.SIGINT)

    def test_kill(self):
        self.interrupt(signal.SIGKILL)

    def test_a_failure_keeps_what_came_before(self):
        wanted = [str(pmid) for pmid in range(70001000, 70001250)]
        self.eutils.records.update((pmid, article(pmid)) for pmid in wanted)
        self.eutils.faults.extend([None] + [{"fault": "status", "status": 500}] * 2)
        answer = self.fetch(*wanted, "--retries", "1", expect=4)
        self.assertIn("what came before is in the store", answer.stderr)
        self.assertIn("and 30 more", answer.stdout)
        self.assertEqual(len(self.held()), 200)


class NoSockets(FetchCase):
    """The whole of the program but `evidence fetch`, run where a socket ends it."""

    def test_no_other_command_opens_one(self):
        samples = ROOT / "data/samples"
        article_text, refs = str(samples / "article.txt"), str(samples / "references.txt")
        preload = {"LD_PRELOAD": NO_SOCKETS, "ASAN_OPTIONS": "verify_asan_link_order=0"}
        caught = self.run_it(*self.arguments("70000001", "--retries", "0"), **preload)
        self.assertEqual(caught.returncode, 97, "the test's own trap does not work: " + caught.stderr)
        commands = [
            ["import", str(samples / "records.xml")],
            ["check", article_text, "--refs", refs],
            ["check", article_text, "--refs", refs, "--format", "json"],
            ["audit", str(samples)],
            ["evidence", "search", "walking"],
            ["evidence", "show", "70000001", "10.1000/first"],
            ["evidence", "export"],
            ["evidence", "export", "--copy", str(self.folder / "copy.db")],
            ["evidence", "stats", "--designs"],
            ["evidence", "verify"],
            ["evidence", "reindex"],
            ["review", "submit", article_text, "--refs", refs],
            ["evidence", "fetch", "70000001", "10.1000/first", "--dry-run"],
            ["rules", "list"],
            ["--version"],
        ]
        for command in commands:
            with self.subTest(" ".join(command)):
                answer = self.run_it(*command, **preload)
                self.assertNotIn("a socket was opened", answer.stderr)
                self.assertIn(answer.returncode, (0, 1, 2, 3), answer.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        print(__doc__)
        sys.exit(2)
    CLAIMASSAY, NO_SOCKETS = map(os.path.abspath, sys.argv[1:3])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
