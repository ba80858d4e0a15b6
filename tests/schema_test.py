#!/usr/bin/env python3
"""What the program prints as JSON is what docs/schema says, and docs/schema names nothing that is never printed.

    schema_test.py CLAIMASSAY [FILE...]   the program to ask; files of one appraisal per line in place of all the rest

Checked are the expectations of the report and cli cases, and what `check`, `grade` and `appraise` answer to the inputs of the
cases. Valid documents are also spoiled in several ways, and the schema has to notice each: one that accepts everything would
pass otherwise.
"""

import copy
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "tests/cases"
AS_OF = ["--as-of", "2026-03-01"]
SEEN = set()  # names of the fields that were printed


def schema(name):
    """A schema by itself: parts that it takes from another one are put into it."""
    read = {path.name.split(".")[0]: json.loads(path.read_text()) for path in (ROOT / "docs/schema").glob("*.json")}
    whole, by_id = read[name], {one["$id"]: one for one in read.values()}

    def put_in(part, home):
        if isinstance(part, list):
            return [put_in(one, home) for one in part]
        if not isinstance(part, dict):
            return part
        out = {key: put_in(value, home) for key, value in part.items()}
        if isinstance(part.get("$ref"), str):
            base, _, place = part["$ref"].partition("#/$defs/")
            owner = by_id[base] if base else home
            out["$ref"] = f"#/$defs/{place}"
            if owner is not whole and place not in taken:
                taken[place] = None
                taken[place] = put_in(owner["$defs"][place], owner)
        return out

    taken = {}
    filled = put_in(whole, whole)
    clash = set(taken) & set(filled["$defs"])
    if clash:
        raise SystemExit(f"docs/schema/{name}: {sorted(clash)} is defined here and in another schema")
    filled["$defs"].update(taken)
    return filled


def documents(path):
    """(line, document) of every appraisal in a file; a cli case may print other things as well."""
    report = path.name == "expect.json"
    for number, line in enumerate(path.read_text().splitlines(), 1):
        try:
            document = json.loads(line)
        except json.JSONDecodeError:
            if report:
                raise
            continue
        if report or isinstance(document, dict) and {"article", "coverage"} <= set(document):
            yield number, document


def answers(path):
    """(line, document) of every answer of `evidence search`, on one line or over several."""
    text, decoder = path.read_text(), json.JSONDecoder()
    at = 0
    while (at := text.find("{", at)) >= 0:
        try:
            document, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError:
            at += 1
            continue
        if "query" in document and ("hits" in document or "error" in document):
            yield text.count("\n", 0, at) + 1, document
        at = end


def spoiled_answer(document):
    for name in list(document):
        yield f"no {name}", without(document, name)
    yield "a field of its own", {**document, "hitz": []}
    if document.get("hits"):
        hit = document["hits"][0]
        yield "a hit without its status", {**document, "hits": [without(hit, "status")]}
        yield "a design that there is none of", {**document, "hits": [{**hit, "design": "poem"}]}
    if "error" in document:
        yield "an unknown code", {**document, "error": {**document["error"], "code": "bad"}}


def spoiled(document):
    def change(name, edit):
        other = copy.deepcopy(document)
        edit(other)
        return name, other

    yield change("no coverage", lambda d: d.pop("coverage"))
    yield change("a title that is a number", lambda d: d["article"].update(title=7))
    yield change("an unknown field in the article", lambda d: d["article"].update(titel="x"))
    yield change("a severity of its own", lambda d: d["findings"].append({**finding(), "severity": "fatal"}))
    yield change("a finding without a place", lambda d: d["findings"].append(without(finding(), "line")))
    yield change("a negative count", lambda d: d["coverage"].update(claims=-1))
    if document["article"]["references"]:
        yield change("an unchecked status that says ok",
                     lambda d: d["article"]["references"][0]["status"].update(checked=False, status="ok"))


def finding():
    return {"code": "numbering", "family": "reference", "severity": "minor", "span": {"start": 0, "end": 1}, "line": 1,
            "column": 1, "message": "m", "why": "w", "suggestion": None, "rule": None, "claim_key": None, "cited_id": None,
            "fingerprint": "0123456789abcdef", "quotes": []}


def without(thing, key):
    return {k: v for k, v in thing.items() if k != key}


def named(part, names):
    """The names of all properties that a schema lists."""
    if isinstance(part, list):
        for one in part:
            named(one, names)
    if isinstance(part, dict):
        names |= set(part.get("properties", {})) if isinstance(part.get("properties"), dict) else set()
        for one in part.values():
            named(one, names)
    return names


def printed(document, names):
    if isinstance(document, list):
        for one in document:
            printed(one, names)
    if isinstance(document, dict):
        names |= set(document)
        for one in document.values():
            printed(one, names)
    return names


def check(name, found, spoil):
    """(documents checked, problems) of one schema; `found` are (where, document)."""
    against = schema(name)
    jsonschema.Draft202012Validator.check_schema(against)
    validator = jsonschema.Draft202012Validator(against)
    problems, checked = [], 0
    for where, document in found:
        checked += 1
        printed(document, SEEN)
        for error in validator.iter_errors(document):
            # Of alternatives the one that came furthest says what is wrong.
            told = jsonschema.exceptions.best_match([error])
            place = "/".join(str(part) for part in told.absolute_path)
            problems.append(f"{where}: {place}: {told.message[:300]}")
        for what, other in spoil(document):
            if validator.is_valid(other):
                problems.append(f"{where}: the schema {name} accepts a document with {what}")
    if not checked:
        problems.append(f"{name}: no document to check")
    return checked, problems


