#!/usr/bin/env python3
"""Holds the orders that keystrokes compares with against SQLite itself.

    keystrokes_test.py BIN_DIR SAMPLE_DIR

Ingests the sample, gives its mailboxes to FTS5, and expects the same first five
for each text; then expects the counts of a small run to be the same twice and
plausible.
"""

import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

BIN = pathlib.Path(sys.argv[1])
SAMPLE = pathlib.Path(sys.argv[2])
TEXTS = ["m", "mar", "mart jea", "sec", "hop rob", "ange inf", "54", "medecin", "d", "zzz"]


def run(program, *arguments):
    done = subprocess.run([BIN / program, *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{program}: exit {done.returncode}: {done.stderr}")
    return done.stdout


class KeystrokesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.store = str(pathlib.Path(cls.folder.name) / "store")
        run("annuaire-indexer", "ingest", "--store", cls.store, SAMPLE)
        rows = [line.split("\t") for line in run("export_recipients", cls.store).splitlines()]
        cls.fts = sqlite3.connect(":memory:")
        cls.fts.execute("CREATE VIRTUAL TABLE t USING fts5(address UNINDEXED, name UNINDEXED, words)")
        cls.fts.executemany("INSERT INTO t VALUES (?, ?, ?)",
                            [(row[1], row[2], row[9]) for row in rows])
        cls.shown = {}
        for text in TEXTS:
            printed = run("keystrokes", cls.store, "--show", text).splitlines()
            cls.shown[text] = [line.split("\t") for line in printed]

    @classmethod
    def tearDownClass(cls):
        cls.fts.close()
        cls.folder.cleanup()

    def first_five(self, text, order):
        match = " ".join(f'"{word}"*' for word in text.split())
        return [row[0] for row in self.fts.execute(
            f"SELECT address FROM t WHERE t MATCH ? ORDER BY {order} LIMIT 5", (match,))]

    def shown_by(self, way, text):
        return [address.lower() for name, address in self.shown[text] if name == way]

    def test_bm25_is_that_of_fts5(self):
        for text in TEXTS:
            self.assertEqual(self.shown_by("bm25", text), self.first_five(text, "rank, rowid"), text)

    def test_by_name_is_an_order_by_name(self):
        for text in TEXTS:
            self.assertEqual(self.shown_by("by name", text),
                             self.first_five(text, "name || char(9) || address"), text)

    def test_counts_are_the_same_twice_and_hints_help(self):
        runs = [run("keystrokes", self.store, "--recipients", "40", "--json") for _ in range(2)]
        self.assertEqual(runs[0], runs[1])
        mean = {}
        for line in map(json.loads, runs[0].splitlines()):
            self.assertEqual(line["n"], 40)
            mean[line["query"], line["errors"], line["way"], line["hints"]] = line["mean"]
        queries = ("family", "given family", "family given", "family structure",
                   "family job city", "service city")
        self.assertEqual(len(mean), len(queries) * 2 * 5)
        for query in queries:
            self.assertLess(mean[query, False, "annuaire", "department and correspondents"],
                            mean[query, False, "by name", "none"], query)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
