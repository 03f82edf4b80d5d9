#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-house.py: the rules of the house, each with the places that break it

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"

FILE_LINES = 600
FUNCTION_LINES = 60
COLUMNS = 110

# The dependency a library's header stands for in src/meson.build.
LIBRARIES = {
    r"libsoup/": "soup_dep",
    r"json-glib/": "json_dep",
    r"yaml\.h": "yaml_dep",
    r"sqlite3\.h": "sqlite_dep",
    r"libxml/": "xml_dep",
    r"cairo(-\w+)?\.h": "cairo_dep",
    r"pango/": "pangocairo_dep",
    r"(gtk|gdk|gsk)/": "gtk_dep",
    r"gtksourceview/": "gtksource_dep",
    r"libsecret/": "secret_dep",
}
# What the two programs that are no part of libweir may include.
PROGRAM_LIBRARIES = {"cli": ["json_dep"], "desktop": ["json_dep", "gtk_dep", "gtksource_dep", "secret_dep", "cairo_dep", "pangocairo_dep"]}
# Libraries that belong to certain rooms whatever the build says.
OWNERS = {
    "soup_dep": {"transport", "sampleapi"},
    "yaml_dep": {"format"},
    "sqlite_dep": {"archive"},
    "xml_dep": {"language"},
    "gtk_dep": {"desktop"},
    "gtksource_dep": {"desktop"},
    "secret_dep": {"desktop"},
}


def read(path):
    return path.read_text(encoding="utf-8", errors="replace")


def shown(path, line=None):
    return str(path.relative_to(ROOT)) + (f":{line}" if line is not None else "")


def table(name):
    """The text of a dictionary of src/meson.build, comments removed."""
    match = re.search(rf"^{name} = (\{{.*?^\}})", read(SRC / "meson.build"), re.MULTILINE | re.DOTALL)
    return re.sub(r"#.*", "", match.group(1))


def read_knows():
    return {room: set(known) for room, known in ast.literal_eval(table("room_knows")).items()}


def read_dependencies():
    rows = re.findall(r"'(\w+)':\s*\[([^\]]*)\]", table("room_dependencies"))
    rooms = {room: re.findall(r"\w+", names) for room, names in rows}
    return {**rooms, **PROGRAM_LIBRARIES}


def sources(*endings):
    return sorted(path for path in SRC.rglob("*") if path.is_file() and path.suffix in (endings or (".c", ".h")))


def room_of(path):
    return path.relative_to(SRC).parts[0]


def includes(path, opening):
    """Line number and name of each include, "…" or <…>."""
    pattern = re.compile(r'^\s*#\s*include\s*"([^"]+)"' if opening == '"' else r"^\s*#\s*include\s*<([^>]+)>")
    for number, line in enumerate(read(path).splitlines(), 1):
        match = pattern.match(line)
        if match:
            yield number, match.group(1)


KNOWS = read_knows()
DEPENDENCIES = read_dependencies()
HEADERS = {path.name: room_of(path) for path in sources(".h")}


def generated(path, name):
    """Whether the room's own meson.build makes this header."""
    return Path(name).stem in read(SRC / room_of(path) / "meson.build")


def every_folder_of_src_is_a_room_of_the_table():
    folders = {path.name for path in SRC.iterdir() if path.is_dir()}
    yield from (f"src/{name} is not in room_knows" for name in sorted(folders - set(KNOWS)))
    yield from (f"room_knows has {name}, which is no folder" for name in sorted(set(KNOWS) - folders))


def a_room_includes_only_itself_and_the_rooms_it_knows():
    for path in sources():
        allowed = KNOWS.get(room_of(path), set()) | {room_of(path)}
        for number, name in includes(path, '"'):
            if name == "config.h" or generated(path, name):
                continue
            if HEADERS.get(name) not in allowed:
                yield f"{shown(path, number)}: {name} is of {HEADERS.get(name, 'no room')}"


def an_include_names_a_header_without_its_folder():
    for path in sources():
        for number, name in includes(path, '"'):
            if "/" in name:
                yield f"{shown(path, number)}: {name}"


def a_private_header_stays_in_its_room():
    for path in sources():
        for number, name in includes(path, '"'):
            if name.endswith("-private.h") and HEADERS.get(name) != room_of(path):
                yield f"{shown(path, number)}: {name}"


def a_library_is_included_only_where_the_build_names_it():
    for path in sources():
        for number, name in includes(path, "<"):
            for pattern, dependency in LIBRARIES.items():
                if re.match(pattern, name) and dependency not in DEPENDENCIES.get(room_of(path), []):
                    yield f"{shown(path, number)}: <{name}>"