def in_files(paths, read):
    for path in paths:
        for number, document in read(path):
            yield f"{path}:{number}", document


def ask(program, arguments, lines=()):
    """What a command prints, one document per line."""
    given = "".join(json.dumps(line) + "\n" if isinstance(line, dict) else line + "\n" for line in lines)
    answer = subprocess.run([program, *arguments, *AS_OF], input=given, capture_output=True, text=True, check=False,
                            timeout=600)
    if not answer.stdout:
        raise SystemExit(f"{' '.join(arguments)} printed nothing: {answer.stderr[:500]}")
    for number, line in enumerate(answer.stdout.splitlines(), 1):
        yield f"{' '.join(arguments)}, answer {number}", json.loads(line)


def grade_answers(program):
    by_pack = {}
    for path in sorted((CASES / "grading").glob("*/input.json")):
        case = json.loads(path.read_text())
        by_pack.setdefault(case.get("rules", "editorial"), []).append(case)
    for pack, lines in sorted(by_pack.items()):
        wanted = {"sort": "B", "ocebm": "2"}.get(pack, "high")
        yield from ask(program, ["grade", "--pack", pack, "--why", "--why-not", wanted, "--audience", "patient"], lines[:10])
        yield from ask(program, ["grade", "--pack", pack], lines)
    yield from ask(program, ["grade"], ["no JSON"])


def appraise_answers(program):
    records = [json.loads(path.read_text()) for path in sorted((CASES / "appraise").glob("*/input.json"))]
    for path in sorted((CASES / "grading").glob("*/input.json")):
        records += json.loads(path.read_text()).get("sources", [])
    yield from ask(program, ["appraise"], records)
    yield from ask(program, ["appraise", str(ROOT / "data/samples/records.xml")])
    yield from ask(program, ["appraise"], ["no JSON"])


SAMPLES = ROOT / "data/samples"
SAMPLE = ([SAMPLES / "records.xml"], [SAMPLES / "article.txt", "--refs", SAMPLES / "references.txt"])
REGISTERS = CASES / "cli/import-registers"
REGISTERED = ([REGISTERS / "registers"], [REGISTERS / "article.txt"])
GUIDED = """Zinol for the back

Low back pain (LBP) is common. Zinol reduces LBP by 5 mg (MD 5 points, 95% CI 3 to 7; p < 0.05) [1].

References

1. Brellin Spine Forum. Care of neck pain in adults: guideline summary. 2023. https://guidelines.example.org/brellin/neck-pain-2023
"""


def check_answers(program, article, more):
    records, asked = article
    with tempfile.TemporaryDirectory() as folder:
        store = ["--store", f"{folder}/evidence.db"]
        subprocess.run([program, *store, "import", "--quiet", *map(str, records)], check=False, timeout=60,
                       capture_output=True)
        yield from ask(program, [*store, "check", *map(str, asked), "--format", "json", *more], [GUIDED])


def spoiled_line(document):
    yield "a field of its own", {**document, "certainly": 1}
    if "certainty" in document:
        yield "no certainty", without(document, "certainty")
        yield "a level that there is none of", {**document, "certainty": "fair"}
        if document["judgements"]:
            first = {**document["judgements"][0], "domain": "luck"}
            yield "a domain that there is none of", {**document, "judgements": [first]}
    if document.get("rules"):
        yield "a rule that did something else", {**document, "rules": [{**document["rules"][0], "verdict": "slept"}]}


def spoiled_explanation(document):
    yield "no claims", without(document, "claims")
    for claim in document["claims"][:1]:
        yield "a claim without its place", {**document, "claims": [without(claim, "start")]}
        yield "a field of its own", {**document, "claims": [{**claim, "wy_not": 1}]}


def main(arguments):
    if not arguments:
        print(__doc__)
        return 2
    program, paths = arguments[0], [pathlib.Path(a) for a in arguments[1:]]
    printed_by_cases = sorted((CASES / "cli").glob("*/expect.stdout"))
    appraisals = [*(CASES / "report").glob("*/expect.json"), *printed_by_cases]
    if paths:
        runs = [check("appraisal", in_files(paths, documents), spoiled)]
    else:
        of_articles = [*in_files(sorted(appraisals), documents),
                       *check_answers(program, SAMPLE, ["--rules", "sort", "--audience", "patient"]),
                       *check_answers(program, SAMPLE, ["--rules", "ocebm"]),
                       *check_answers(program, REGISTERED, []),
                       *check_answers(program, ([SAMPLES / "guideline.md"], ["-"]), [])]
        why = ["--why", "1", "--why", "2", "--why", "3", "--why-not", "high", "--rules", "sort"]
        explanations = [*check_answers(program, SAMPLE, why), *check_answers(program, SAMPLE, ["--why-not", "low"]),
                        *check_answers(program, SAMPLE, ["--why-not", "B", "--rules", "sort", "--audience", "clinician"])]
        runs = [check("appraisal", of_articles, spoiled), check("explanation", explanations, spoiled_explanation),
                check("grade", grade_answers(program), spoiled_line),
                check("appraise", appraise_answers(program), spoiled_line),
                check("search", in_files(printed_by_cases, answers), spoiled_answer)]
        # Schemas share their parts, and so does what is printed.
        known = {one: name for name in ("appraisal", "explanation", "grade", "appraise")
                 for one in named(schema(name), set())}
        runs.append((0, [f"docs/schema/{known[one]}.schema.json: {one} is printed in no answer"
                         for one in sorted(set(known) - SEEN)]))
    checked, problems = sum(run[0] for run in runs), [line for run in runs for line in run[1]]
    print("\n".join(problems))
    print(f"schema: {checked} documents checked, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
