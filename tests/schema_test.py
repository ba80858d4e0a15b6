#!/usr/bin/env python3
"""Every JSON expectation of the report and cli cases is what docs/schema says.

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


def main(arguments):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    paths = [pathlib.Path(a) for a in arguments] or sorted(
        [*(ROOT / "tests/cases/report").glob("*/expect.json"), *(ROOT / "tests/cases/cli").glob("*/expect.stdout")])
    problems, checked = [], 0
    for path in paths:
        for number, document in documents(path):
            checked += 1
            for error in validator.iter_errors(document):
                where = "/".join(str(part) for part in error.absolute_path)
                problems.append(f"{path}:{number}: {where}: {error.message[:200]}")
            for name, other in spoiled(document):
                if validator.is_valid(other):
                    problems.append(f"{path}:{number}: the schema accepts a document with {name}")
    print("\n".join(problems))
    print(f"schema: {checked} documents checked, {len(problems)} problems")
    return 1 if problems or not checked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