def libsoup_libyaml_sqlite_and_gtk_stay_in_their_rooms():
    for room, dependencies in DEPENDENCIES.items():
        for dependency in dependencies:
            if room not in OWNERS.get(dependency, {room}):
                yield f"{room} names {dependency}"


def find_cycle(graph):
    done = set()

    def visit(room, way):
        if room in way:
            return way[way.index(room):] + [room]
        if room in done:
            return None
        for other in sorted(graph.get(room, ())):
            cycle = visit(other, way + [room])
            if cycle:
                return cycle
        done.add(room)
        return None

    for room in sorted(graph):
        cycle = visit(room, [])
        if cycle:
            return cycle
    return None


def no_rooms_know_each_other_in_a_circle():
    drawn = {room: set() for room in KNOWS}
    for path in sources():
        for _, name in includes(path, '"'):
            if name in HEADERS and HEADERS[name] != room_of(path):
                drawn[room_of(path)].add(HEADERS[name])
    for graph, what in ((KNOWS, "room_knows"), (drawn, "the includes")):
        cycle = find_cycle(graph)
        if cycle:
            yield f"{what}: {' → '.join(cycle)}"


def a_file_has_at_most_600_lines():
    for path in sources():
        lines = len(read(path).splitlines())
        if lines > FILE_LINES:
            yield f"{shown(path)}: {lines} lines"


def functions(path):
    """Name, line and length of each function, brace to brace, in GNU layout."""
    lines = read(path).splitlines()
    start = None
    for index, line in enumerate(lines):
        if line == "{" and index > 0 and lines[index - 1].endswith(")"):
            start = index
        elif line.startswith("}") and start is not None:
            above = start - 1
            while above > 0 and lines[above].startswith(" "):
                above -= 1
            yield lines[above].split(" ")[0], start + 1, index - start + 1
            start = None


def a_function_has_at_most_60_lines():
    for path in sources():
        for name, line, length in functions(path):
            if length > FUNCTION_LINES:
                yield f"{shown(path, line)}: {name} has {length} lines"


def a_line_has_at_most_110_columns():
    for path in sources():
        for number, line in enumerate(read(path).splitlines(), 1):
            if len(line) > COLUMNS or "\t" in line:
                yield f"{shown(path, number)}: {len(line)} columns" + (", a tab" if "\t" in line else "")


def is_script(path):
    with path.open("rb") as file:
        return path.suffix == "" and file.read(2) == b"#!"


def a_file_begins_with_its_licence_and_its_purpose():
    for folder in (SRC, ROOT / "tests"):
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or "__pycache__" in path.parts:
                continue
            if path.suffix not in (".c", ".h", ".py", ".sh", ".css", ".ui") and not is_script(path):
                continue
            head = read(path).splitlines()[:5]
            at = next((i for i, line in enumerate(head) if "SPDX-License-Identifier: GPL-3.0-or-later" in line), 4)
            if not any(path.name in line and ": " in line for line in head[at + 1:at + 2]):
                yield f"{shown(path)}: no SPDX line, or no \"{path.name}: purpose\" after it"


def a_c_file_includes_the_configuration_first():
    for path in sources(".c"):
        first = next((line for line in read(path).splitlines() if line.startswith("#include")), None)
        if first != '#include "config.h"':
            yield f"{shown(path)}: {first}"


def every_room_has_a_readme():
    for room in sorted(KNOWS):
        if not (SRC / room / "README.md").is_file():
            yield f"src/{room}/README.md"


def the_worker_and_the_command_line_link_no_gtk():
    for variable in ("WEIR_CLI", "WEIR_WORKER"):
        program = os.environ[variable]
        listing = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
        if "libglib-2.0" not in listing:
            yield f"{program}: ldd shows no GLib, so it cannot be judged"
        for line in listing.splitlines():
            if re.match(r"\s*lib(gtk|gdk|gsk|graphene|adwaita)", line):
                yield f"{program}: {line.strip()}"


