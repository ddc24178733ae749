#!/usr/bin/env python3
"""Measures everything and writes bench/RESULTS.md; script/bench calls it.

Every measure is a function in measure_*.py that returns lines: a figure of the
goals' table ("row", named in goals.json) or a line of another table ("table").
They are kept as JSON in the cache folder, so that one measure can be made again
alone and a full run can be made in pieces; RESULTS.md is written from what is
kept.
"""

import argparse
import datetime
import json
import os
import pathlib
import signal
import subprocess
import sys
import traceback

from context import Context, say
from measure_check import measure_check
from measure_ingest import measure_ingest, measure_start
from measure_ldap import measure_ldap
from measure_lookup import measure_keystrokes, measure_lookup
from measure_peers import measure_peers, measure_sigir2020
from measure_rpc import measure_rpc, measure_silence, measure_swap
from measure_scale import measure_scale
from render import render

# In the order they are made: the store is ingested first.
MEASURES = {
    "ingest": measure_ingest,
    "check": measure_check,
    "start": measure_start,
    "lookup": measure_lookup,
    "rpc": measure_rpc,
    "silence": measure_silence,
    "swap": measure_swap,
    "peers": measure_peers,
    "ldap": measure_ldap,
    "sigir2020": measure_sigir2020,
    "keystrokes": measure_keystrokes,
    "scale": measure_scale,
}
# Peers are not asked on the sample; three times the country is not quick.
LEFT_OUT_WHEN_QUICK = {"silence", "peers", "sigir2020", "scale"}
NATIONAL_PROFESSIONALS = 1_950_000


def parse_arguments():
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true",
                        help="the sample of the tests instead of the country: do the measures run?")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=MEASURES,
                        help="these measures: " + " ".join(MEASURES))
    parser.add_argument("--out", metavar="FILE", type=pathlib.Path,
                        help="bench/RESULTS.md; with --quick, standard output")
    parser.add_argument("--report-only", action="store_true",
                        help="measure nothing, write the report from what is kept")
    parser.add_argument("--root", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                  if line.startswith("model name")), "unknown processor")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, Linux {os.uname().release}"


def commit(root):
    def git(*words):
        return subprocess.run(["git", "-C", root, *words], capture_output=True, text=True,
                              check=False).stdout.strip()
    changed = " with changes" if git("status", "--porcelain", "--untracked-files=no") else ""
    return git("rev-parse", "--short=12", "HEAD") + changed


def prepare(context):
    """The published files and the store every measure but ingest starts from."""
    if not context.quick and not context.published.exists():
        say("inventing the country")
        partial = context.published.with_suffix(".partial")
        context.run([context.program("annuaire-synth"), "--practitioners",
                     NATIONAL_PROFESSIONALS, "--seed", 1, "--out", partial])
        partial.rename(context.published)


def ensure_store(context):
    if not (context.store / "CURRENT").exists():
        say("ingesting the country")
        context.run([context.program("annuaire-indexer"), "ingest", "--store", context.store,
                     context.published])


def make(context, name, results):
    """Runs a measure and keeps its lines. True unless it failed."""
    load_before = os.getloadavg()[0]
    failure, lines = None, []
    say(f"{name} …")
    try:
        if name != "ingest":
            ensure_store(context)
        lines = MEASURES[name](context)
    except Exception as failed:  # one measure that fails does not take the others along
        failure = f"{type(failed).__name__}: {failed}"
        say(f"{name} failed")
        traceback.print_exc()
    kept = {"measure": name, "failure": failure, "lines": lines, "commit": commit(context.root),
            "when": datetime.datetime.now().isoformat(timespec="minutes"), "machine": machine(),
            "load": round(load_before, 1)}
    (results / f"{name}.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1),
                                          encoding="utf-8")
    return failure is None


def main():
    options = parse_arguments()
    # As Ctrl-C does: what was started is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    cache = pathlib.Path(os.environ.get("ANNUAIRE_BENCH_DIR", "/var/tmp/annuaire-bench"))
    results = cache / ("quick-results" if options.quick else "results")
    results.mkdir(parents=True, exist_ok=True)
    names = options.only or [name for name in MEASURES
                             if not (options.quick and name in LEFT_OUT_WHEN_QUICK)]
    context = Context(options.root, options.build, cache, options.quick)
    passed = True
    try:
        if not options.report_only:
            prepare(context)
            for name in MEASURES:
                if name in names:
                    passed = make(context, name, results) and passed
    finally:
        context.close()
    kept = [json.loads(path.read_text(encoding="utf-8")) for name in MEASURES
            if (path := results / f"{name}.json").exists()]
    text = render(kept, pathlib.Path(__file__).with_name("goals.json"), options.quick)
    out = options.out or (None if options.quick else context.root / "bench/RESULTS.md")
    if out:
        out.write_text(text, encoding="utf-8")
        say(f"wrote {out}")
    else:
        print(text, end="")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
