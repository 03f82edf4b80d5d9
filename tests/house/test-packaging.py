#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-packaging.py: what is installed and how it is translated, each rule with what breaks it

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ["WEIR_BUILD"])
DESKTOP = os.environ["WEIR_DESKTOP"] == "true"
SCRATCH = tempfile.TemporaryDirectory(prefix="weir-packaging.")

ID = "io.github.weir_app.Weir"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
MANIFEST = ROOT / "flatpak" / f"{ID}.yml"
RAW_FILES = "https://raw.githubusercontent.com/weir-app/weir/main/"

FINISH_ARGS = [
    "--share=network", "--share=ipc", "--socket=fallback-x11", "--socket=wayland", "--device=dri",
    "--talk-name=org.freedesktop.secrets",
]
LIBYAML = {
    "type": "archive",
    "url": "https://github.com/yaml/libyaml/archive/refs/tags/0.2.5.tar.gz",
    "sha256": "fa240dbf262be053f3898006d502d514936c818e422afdcf33921c63bed9bf2e",
}

# What marks text for people in the sources.
MARKED = re.compile(r'\b(?:N?C?_|ngettext) ?\(\s*"')
MARKED_UI = re.compile(r"\btranslatable=\"(?:yes|true|1)\"")
# Numbers of 64 bits stand in formats there by a macro that xgettext cannot look into.
KNOWN_WARNINGS = "src/running/weir-run-sentence.c"


class Skip(Exception):
    """Why a rule cannot be looked at here."""


def needs_desktop():
    if not DESKTOP:
        raise Skip("built without the window")