def tree_files():
    """Every file but those of git and of folders that meson builds in."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in (".git", "__pycache__")
                            and not (Path(folder) / name / "meson-info").is_dir())
        yield from (Path(folder) / name for name in sorted(names) if name != ".git")


def the_tree_stands_alone():
    # Put together here, so that this file does not break its own rule.
    pattern = re.compile("|".join(("\\.\\./" + "shared", "shared" + "/design", "issue" + r"s? #\d")), re.IGNORECASE)
    for path in tree_files():
        if path.suffix in (".png", ".svg"):
            continue
        for number, line in enumerate(read(path).splitlines(), 1):
            if pattern.search(line):
                yield f"{shown(path, number)}: {line.strip()[:80]}"


def every_document_that_is_named_is_in_the_tree():
    document = re.compile(r"(?<![\w*.%/-])((?:\.{0,2}/)?[\w-][\w./-]*\.m" + r"d)\b", re.IGNORECASE)
    files = [path for path in tree_files() if path.suffix not in (".png", ".svg")]
    there = ["/" + str(path.relative_to(ROOT)) for path in files]
    for path in files:
        for number, line in enumerate(read(path).splitlines(), 1):
            for name in document.findall(line):
                ending = "/" + re.sub(r"^(\.{0,2}/)+", "", name)
                if not any(file.endswith(ending) for file in there):
                    yield f"{shown(path, number)}: {name}"


def nothing_is_left_for_later():
    pattern = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|not " + r"(yet )?implemented", re.IGNORECASE)
    for path in sources():
        for number, line in enumerate(read(path).splitlines(), 1):
            if pattern.search(line):
                yield f"{shown(path, number)}: {line.strip()[:80]}"


def what_headers_declare_begins_with_weir():
    declaration = re.compile(r"^(?!static|typedef|return|#|G_)[A-Za-z_][\w \*]*?\**\b(\w+) \(")
    for path in sources(".h"):
        if not path.name.startswith("weir-"):
            yield f"{shown(path)}: the name of the file"
        for number, line in enumerate(read(path).splitlines(), 1):
            match = declaration.match(line)
            if match and not match.group(1).lower().startswith("weir_"):
                yield f"{shown(path, number)}: {match.group(1)}"


def two_headers_never_share_a_name():
    names = [path.name for path in sources(".h")]
    yield from sorted({name for name in names if names.count(name) > 1})


def the_readme_names_every_endpoint_of_the_sample_api():
    routes = re.findall(r'\{ (?:"([A-Z]+)"|NULL), "(/[^"]*)"', read(SRC / "sampleapi" / "weir-sample-routes.c"))
    readme = read(ROOT / "README.md")
    if not routes:
        yield "no endpoint was found in weir-sample-routes.c"
    for method, path in routes:
        if not re.search(rf"`{method or 'ANY'} {re.escape(path)}[`?]", readme):
            yield f"{method or 'ANY'} {path}"


def the_readme_names_every_key_of_a_flow():
    keys = set()
    for path in sorted((SRC / "format").glob("*.c")):
        keys |= set(re.findall(r'^\s*\{ "(\w+)", (?:NULL|"\w+"), WEIR_KEY_', read(path), re.MULTILINE))
    readme = read(ROOT / "README.md")
    if not keys:
        yield "no key was found in src/format"
    yield from (key for key in sorted(keys) if not re.search(rf"`[^`]*\b{key}\b[^`]*`", readme))


RULES = [
    every_folder_of_src_is_a_room_of_the_table,
    a_room_includes_only_itself_and_the_rooms_it_knows,
    an_include_names_a_header_without_its_folder,
    a_private_header_stays_in_its_room,
    a_library_is_included_only_where_the_build_names_it,
    libsoup_libyaml_sqlite_and_gtk_stay_in_their_rooms,
    no_rooms_know_each_other_in_a_circle,
    a_file_has_at_most_600_lines,
    a_function_has_at_most_60_lines,
    a_line_has_at_most_110_columns,
    a_file_begins_with_its_licence_and_its_purpose,
    a_c_file_includes_the_configuration_first,
    every_room_has_a_readme,
    the_worker_and_the_command_line_link_no_gtk,
    the_tree_stands_alone,
    every_document_that_is_named_is_in_the_tree,
    nothing_is_left_for_later,
    what_headers_declare_begins_with_weir,
    two_headers_never_share_a_name,
    the_readme_names_every_endpoint_of_the_sample_api,
    the_readme_names_every_key_of_a_flow,
]


def main():
    print(f"1..{len(RULES)}")
    broken = 0
    for number, rule in enumerate(RULES, 1):
        offenders = list(rule())
        broken += bool(offenders)
        print(f"{'not ok' if offenders else 'ok'} {number} /house/{rule.__name__.replace('_', ' ')}")
        for offender in offenders:
            print(f"# {offender}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
