#!/usr/bin/env python3
"""Nothing is added without its test and its page. Asks the program and the sources what there is, and requires:

- every reader in the registries of importers/ has a case, every report format an expectation in each report case;
- every option of every command stands in the `cmd` of some case in tests/cases/cli, every exit code ends one;
- every command's --help gives an example;
- every rule that comes with the program acts in some case, besides its own examples;
- every kind of mistake that the rule language tells has a case in which it is drawn, and there are at least fifty messages;
- every cap that the rule packs know is phrased for patients;
- every finding code has an entry in docs/findings.md, and docs/findings.md invents none;
- every fuzz target has a corpus to start from.

    completeness_test.py CLAIMASSAY   the program to ask
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "tests/cases"
# How the input files of a reader are called, where that is not the reader's own name.
ENDINGS = {"pubmed-xml": ["xml", "xml.gz"], "markdown": ["md"], "text": ["txt"]}


def registered(pattern, folder):
    """Names in the registry rows of a room; a registry without rows means that this test no longer reads it."""
    names = set()
    for path in (ROOT / folder).glob("*.cpp"):
        names.update(re.findall(pattern, path.read_text(), re.MULTILINE))
    if not names:
        yield f"{folder}/: no registry row found; has its shape changed?"
    for name in sorted(names):
        yield name


def cases(stage):
    folder = CASES / stage
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def has_case(name, folders):
    endings = ENDINGS.get(name, [name])
    return any(folder.name.startswith(name) or any(list(folder.glob(f"*.{ending}")) for ending in endings)
               for folder in folders)


def check_readers():
    for stage, pattern in (("importers", r'EvidenceFormat \w+\s*(?:=\s*)?\{\s*"([\w-]+)"'),
                           ("documents", r'^\s*\{"([\w-]+)", recognises')):
        for name in registered(pattern, "importers"):
            if " " in name:
                yield name
            elif not has_case(name, cases(stage)):
                yield f"the reader {name} has no case in tests/cases/{stage}/"


def check_reports():
    folders = cases("report")
    if not folders:
        yield "tests/cases/report/ has no case"
    for name in registered(r'^\s*\{"([\w-]+)", \w+', "report"):
        if " " in name:
            yield name
            continue
        for folder in folders:
            if not (folder / f"expect.{name}").exists():
                yield f"{folder.relative_to(ROOT)}: no expect.{name}, which the report format {name} needs"


def help_of(program, words):
    answer = subprocess.run([program, *words, "--help"], capture_output=True, text=True, check=False, timeout=60)
    if answer.returncode != 0:
        raise SystemExit(f"{' '.join(words)} --help ended with {answer.returncode}: {answer.stderr}")
    return answer.stdout


def commands(program, words=()):
    """Every command as (words, its options as lists of spellings, its help text)."""
    text = help_of(program, words)
    options, below, section = [], [], ""
    for line in text.splitlines():
        heading = re.match(r"^([A-Z\[][^:]*):\s*$", line)
        if heading:
            section = heading.group(1)
        elif section.startswith("Subcommands"):
            found = re.match(r"^  ([a-z][\w-]*)", line)
            if found:
                below.append(found.group(1))
        else:
            found = re.match(r"^  (-[\w-]+(?:,\s?-[\w-]+)*)", line)
            if found:
                options.append(re.split(r",\s?", found.group(1)))
    yield words, options, text
    for name in below:
        yield from commands(program, (*words, name))


def bare_words(shell):
    return [word.strip("\"'()`") for word in shell.split()]


def command_lines():
    """The argument lists of every call of the program in tests/cases/cli/*/cmd, also through `name() { ... }` wrappers."""
    for folder in cases("cli"):
        text = (folder / "cmd").read_text().replace("\\\n", " ")
        # A wrapper stands for the words that it puts behind the program's name.
        starts = {"$CLAIMASSAY": [], "${CLAIMASSAY}": []}
        for name, body in re.findall(r"^(\w+)\(\) *\{[^}]*?\$CLAIMASSAY\"?([^;}]*)", text, re.MULTILINE):
            starts[name] = bare_words(body)
        for piece in re.split(r"\n|;|&&|\|\|?|\$\(", text):
            words = bare_words(piece)
            at = next((i for i, word in enumerate(words) if word in starts), None)
            if at is not None:
                yield starts[words[at]] + words[at + 1:]


def calls(arguments, command):
    """Does this call name the command? Its words stand in this order, with options between them."""
    rest = iter(arguments)
    return all(word in rest for word in command)


def check_command_line(program):
    lines = list(command_lines())
    everything = list(commands(program))
    if len(everything) < 3:
        yield f"{program} --help lists no commands; has its shape changed?"
    for words, options, text in everything:
        name = " ".join(("claimassay", *words))
        mine = lines if not words else [line for line in lines if calls(line, words)]
        if "xample" not in text:
            yield f"{name} --help gives no example"
        if not mine:
            yield f"{name}: no case in tests/cases/cli/ calls it"
        for spellings in options:
            if words and "--help" in spellings:
                continue  # asked for above, of every command
            if not any(word == one or word.startswith(one + "=") for line in mine for word in line for one in spellings):
                yield f"{name} {spellings[-1]}: no case in tests/cases/cli/ uses it"
    codes = set()
    for folder in cases("cli"):
        for answer in folder.glob("expect.exit"):
            codes.add(answer.read_text().strip())
        for printed in folder.glob("expect.stdout"):
            codes.update(re.findall(r"^exit (\d)$", printed.read_text(), re.MULTILINE))
    for code in "01234":
        if code not in codes:
            yield f"no case in tests/cases/cli/ ends with exit code {code}"


def check_findings():
    codes = set()
    for path in sorted((ROOT / "rules/library").rglob("*.rule")):
        codes |= set(re.findall(r"^code ([a-z0-9-]+)$", path.read_text(), re.MULTILINE))
    page = ROOT / "docs/findings.md"
    explained = set(re.findall(r"^#{2,4} `?([a-z0-9-]+)`?\s*$", page.read_text(), re.MULTILINE)) if page.exists() else set()
    if not codes:
        yield "rules/library/ raises nothing"
    for code in sorted(codes - explained):
        yield f"the finding code {code} has no entry in docs/findings.md"
    for code in sorted(explained - codes):
        yield f"docs/findings.md explains {code}, which no rule raises"


def check_rules(program):
    """Each rule of the library acts in an input of grade or an article of the cases, with the pack that the case names."""
    folders = [str(CASES / stage) for stage in ("grading", "packs", "report", "cli") if (CASES / stage).is_dir()]
    call = [program, "rules", "test", "--format", "json", "--quiet", "--as-of", "2026-03-01", "--coverage", *folders,
            str(ROOT / "data/samples")]
    answer = subprocess.run(call, capture_output=True, text=True, check=False, timeout=600)
    packs = [json.loads(line) for line in answer.stdout.splitlines()]
    if answer.returncode != 0 or not packs:
        yield f"rules test --coverage ended with {answer.returncode}: {answer.stderr[:500]}"
    acted, places = set(), {}
    for pack in packs:
        for rule in pack["rules"]:
            places[rule["id"]] = f"{rule['file']}:{rule['line']}"
            if rule["acts_in"]:
                acted.add(rule["id"])
    # The articles of the stage audit lie with their records, which only its own program reads: it prints the desk's rules that acted.
    for printed in (CASES / "audit").glob("*/expect.findings"):
        acted |= set(re.findall(r"\[([a-z0-9.-]+)\]$", printed.read_text(), re.MULTILINE)) & set(places)
    for rule in sorted(set(places) - acted):
        yield f"the rule {rule} ({places[rule]}) acts in no case of tests/cases/"


