#!/usr/bin/env python3
"""Plants each kind of disorder in a small clean tree and expects it to be found."""

import os
import tempfile
import unittest

import tidy

CLEAN = {
    "CMakeLists.txt": "project(annuaire VERSION 0.2.0 LANGUAGES CXX)\n",
    "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n## [0.1.0] - 2026-11-20\n",
    "README.md": "See [the base](directory/base/README.md#x), [us](https://annuaire.example).\n",
    ".clang-format": "BasedOnStyle: Google\n",
    "directory/base/README.md": "base\n",
    "directory/base/CMakeLists.txt": "annuaire_library(base SOURCES fold.cc fold.h)\n",
    "directory/base/fold.h": "#pragma once\n",
    "directory/base/fold.cc": '#include "directory/base/fold.h"\n\n#include <utf8proc.h>\n',
    "directory/store/README.md": "store\n",
    "directory/store/CMakeLists.txt":
        "annuaire_library(store SOURCES table.cc DEPS annuaire::record)\n",
    "directory/store/table.cc": '#include <rocksdb/db.h>\n\n#include "directory/base/fold.h"\n',
    "cli/CMakeLists.txt": "annuaire_program(annuaire SOURCES main.cc DEPS annuaire::proto)\n",
    "cli/main.cc": '#include <grpcpp/channel.h>\n\n#include "annuaire/v1/record.pb.h"\n',
    "tests/CMakeLists.txt":
        "annuaire_test(t SOURCES directory/base/fold_test.cc directory/store/table_test.cc)\n",
    "tests/directory/base/fold_test.cc": '#include "directory/base/fold.h"\n',
    "tests/directory/store/table_test.cc": '#include "directory/store/table.h"\n',
    "tests/data/raw.txt": "blanks are data here  \n",
}

# (what, the files put over the clean tree or taken out of it, what must be found)
PLANTED = [
    ("an include against an arrow",
     {"cli/main.cc": '#include "directory/lookup/directory.h"\n'},
     "cli/main.cc:1: forbidden arrow: cli -> lookup"),
    ("a room that knows its neighbour",
     {"directory/base/fold.h": '#pragma once\n\n#include "directory/record/coded.h"\n'},
     "directory/base/fold.h:3: forbidden arrow: base -> record"),
    ("a room that knows the contract",
     {"directory/store/table.cc": '#include "annuaire/v1/record.pb.h"\n'},
     "directory/store/table.cc:1: forbidden arrow: store -> proto"),
    ("a target against an arrow",
     {"cli/CMakeLists.txt": "annuaire_program(annuaire SOURCES main.cc\n  DEPS annuaire::lookup)\n"},
     "cli/CMakeLists.txt:2: forbidden arrow: cli -> lookup"),
    ("RocksDB outside the store",
     {"cli/main.cc": "#include <rocksdb/db.h>\n"},
     "cli/main.cc:1: rocksdb/db.h may not be included here"),
    ("utf8proc outside base",
     {"directory/store/table.cc": "#include <utf8proc.h>\n"},
     "directory/store/table.cc:1: utf8proc.h may not be included here"),
    ("a parser's library in a header",
     {"directory/extract/finess.h": "#pragma once\n\n#include <rapidjson/reader.h>\n"},
     "directory/extract/finess.h:3: rapidjson/reader.h may not be included here"),
    ("gRPC in the domain",
     {"directory/store/table.cc": "#include <grpcpp/channel.h>\n"},
     "directory/store/table.cc:1: grpcpp/channel.h may not be included here"),
    ("a domain that prints",
     {"directory/base/fold.h": "#pragma once\n\n#include <iostream>\n"},
     "directory/base/fold.h:3: #include <iostream> in directory/"),
    ("a domain that reads the environment",
     {"directory/base/fold.h": '#pragma once\ninline auto x = std::getenv("X");\n'},
     "directory/base/fold.h:2: getenv in directory/"),
    ("a domain that reads the clock",
     {"directory/base/fold.h": "#pragma once\ninline auto x = std::chrono::system_clock::now();\n"},
     "directory/base/fold.h:2: system_clock::now in directory/"),
    ("layout", {"cli/main.cc": "int  main( ) { }\n"}, "cli/main.cc:1: clang-format would change"),
    ("a blank at a line's end", {"README.md": "Title \n"}, "README.md:1: blanks at the end"),
    ("a deferred duty", {"cli/main.cc": "// TO" "DO: more\n"}, "cli/main.cc:1: do it"),
    ("a room without a README", {"directory/base/README.md": None},
     "directory/base/README.md:1: the room has no README"),
    ("a room without a test", {"tests/directory/store/table_test.cc": None},
     "directory/store/:1: the room has no test"),
    ("a source without a target", {"cli/extra.cc": "\n"}, "cli/extra.cc:1: belongs to no target"),
    ("a source whose name only ends like another", {"cli/in.cc": "\n"},
     "cli/in.cc:1: belongs to no target"),
    ("a dead link", {"README.md": "[gone](docs/gone.md)\n"}, "README.md:1: dead link: docs/gone.md"),
    ("a changelog without a place for changes", {"CHANGELOG.md": "## [0.1.0]\n"},
     "CHANGELOG.md:1: the first section is not"),
    ("a release beyond the version", {"CHANGELOG.md": "## [Unreleased]\n\n## [0.10.0]\n"},
     "CHANGELOG.md:1: a release is newer"),
]


def findings_of(files, checks=None):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            if text is None:
                continue
            whole = os.path.join(root, path)
            os.makedirs(os.path.dirname(whole), exist_ok=True)
            with open(whole, "w", encoding="utf-8") as file:
                file.write(text)
        return tidy.findings(root, checks)


class TidyTest(unittest.TestCase):
    def test_a_clean_tree_has_no_findings(self):
        self.assertEqual(findings_of(CLEAN), [])

    def test_each_planted_disorder_is_found(self):
        for what, files, want in PLANTED:
            with self.subTest(what):
                found = findings_of({**CLEAN, **files})
                self.assertTrue(any(line.startswith(want) for line in found), found)

    def test_each_check_has_a_planted_disorder(self):
        found_by = set()
        for _, files, _ in PLANTED:
            tree = {**CLEAN, **files}
            found_by |= {check for check in tidy.CHECKS if findings_of(tree, [check])}
        self.assertEqual(found_by, set(tidy.CHECKS))


if __name__ == "__main__":
    unittest.main()
