"""Ingests the bundled sample, serves it, and holds every answer against the files.

    files_test.py SOURCE_DIR BIN_DIR
"""

import pathlib
import subprocess
import sys
import tempfile

source, programs = map(pathlib.Path, sys.argv[1:3])
sample = source / "tests" / "data" / "sample"
inputs = [str(p) for p in sorted(sample.iterdir())
          if p.suffix in (".txt", ".csv", ".json", ".xml")]

with tempfile.TemporaryDirectory() as folder:
    subprocess.run([programs / "annuaire-indexer", "ingest", "--store", folder, *inputs],
                   check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        [programs / "annuaire-server", "--store", folder, "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, text=True)
    try:
        line = server.stdout.readline()
        assert line.startswith("listening on "), line
        checked = subprocess.run(
            [sys.executable, "-B", source / "tests" / "integration" / "brute_force.py",
             "--files", sample, "--annuaire", programs / "annuaire",
             "--server", line.split()[-1], "--samples", "60"])
    finally:
        server.terminate()
        server.wait()
sys.exit(checked.returncode)
