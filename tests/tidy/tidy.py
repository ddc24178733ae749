#!/usr/bin/env python3
"""Reads the source tree and reports what breaks the house rules worth keeping true.

usage: tidy.py [ROOT]      exit 0 when clean, 1 with one "path:line: message" a line

Each check is a function from a Tree to findings, with its reason in a line.
"""

import os
import re
import subprocess
import sys

ROOMS = ["base", "display", "record", "extract", "join", "naming", "history", "packed", "words",
         "completion", "lookup", "store"]

# The drawing of directory/README.md: what each room may include besides itself.
ARROWS = {
    "base": set(),
    "display": {"base"},
    "record": {"base"},
    "extract": {"base", "record"},
    "join": {"base", "record", "extract"},
    "naming": {"base", "record"},
    "history": {"base", "record"},
    "packed": {"base"},
    "words": {"base"},
    "completion": {"base", "record", "packed", "words"},
    "lookup": {"base", "record", "packed", "words", "completion"},
    "store": {"base", "record"},
    "proto": set(),
    "indexer": {"base", "display", "record", "extract", "join", "naming", "history", "store"},
    "server": {"base", "record", "naming", "packed", "words", "lookup", "store", "proto"},
    # store for "check --store" alone, which must work where no server runs.
    "cli": {"base", "display", "record", "naming", "store", "proto"},
}

# Where each third party may be included: a path matches one of the patterns.
ANY_TEST = r"(tests|bench)/"
THIRD_PARTIES = [
    (r"rocksdb/", [r"directory/store/"]),
    (r"utf8proc\.h", [r"directory/base/"]),
    (r"rapidjson/", [r"directory/extract/.*\.cc$", r"directory/extract/(fhir_mailboxes|json_chunks)\.h$",
                    r"directory/store/state_file\.cc$",
                    r"indexer/", ANY_TEST]),
    (r"libxml/", [r"directory/extract/.*\.cc$", r"indexer/sync/white_list_signature\.cc$"]),
    (r"curl/", [r"indexer/fetch/http_client\.cc$"]),
    (r"xmlsec/", [r"indexer/sync/white_list_signature\.cc$"]),
    (r"openssl/", [r"indexer/fetch/checksum\.cc$", r"indexer/sync/white_list_signature\.cc$"]),
    (r"prometheus/", [r"server/metrics/"]),
    (r"(zip|isa-l/.*)\.h$", [r"indexer/.*\.cc$"]),
    (r"(grpcpp|grpc)/|.*\.pb\.h$", [r"server/", r"cli/", ANY_TEST]),
]

SOURCE = (".cc", ".h")
TEXT = SOURCE + (".md", ".py", ".sh", ".proto", ".json", ".txt", ".yml", ".cmake")
SKIPPED_FOLDERS = {".git", "build", ".cache", "__pycache__"}
# Published formats and specimens are kept to the byte.
KEPT_TO_THE_BYTE = ("tests/data/", "tests/golden/")


class Tree:
    """The files under a root: path from the root -> text."""

    def __init__(self, root):
        self.root = root
        self.paths = []
        self._texts = {}
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(set(folders) - SKIPPED_FOLDERS)
            for name in sorted(names):
                path = os.path.relpath(os.path.join(folder, name), root)
                if not path.startswith(KEPT_TO_THE_BYTE):
                    self.paths.append(path)

    def text(self, path):
        if path not in self._texts:
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
                self._texts[path] = file.read()
        return self._texts[path]

    def lines(self, path):
        return enumerate(self.text(path).splitlines(), start=1)

    def of(self, *suffixes):
        return [path for path in self.paths if path.endswith(suffixes)]

    def exists(self, path):
        return os.path.exists(os.path.join(self.root, path))


def room_of(path):
    """The room a source file or an included path belongs to, or None."""
    parts = path.split("/")
    if parts[0] == "directory":
        return parts[1] if len(parts) > 2 and parts[1] in ROOMS else None
    if path.startswith(("annuaire/v1/", "grpc/health/")):
        return "proto"
    return parts[0] if parts[0] in ARROWS else None


def included(line):
    match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
    return match.group(1) if match else None


def check_arrows_of_includes(tree):
    """A dependency rule nobody checks will be broken."""
    for path in tree.of(*SOURCE):
        room = room_of(path)
        if room is None:
            continue
        for number, line in tree.lines(path):
            header = included(line)
            target = room_of(header) if header else None
            if target and target != room and target not in ARROWS[room]:
                yield path, number, f"forbidden arrow: {room} -> {target}"


def check_arrows_of_targets(tree):
    """What CMake links must be what the drawing shows, too."""
    for path in tree.of("CMakeLists.txt"):
        room = room_of(path)
        if room is None:
            continue
        for number, line in tree.lines(path):
            for target in re.findall(r"annuaire::(\w+)", line.split("#")[0]):
                if target in ARROWS and target != room and target not in ARROWS[room]:
                    yield path, number, f"forbidden arrow: {room} -> {target}"


