#!/usr/bin/env python3
"""The machinery of script/bench: what it writes of given figures, and a run over the sample.

    report_test.py SOURCE_DIR BUILD_DIR
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(sys.argv[1])
BUILD = sys.argv[2]
sys.path.insert(0, str(SOURCE / "bench/report"))
from render import number, render  # noqa: E402

GOALS = SOURCE / "bench/report/goals.json"


def made(*lines, load=0.1):
    return [{"measure": "start", "failure": None, "lines": list(lines), "commit": "abc",
             "when": "2026-11-21T01:00", "machine": "one", "load": load}]


class RenderTest(unittest.TestCase):
    def row_of(self, report, work):
        return next(line for line in report.splitlines()
                    if line.startswith("|") and f"| {work}" in line)

    def test_a_goal_is_judged_by_its_ratio(self):
        for ours, verdict in ((1.9, "| yes |"), (2.1, "| **no** |")):
            report = render(made({"row": "start", "ours": ours, "against": 1.0, "ratio": ours,
                                  "unit": "s"}), GOALS, False)
            self.assertTrue(self.row_of(report, "server: exec").endswith(verdict), report)

    def test_what_was_not_measured_says_so(self):
        report = render(made(), GOALS, False)
        for goal in json.loads(GOALS.read_text(encoding="utf-8"))["goals"]:
            self.assertIn("| not run |", self.row_of(report, goal["work"]))

    def test_every_goal_is_a_row_of_a_measure(self):
        measures = "".join(path.read_text(encoding="utf-8")
                           for path in (SOURCE / "bench/report").glob("measure_*.py"))
        for goal in json.loads(GOALS.read_text(encoding="utf-8"))["goals"]:
            name = goal["row"]
            known = f'"{name}"' in measures or name.startswith("look-up by")
            self.assertTrue(known, name)

    def test_a_busy_machine_is_told(self):
        self.assertNotIn("Not a quiet machine", render(made(), GOALS, False))
        self.assertIn("Not a quiet machine", render(made(load=3.0), GOALS, False))

    def test_numbers_keep_three_digits(self):
        for value, text in ((1234.5, "1,234"), (12.34, "12.3"), (1.234, "1.23"),
                            (0.01234, "0.0123"), (0.0, "0"), (7, "7"), (None, "–")):
            self.assertEqual(number(value), text)


class QuickRunTest(unittest.TestCase):
    @staticmethod
    def kept(folder, measure, key, value):
        path = pathlib.Path(folder) / "quick-results" / f"{measure}.json"
        lines = json.loads(path.read_text(encoding="utf-8"))["lines"]
        return next(line for line in lines if line.get(key) == value)

    def test_a_quick_run_measures_and_reports(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "report.md"
            done = subprocess.run(
                [SOURCE / "script/bench", "--quick", "--only", "ingest", "start", "keystrokes",
                 "--out", out],
                env={**os.environ, "ANNUAIRE_BUILD_DIR": BUILD, "ANNUAIRE_BENCH_DIR": folder},
                capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            report = out.read_text(encoding="utf-8")
            for measure in ("ingest", "start", "keystrokes"):
                self.assertRegex(report, rf"\| {measure} \|.*\| made \|")
            self.assertGreater(self.kept(folder, "ingest", "table", "ingest")["rows read"], 1000)
            self.assertGreater(self.kept(folder, "start", "row", "resident")["ours"], 1)
            self.assertEqual(list(pathlib.Path(folder).glob("scratch-*")), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
