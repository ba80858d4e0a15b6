#!/usr/bin/env python3
"""Every JSON expectation of the report and cli cases is what docs/schema says: appraisals and answers of a search.

    schema_test.py [FILE...]   files of one JSON document per line; without any, all expectations under tests/cases

Also spoils a valid document in several ways and requires that the schema notices each: a schema that accepts everything
would pass otherwise.
"""

import copy
import json
import pathlib
import sys

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "docs/schema/appraisal.schema.json").read_text())
SEARCH_SCHEMA = json.loads((ROOT / "docs/schema/search.schema.json").read_text())


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


def check(paths, schema, read, spoil):
    """(documents checked, problems) of one schema."""
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    problems, checked = [], 0
    for path in paths:
        for number, document in read(path):
            checked += 1
            for error in validator.iter_errors(document):
                where = "/".join(str(part) for part in error.absolute_path)
                problems.append(f"{path}:{number}: {where}: {error.message[:200]}")
            for name, other in spoil(document):
                if validator.is_valid(other):
                    problems.append(f"{path}:{number}: the schema accepts a document with {name}")
    if not checked:
        problems.append(f"{schema['$id']}: no document to check")
    return checked, problems


def main(arguments):
    paths = [pathlib.Path(a) for a in arguments] or sorted(
        [*(ROOT / "tests/cases/report").glob("*/expect.json"), *(ROOT / "tests/cases/cli").glob("*/expect.stdout")])
    checked, problems = check(paths, SCHEMA, documents, spoiled)
    if not arguments:
        more = check(sorted((ROOT / "tests/cases/cli").glob("*/expect.stdout")), SEARCH_SCHEMA, answers, spoiled_answer)
        checked, problems = checked + more[0], problems + more[1]
    print("\n".join(problems))
    print(f"schema: {checked} documents checked, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