def check_third_parties(tree):
    """A third party known to one room can be replaced in one room."""
    for path in tree.of(*SOURCE):
        for number, line in tree.lines(path):
            header = included(line)
            for pattern, places in THIRD_PARTIES:
                if not header or not re.match(pattern, header):
                    continue
                if not any(re.match(place, path) for place in places):
                    yield path, number, f"{header} may not be included here"


def check_pure_domain(tree):
    """The domain does not print, exit, or read the time of day or the environment."""
    impure = re.compile(r"#include <iostream>|std::exit\b|\bgetenv\b|system_clock::now")
    for path in tree.of(*SOURCE):
        if not path.startswith("directory/"):
            continue
        for number, line in tree.lines(path):
            match = impure.search(line.split("//")[0])
            if match:
                yield path, number, f"{match.group(0)} in directory/"


def check_format(tree):
    """Nobody discusses layout."""
    files = tree.of(*SOURCE)
    if not files or not tree.exists(".clang-format"):
        return
    result = subprocess.run(["clang-format", "--dry-run", "--Werror", *files], cwd=tree.root,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                            check=False)
    seen = set()
    for path, number in re.findall(r"^(\S+?):(\d+):\d+: error:", result.stderr, re.MULTILINE):
        if path not in seen:
            seen.add(path)
            yield path, int(number), "clang-format would change this"


def check_text(tree):
    """Blanks at line ends are noise in every difference; a deferred duty is not kept here."""
    deferred = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b")
    for path in tree.paths:
        if not path.endswith(TEXT) and not path.startswith("script/"):
            continue
        for number, line in tree.lines(path):
            if line != line.rstrip():
                yield path, number, "blanks at the end of the line"
            if deferred.search(line):
                yield path, number, "do it, or write an issue"


def check_rooms(tree):
    """Each room says what it is, and is tested."""
    for room in ROOMS:
        folder = f"directory/{room}/"
        if not any(path.startswith(folder) for path in tree.of(".cc")):
            continue
        if not tree.exists(folder + "README.md"):
            yield folder + "README.md", 1, "the room has no README"
        if not any(path.startswith("tests/" + folder) for path in tree.of("_test.cc")):
            yield folder, 1, "the room has no test"


def listed_sources(listing):
    """Patterns of the sources a CMakeLists.txt names; ${parser}_fuzz.cc stands for any parser."""
    code = re.sub(r"#.*", "", listing)
    for word in re.findall(r"[\w./${}-]+\.cc\b", code):
        yield r"\w+".join(map(re.escape, re.split(r"\$\{\w+\}", word)))


def check_sources_have_a_target(tree):
    """A file no target names is neither compiled nor run."""
    for path in tree.of(".cc"):
        folder = os.path.dirname(path)
        while True:
            listing = os.path.join(folder, "CMakeLists.txt")
            name = os.path.relpath(path, folder) if folder else path
            if tree.exists(listing) and any(re.fullmatch(listed, name)
                                            for listed in listed_sources(tree.text(listing))):
                break
            if not folder:
                yield path, 1, "belongs to no target"
                break
            folder = os.path.dirname(folder)


def check_links(tree):
    """A document whose links are dead is not read."""
    for path in tree.of(".md"):
        for number, line in tree.lines(path):
            for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", line)):
                target = target.split("#")[0]
                if not target or re.match(r"[a-z]+:", target):
                    continue
                if not tree.exists(os.path.normpath(os.path.join(os.path.dirname(path), target))):
                    yield path, number, f"dead link: {target}"


def check_version(tree):
    """The version lives in CMakeLists.txt; the changelog starts with what is not released and
    releases nothing beyond it."""
    project = re.search(r"project\(annuaire VERSION (\d+)\.(\d+)\.(\d+)",
                        tree.text("CMakeLists.txt"))
    if not project:
        yield "CMakeLists.txt", 1, "no project(annuaire VERSION x.y.z"
        return
    version = tuple(map(int, project.groups()))
    heads = re.findall(r"^## \[?([^\]\s]+)", tree.text("CHANGELOG.md"), re.MULTILINE)
    if not heads or heads[0] != "Unreleased":
        yield "CHANGELOG.md", 1, "the first section is not [Unreleased]"
    releases = [tuple(map(int, head.split("."))) for head in heads if re.match(r"\d", head)]
    if releases != sorted(releases, reverse=True):
        yield "CHANGELOG.md", 1, "releases are not newest first"
    if releases and max(releases) > version:
        yield "CHANGELOG.md", 1, "a release is newer than CMakeLists.txt"


CHECKS = [
    check_arrows_of_includes,
    check_arrows_of_targets,
    check_third_parties,
    check_pure_domain,
    check_format,
    check_text,
    check_rooms,
    check_sources_have_a_target,
    check_links,
    check_version,
]


def findings(root, checks=None):
    tree = Tree(root)
    return [f"{path}:{number}: {message}"
            for check in checks or CHECKS for path, number, message in check(tree)]


def main(arguments):
    here = os.path.dirname(os.path.abspath(__file__))
    found = findings(arguments[0] if arguments else os.path.join(here, "..", ".."))
    print("\n".join(found) if found else "tidy")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