def run(program, *arguments, **settings):
    """A program's exit code, and what it said on either stream."""
    path = shutil.which(program)
    if path is None:
        raise Skip(f"{program} is not installed")
    result = subprocess.run([path, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            text=True, timeout=200, **settings)
    return result.returncode, result.stdout


def complaints(program, *arguments, **settings):
    """The lines a checker says, which is silent when all is well; what it exits with without a word."""
    code, output = run(program, *arguments, **settings)
    yield from (line for line in output.splitlines() if line.strip())
    if code != 0 and not output.strip():
        yield f"{program} exits with {code}"


def read(path):
    return Path(path).read_text(encoding="utf-8")


@functools.cache
def option(name):
    code, output = run("meson", "introspect", "--buildoptions", BUILD)
    if code != 0:
        raise RuntimeError(output)
    return next(entry["value"] for entry in json.loads(output) if entry["name"] == name)


@functools.cache
def project_version():
    return re.search(r"^  version: '([^']+)'", read(ROOT / "meson.build"), re.MULTILINE).group(1)


@functools.cache
def destination():
    """An installation of the build in a folder of its own."""
    folder = Path(SCRATCH.name) / "destination"
    code, output = run("meson", "install", "-C", BUILD, "--no-rebuild", "--destdir", folder)
    if code != 0:
        raise RuntimeError(output)
    return folder


def installed(kind, *parts):
    """Where a file of a kind of meson's folders, such as "datadir", was installed."""
    return destination().joinpath(option("prefix").lstrip("/"), option(kind), *parts)


def desktop_entries():
    lines = read(installed("datadir", "applications", f"{ID}.desktop")).splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def metainfo():
    return ElementTree.parse(installed("datadir", "metainfo", f"{ID}.metainfo.xml")).getroot()


def everything_is_installed_where_it_belongs():
    wanted = {("bindir", "weir-cli"), ("libexecdir", "weir-worker"), ("mandir", "man1/weir-cli.1"),
              ("mandir", "man5/weir-flow.5"),
              ("datadir", "weir/weir-report-1.schema.json")}
    if DESKTOP:
        wanted |= {
            ("bindir", "weir"), ("mandir", "man1/weir.1"),
            ("datadir", f"applications/{ID}.desktop"), ("datadir", f"metainfo/{ID}.metainfo.xml"),
            ("datadir", f"mime/packages/{ID}.xml"), ("datadir", f"icons/hicolor/scalable/apps/{ID}.svg"),
            ("datadir", f"icons/hicolor/symbolic/apps/{ID}-symbolic.svg"),
        }
    wanted |= {("localedir", f"{language}/LC_MESSAGES/weir.mo") for language in languages()}
    wanted = {installed(kind, part) for kind, part in wanted}
    found = {path for path in destination().rglob("*") if path.is_file()}
    yield from (f"{path} is missing" for path in sorted(wanted - found))
    yield from (f"{path} is not wanted" for path in sorted(found - wanted))
    for path in sorted(wanted & found):
        if path.parent.name in ("bin", "libexec") and not os.access(path, os.X_OK):
            yield f"{path} cannot be run"


def the_programs_know_where_the_worker_and_the_translations_are_installed():
    for kind, name in (("bindir", "weir-cli"), ("bindir", "weir")):
        if name == "weir" and not DESKTOP:
            continue
        content = installed(kind, name).read_bytes()
        for folder in (option("libexecdir"), option("localedir")):
            path = os.path.join(option("prefix"), folder)
            if f"{path}\0".encode() not in content:
                yield f"{name} does not look into {path}"
    for main in ("cli/weir-cli-main.c", "desktop/weir-main.c"):
        if "  weir_locale_begin ();" not in read(ROOT / "src" / main):
            yield f"src/{main} does not call weir_locale_begin ()"


def the_desktop_file_is_valid():
    needs_desktop()
    yield from complaints("desktop-file-validate", installed("datadir", "applications", f"{ID}.desktop"))


def the_desktop_file_starts_the_program_with_files():
    needs_desktop()
    entries = desktop_entries()
    for key, value in (("Exec", "weir %U"), ("Icon", ID), ("Terminal", "false")):
        if entries.get(key) != value:
            yield f"{key} is {entries.get(key)}, not {value}"


def the_metainfo_is_valid():
    needs_desktop()
    path = installed("datadir", "metainfo", f"{ID}.metainfo.xml")
    code, output = run("appstreamcli", "validate", "--no-net", "--no-color", path)
    if code != 0:
        yield from output.splitlines()


def the_metainfo_tells_of_this_version():
    needs_desktop()
    newest = metainfo().find("releases/release").get("version")
    if newest != project_version():
        yield f"the newest release is {newest}, but meson.build has {project_version()}"


def the_metainfo_names_what_is_installed():
    needs_desktop()
    root = metainfo()
    if root.findtext("launchable") != f"{ID}.desktop":
        yield f"the launchable is {root.findtext('launchable')}"
    for binary in root.iterfind("provides/binary"):
        if not installed("bindir", binary.text).is_file():
            yield f"the program {binary.text} is not installed"


def the_screenshots_of_the_metainfo_are_in_the_tree():
    needs_desktop()
    images = [image.text for image in metainfo().iterfind("screenshots/screenshot/image")]
    if not images:
        yield "there is no screenshot"
    for image in images:
        if not image.startswith(RAW_FILES):
            yield f"{image} is not below {RAW_FILES}"
        elif not (ROOT / image[len(RAW_FILES):]).is_file():
            yield f"{image[len(RAW_FILES):]} does not exist"


def the_same_types_of_files_are_told_everywhere():
    needs_desktop()
    types = ElementTree.parse(installed("datadir", "mime", "packages", f"{ID}.xml")).getroot()
    defined = {entry.get("type") for entry in types.iterfind(f"{MIME}mime-type")}
    opened = set(desktop_entries()["MimeType"].rstrip(";").split(";"))
    provided = {entry.text for entry in metainfo().iterfind("provides/mediatype")}
    if not defined == opened == provided:
        yield f"defined {sorted(defined)}, desktop file {sorted(opened)}, metainfo {sorted(provided)}"


def the_file_of_a_flow_is_known_by_its_name():
    needs_desktop()
    folder = Path(SCRATCH.name) / "types"
    (folder / "mime" / "packages").mkdir(parents=True)
    shutil.copy(installed("datadir", "mime", "packages", f"{ID}.xml"), folder / "mime" / "packages")
    environment = {**os.environ, "XDG_DATA_HOME": str(folder), "LANG": "C.UTF-8"}
    yield from complaints("update-mime-database", folder / "mime", env=environment)
    subclasses = read(folder / "mime" / "subclasses").splitlines()
    for kind, parent in (("yaml", "x-yaml"), ("json", "json")):
        if f"application/x-weir-flow+{kind} application/{parent}" not in subclasses:
            yield f"x-weir-flow+{kind} is no kind of {parent}: {subclasses}"
    for name, content, wanted in (("shop.flow.yaml", "name: Shop\n", "application/x-weir-flow+yaml"),
                                  ("shop.flow.yml", "name: Shop\n", "application/x-weir-flow+yaml"),
                                  ("shop.flow.json", '{"name": "Shop"}\n', "application/x-weir-flow+json"),
                                  ("shop.yaml", "name: Shop\n", None), ("shop.json", "{}\n", None)):
        (folder / name).write_text(content)
        _, output = run("gio", "info", "-a", "standard::content-type", folder / name, env=environment)
        found = re.search(r"standard::content-type: (\S+)", output)
        found = found.group(1) if found else output.strip()
        if found != wanted and (wanted is not None or "weir" in found):
            yield f"{name} is {found}"


def manifest():
    try:
        import yaml
    except ImportError as error:
        raise Skip("python3-yaml is not installed") from error
    return yaml.safe_load(read(MANIFEST))


def the_flatpak_runs_the_window_in_its_runtime():
    wanted = {"app-id": ID, "runtime": "org.gnome.Platform", "runtime-version": "50", "sdk": "org.gnome.Sdk",
              "command": "weir"}
    found = manifest()
    yield from (f"{key} is {found.get(key)}, not {value}" for key, value in wanted.items()
                if found.get(key) != value)


def the_flatpak_may_do_only_what_weir_needs():
    found = manifest()["finish-args"]
    if sorted(found) != sorted(FINISH_ARGS):
        yield f"finish-args are {found}"


def the_flatpak_builds_libyaml_and_this_checkout():
    modules = manifest()["modules"]
    if [module["name"] for module in modules] != ["libyaml", "weir"]:
        yield f"the modules are {[module['name'] for module in modules]}"
    if modules[0]["sources"] != [LIBYAML]:
        yield f"libyaml comes from {modules[0]['sources']}"
    weir = modules[-1]
    source = weir["sources"][0]
    if weir["buildsystem"] != "meson" or source["type"] != "dir":
        yield f"weir is built by {weir['buildsystem']} from {source['type']}"
    if (MANIFEST.parent / source["path"]).resolve() != ROOT:
        yield f"{source['path']} is not the checkout"
    options = read(ROOT / "meson_options.txt")
    for name, value in (entry[2:].split("=") for entry in weir["config-opts"]):
        if name != "buildtype" and f"option('{name}'" not in options:
            yield f"meson has no option {name}"
        if name == "tests" and value != "false":
            yield "the tests are built"


def listed(name):
    lines = (line.strip() for line in read(ROOT / "po" / name).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def languages():
    return [language for line in listed("LINGUAS") for language in line.split()]


def each_translation_is_complete_in_form():
    files = {path.stem for path in (ROOT / "po").glob("*.po")}
    yield from (f"po/{name}.po is not in po/LINGUAS" for name in sorted(files - set(languages())))
    yield from (f"po/{name}.po does not exist" for name in sorted(set(languages()) - files))
    for name in sorted(files):
        yield from complaints("msgfmt", "--check", "--output-file=/dev/null", ROOT / "po" / f"{name}.po")


def each_file_with_text_for_people_is_translated():
    marked = {path for path in (ROOT / "data").glob("*.in")}
    marked |= {path for path in (ROOT / "src").rglob("*.[ch]") if MARKED.search(read(path))}
    marked |= {path for path in (ROOT / "src").rglob("*.ui") if MARKED_UI.search(read(path))}
    marked = {str(path.relative_to(ROOT)) for path in marked}
    files = listed("POTFILES")
    yield from (f"add {name} to po/POTFILES" for name in sorted(marked - set(files)))
    yield from (f"remove {name} from po/POTFILES: it has no text to translate"
                for name in sorted(set(files) - marked))
    if files != sorted(set(files)):
        yield "po/POTFILES is not in alphabetical order, or names a file twice"


@functools.cache
def template():
    """The file weir.pot, made as the target weir-pot does it, and what xgettext complained of."""
    path = Path(SCRATCH.name) / "weir.pot"
    arguments = re.search(r"--extra-args=(\S+)", read(BUILD / "build.ninja"))
    if arguments is None:
        raise Skip("gettext was not installed when the build was set up")
    return path, list(complaints("xgettext", *arguments.group(1).split("@@"), f"--output={path}",
                                 "--files-from=po/POTFILES", cwd=ROOT))


def the_german_translation_has_every_text_of_the_sources():
    merged = Path(SCRATCH.name) / "de.po"
    yield from complaints("msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}",
                          ROOT / "po" / "de.po", template()[0])
    for state in ("untranslated", "only-fuzzy"):
        _, output = run("msgattrib", "--no-obsolete", "--no-wrap", "--no-location", f"--{state}", merged)
        yield from (f"po/de.po does not translate {line[6:]} (see po/README.md)"
                    for line in output.splitlines() if line.startswith("msgid ") and line != 'msgid ""')


def each_access_key_of_the_german_translation_is_one():
    yield from complaints("msgfmt", "--check-accelerators=_", "--output-file=/dev/null", ROOT / "po" / "de.po")


def text_for_people_can_be_extracted():
    path, said = template()
    yield from (line for line in said if not line.startswith(KNOWN_WARNINGS))
    if path.is_file():
        messages = read(path)
        for message in ("API Tester", "Test HTTP APIs, once or under load", "Weir flow", "Show this help"):
            if f'msgid "{message}"' not in messages:
                yield f"“{message}” was not extracted"


def manual_pages():
    return sorted((ROOT / "data" / "man").glob("*.[15]"))


def the_manual_pages_have_no_mistake():
    for path in manual_pages():
        code, output = run("groff", "-man", "-Tutf8", "-ww", "-K", "utf8", path)
        yield from (line for line in output.splitlines() if re.match(r"\S*(roff|grotty|preconv): ", line))
        if code != 0 or "SEE ALSO" not in re.sub(r"\x1b\[[\d;]*m|.\x08", "", output):
            yield f"groff makes no page of {path.name}"


def the_manual_pages_are_of_this_version():
    for path in manual_pages():
        title = re.search(r"^\.TH .*$", read(path), re.MULTILINE).group(0)
        if f'"Weir {project_version()}"' not in title:
            yield f"{path.name}: {title}"


def section_of_manual(name, section):
    page = read(ROOT / "data" / "man" / name)
    pattern = rf"^\.S[HS] {re.escape(section)}\n(.*?)(?=^\.S[HS] |\Z)"
    return re.search(pattern, page, re.MULTILINE | re.DOTALL).group(1)


def options_of_manual(name, section):
    """Each long option that an entry of a section of a manual page explains."""
    text = section_of_manual(name, section)
    tags = re.findall(r"^\.TP\n(.*)$", text, re.MULTILINE)
    return {option.replace("\\", "") for tag in tags for option in re.findall(r"\\-\\-[\w\\-]*\w", tag)}


def options_of_help(program, *arguments):
    environment = {**os.environ, "LANG": "C.UTF-8", "LANGUAGE": ""}
    code, output = run(program, *arguments, env=environment)
    found = set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", output, re.MULTILINE))
    if code != 0 or not found:
        raise RuntimeError(f"{program} {' '.join(arguments)} shows no option: {output}")
    return found


def compare_options(page, section, told):
    explained = options_of_manual(page, section)
    yield from (f"{page}, {section}: {name} is not explained" for name in sorted(told - explained))
    yield from (f"{page}, {section}: {name} is no option" for name in sorted(explained - told))


def the_manual_page_of_weir_cli_explains_each_option():
    for command in ("run", "load", "check", "serve"):
        told = options_of_help(os.environ["WEIR_CLI"], command, "--help")
        yield from compare_options("weir-cli.1", command, told)
    told = options_of_help(os.environ["WEIR_CLI"], "--url", "--help")
    yield from compare_options("weir-cli.1", r"With \-\-url", told)
    _, output = run(os.environ["WEIR_CLI"], "--help")
    told = set(re.findall(r"weir-cli (--\w+)", output)) | {"--help"}
    yield from compare_options("weir-cli.1", "Without a command", told)


def the_manual_page_of_weir_cli_explains_each_command():
    _, output = run(os.environ["WEIR_CLI"], "--help")
    told = re.findall(r"^  (\w+)  +\w", output, re.MULTILINE)
    explained = re.findall(r"^\.TP\n\.B (\w+)$", section_of_manual("weir-cli.1", "COMMANDS"), re.MULTILINE)
    if told != explained:
        yield f"the help tells of {told}, the manual page of {explained}"


def the_manual_page_of_weir_cli_explains_each_exit_status():
    _, output = run(os.environ["WEIR_CLI"], "load", "--help")
    told = re.findall(r"(?:Exit code: |, |^)(\d+) (?=\w)", output, re.MULTILINE)
    explained = re.findall(r"^\.TP\n\.B (\d+)$", section_of_manual("weir-cli.1", "EXIT STATUS"), re.MULTILINE)
    if told != explained:
        yield f"the help tells of {told}, the manual page of {explained}"


def the_manual_page_of_weir_explains_each_option():
    needs_desktop()
    yield from compare_options("weir.1", "OPTIONS", options_of_help(os.environ["WEIR"], "--help"))


RULES = [
    everything_is_installed_where_it_belongs,
    the_programs_know_where_the_worker_and_the_translations_are_installed,
    the_desktop_file_is_valid,
    the_desktop_file_starts_the_program_with_files,
    the_metainfo_is_valid,
    the_metainfo_tells_of_this_version,
    the_metainfo_names_what_is_installed,
    the_screenshots_of_the_metainfo_are_in_the_tree,
    the_same_types_of_files_are_told_everywhere,
    the_file_of_a_flow_is_known_by_its_name,
    the_flatpak_runs_the_window_in_its_runtime,
    the_flatpak_may_do_only_what_weir_needs,
    the_flatpak_builds_libyaml_and_this_checkout,
    each_translation_is_complete_in_form,
    the_german_translation_has_every_text_of_the_sources,
    each_access_key_of_the_german_translation_is_one,
    each_file_with_text_for_people_is_translated,
    text_for_people_can_be_extracted,
    the_manual_pages_have_no_mistake,
    the_manual_pages_are_of_this_version,
    the_manual_page_of_weir_cli_explains_each_option,
    the_manual_page_of_weir_cli_explains_each_command,
    the_manual_page_of_weir_cli_explains_each_exit_status,
    the_manual_page_of_weir_explains_each_option,
]


def main():
    print(f"1..{len(RULES)}")
    broken = 0
    for number, rule in enumerate(RULES, 1):
        name = f"{number} /packaging/{rule.__name__.replace('_', ' ')}"
        try:
            offenders = list(rule())
        except Skip as reason:
            print(f"ok {name} # SKIP {reason}")
            continue
        except Exception as error:  # A rule that cannot be looked at is broken, and the others still count.
            offenders = [line for line in f"{type(error).__name__}: {error}".splitlines() if line]
        broken += bool(offenders)
        print(f"{'not ok' if offenders else 'ok'} {name}")
        for offender in offenders:
            print(f"# {offender}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
