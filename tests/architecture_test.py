#!/usr/bin/env python3
"""Holds the code to docs/architecture.md: which room may include which, which library has which door, and how long a
file may be. Names every violation with file and line.

    architecture_test.py [ROOT]       checks the project (or another copy of it)
    architecture_test.py --self-test  plants one violation of each kind in a copy and requires that it is named
"""

import fnmatch
import pathlib
import re
import shutil
import sys
import tempfile

MOST_LINES = 600
PROSE_LINES = range(2, 9)
# A header as short as this is read at a glance: one line of prose does.
SHORT_HEADER = 40
# Above core/, whose nouns are made of each other.
MOST_INCLUDE_DEPTH = 5
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
# Folders with code that are no rooms: they may use every room.
BESIDE = {"tests", "bench"}


def table(page, name):
    """The lines of the block ```name of the page, as {left: [right, ...]}."""
    block = re.search(rf"^```{name}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    if not block:
        raise SystemExit(f"docs/architecture.md has no block ```{name}")
    rows = {}
    for line in block.group(1).splitlines():
        left, colon, right = line.rpartition(":")
        if not colon:
            raise SystemExit(f"docs/architecture.md: no colon in '{line}'")
        rows[left.strip()] = right.split()
    return rows


def code_files(root):
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if relative.parts[0] in ("build", "node_modules") or any(part.startswith(".") for part in relative.parts):
            continue
        if path.suffix in (".h", ".cpp", ".ipp", ".py") and path.is_file():
            yield relative


def includes(lines):
    for number, line in enumerate(lines, 1):
        found = INCLUDE.match(line)
        if found:
            yield number, found.group(1) == '"', found.group(2)


def allowed_through(path, doors):
    """May this file go through one of the doors? A door is a folder ("store/"), a file, or a pattern below a folder."""
    text = path.as_posix()
    return any(text.startswith(door) if door.endswith("/") else fnmatch.fnmatch(text, door) for door in doors)


def check_table(layers):
    """A room may only use rooms listed above it: then there is no cycle."""
    seen = []
    for room, uses in layers.items():
        for used in uses:
            if used != "everything" and used not in seen:
                yield f"docs/architecture.md: {room} uses {used}, which is not listed above it"
        seen.append(room)


def check_build(root, layers):
    """The linker's table must be the same."""
    build = (root / "CMakeLists.txt").read_text()
    rooms = {name: (uses or "").split() for name, uses in re.findall(r"^room\((\w+)(?: USES ([\w ]*?))?(?: LIBRARIES|\))",
                                                                    build, re.MULTILINE)}
    for room, uses in layers.items():
        if uses == ["everything"]:
            continue
        if room not in rooms:
            yield f"CMakeLists.txt: no room({room} ...), which docs/architecture.md lists"
        elif sorted(rooms[room]) != sorted(uses):
            yield f"CMakeLists.txt: room {room} uses {rooms[room]}, docs/architecture.md says {uses}"
    for room in rooms.keys() - layers.keys():
        yield f"CMakeLists.txt: room {room} is not in docs/architecture.md"


def check_includes(path, lines, layers, seams, files):
    room = path.parts[0]
    uses = layers.get(room)
    for number, quoted, name in includes(lines):
        place = f"{path}:{number}"
        for library, doors in seams.items():
            if (name.startswith(library) or name == library) and not allowed_through(path, doors):
                yield f"{place}: includes {name}, which only {' '.join(doors)} may"
        if not quoted:
            continue
        if path.suffix == ".h" and name.endswith(".ipp"):
            yield f"{place}: a header includes {name}; only a .cpp may, or its cost spreads"
        target = pathlib.PurePosixPath(name)
        if pathlib.Path(name) not in files:
            yield f"{place}: includes \"{name}\", which is no header of the project (include by the path from the root)"
        elif uses is not None and uses != ["everything"] and target.parts[0] not in (room, *uses):
            yield f"{place}: {room} may not use {target.parts[0]} (includes \"{name}\")"


def check_shape(path, lines):
    if len(lines) > MOST_LINES:
        yield f"{path}: {len(lines)} lines; at most {MOST_LINES}"
    if path.suffix == ".h" and path.parts[0] not in BESIDE:
        prose = 0
        while prose < len(lines) and lines[prose].startswith("// "):
            prose += 1
        if prose not in PROSE_LINES and not (prose == 1 and len(lines) <= SHORT_HEADER):
            yield f"{path}:1: opens with {prose} lines of prose; a header says in two to eight lines what it is"
        if not any(line.strip() == "#pragma once" for line in lines[: prose + 3]):
            yield f"{path}:{prose + 1}: no #pragma once behind the prose"


def check_depth(headers):
    """No chain of headers above core/ is deeper than MOST_INCLUDE_DEPTH, and no chain leads back to itself."""
    chains, circles = {}, set()

    def deepest(name, way):
        if name in way:
            circles.add(f"{name}:1: (a circle: {' -> '.join((*way[way.index(name):], name))})")
            return []
        if name not in chains:
            below = max((deepest(next_, (*way, name)) for next_ in headers.get(name, [])), key=len, default=[])
            chains[name] = below if name.startswith("core/") else [name, *below]
        return chains[name]

    for name in headers:
        chain = deepest(name, ())
        if len(chain) > MOST_INCLUDE_DEPTH:
            yield f"{name}:1: {len(chain)} headers deep: {' -> '.join(chain)}"
    yield from sorted(circles)


def violations(root):
    page = (root / "docs/architecture.md").read_text()
    layers, seams = table(page, "layers"), table(page, "seams")
    yield from check_table(layers)
    yield from check_build(root, layers)
    files = set(code_files(root))
    rooms_with_code = set()
    headers = {}
    for path in sorted(files):
        lines = (root / path).read_text(encoding="utf-8").splitlines()
        yield from check_shape(path, lines)
        if path.suffix == ".py":
            continue
        rooms_with_code.add(path.parts[0])
        if path.parts[0] not in layers and path.parts[0] not in BESIDE:
            yield f"{path}: the folder {path.parts[0]}/ holds code but is not in docs/architecture.md"
        yield from check_includes(path, lines, layers, seams, files)
        if path.suffix == ".h":
            headers[path.as_posix()] = [name for _, quoted, name in includes(lines) if quoted]
    yield from check_depth(headers)
    if "core" not in rooms_with_code or len(files) < 20:
        yield f"{root}: this does not look like the project; nothing was checked"


# What is planted, and what the test must then say. A file that exists gets the text appended.
PLANTED = [
    ("core/planted.cpp", '#include "parser/article.h"\n', "core/planted.cpp:1: core may not use parser"),
    ("grading/planted.cpp", '// One.\n#include "parser/claims.h"\n', "grading/planted.cpp:2: grading may not use parser"),
    ("store/planted.cpp", '#include "audit/check_article.h"\n', "store/planted.cpp:1: store may not use audit"),
    ("parser/planted.cpp", "#include <libxml/parser.h>\n", "parser/planted.cpp:1: includes libxml/parser.h"),
    ("cli/planted.cpp", "#include <sqlite3.h>\n", "cli/planted.cpp:1: includes sqlite3.h"),
    ("parser/planted.cpp", "#  include <unicode/uchar.h>\n", "parser/planted.cpp:1: includes unicode/uchar.h"),
    ("rules/planted.h", "#include <boost/spirit/home/x3.hpp>\n", "rules/planted.h:1: includes boost/spirit/home/x3.hpp"),
    ("parser/planted.h", '#include "parser/planted.ipp"\n', "a header includes parser/planted.ipp"),
    ("core/planted.cpp", '#include "span.h"\n', 'core/planted.cpp:1: includes "span.h", which is no header'),
    ("core/planted.cpp", "\n" * (MOST_LINES + 1), f"core/planted.cpp: {MOST_LINES + 1} lines"),
    ("core/planted.h", "#pragma once\n", "core/planted.h:1: opens with 0 lines of prose"),
    ("core/planted.h", "// One.\n// Two.\nint planted();\n", "core/planted.h:3: no #pragma once"),
    ("core/planted.h", '// A circle.\n// Of one.\n#pragma once\n#include "core/planted.h"\n', "(a circle: core/planted.h"),
    ("extras/planted.cpp", "int planted();\n", "the folder extras/ holds code"),
    ("CMakeLists.txt", "room(planted USES core)\n", "room planted is not in docs/architecture.md"),
]


def self_test(root):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "copy"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", ".git", "node_modules", "__pycache__"))
        before = set(violations(copy))
        for name, text, expected in PLANTED:
            path = copy / name
            old = path.read_text() if path.exists() else None
            new_folder = not path.parent.exists()
            path.parent.mkdir(exist_ok=True)
            path.write_text((old or "") + text)
            named = [line for line in set(violations(copy)) - before if expected in line]
            if old is not None:
                path.write_text(old)
            else:
                path.unlink()
            if new_folder:
                path.parent.rmdir()
            if len(named) != 1:
                failed += 1
                print(f"FAILED  planted in {name}: expected one line with '{expected}', got {named}")
    print(f"architecture self-test: {len(PLANTED) - failed} planted violations named, {failed} missed")
    return 1 if failed else 0


def main(arguments):
    here = pathlib.Path(__file__).resolve().parent.parent
    if arguments == ["--self-test"]:
        return self_test(here)
    root = pathlib.Path(arguments[0]) if arguments else here
    found = list(violations(root))
    for line in found:
        print(line)
    print(f"architecture: {len(found)} violations in {sum(1 for _ in code_files(root))} files")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