def check_rule_mistakes():
    codes = set()
    for path in (ROOT / "rules").glob("*.[ch]*"):
        codes |= set(re.findall(r'"(rule-[a-z-]+)"', path.read_text()))
    drawn = [path.read_text() for path in (CASES / "rules").glob("*/expect.txt")]
    drawn += [path.read_text() for path in (CASES / "cli").glob("*/expect.std*")]
    told = {(code, re.sub(r"'[^']*'|\"[^\"]*\"|[0-9]+", "_", message)) for text in drawn
            for message, code in re.findall(r"(?:error|warning): (.*) \[(rule-[a-z-]+)\]$", text, re.MULTILINE)}
    for code in sorted(codes - {code for code, message in told}):
        yield f"the mistake {code} is drawn in no case of tests/cases/rules/ or cli/"
    if len(told) < 50:
        yield f"tests/cases/rules/ draws {len(told)} different messages; fifty are wanted"


def check_caps():
    table = (ROOT / "data/tables/explanations.tsv").read_text()
    for path in sorted((ROOT / "rules/library").rglob("*.rule")):
        for declaration in re.split(r"^(?=rule )", path.read_text(), flags=re.MULTILINE):
            if re.search(r"^then cap ", declaration, re.MULTILINE):
                cap = re.match(r"rule (\S+)", declaration).group(1)
                name = cap[cap.find(".cap.") + 1:]
                if f"\npatient\t{name}\t" not in table:
                    yield f"the cap {cap} has no words for patients (patient, {name}) in data/tables/explanations.tsv"


def check_fuzz_targets():
    targets = [path.stem for path in (ROOT / "tests/fuzz").glob("*.cpp") if path.stem != "driver"]
    if not targets:
        yield "tests/fuzz/ has no target"
    for target in sorted(targets):
        corpus = ROOT / "tests/fuzz/corpus" / target
        if not corpus.is_dir() or not any(corpus.iterdir()):
            yield f"tests/fuzz/{target}.cpp has nothing to start from in tests/fuzz/corpus/{target}/"


def main(arguments):
    if len(arguments) != 1:
        print(__doc__)
        return 2
    missing = [*check_readers(), *check_reports(), *check_command_line(arguments[0]), *check_findings(),
               *check_rules(arguments[0]), *check_rule_mistakes(), *check_caps(),
               *check_fuzz_targets()]
    for line in missing:
        print(line)
    print(f"completeness: {len(missing)} missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
