"""Every script answers --help with the comment at its beginning, and does nothing.

    scripts_test.py SOURCE_DIR
"""

import itertools
import pathlib
import subprocess
import sys

for script in sorted((pathlib.Path(sys.argv[1]) / "script").iterdir()):
    if script.is_dir() or script.name == "bench":  # which asks Python
        continue
    lines = script.read_text(encoding="utf-8").splitlines()[1:]
    comment = [line.removeprefix("#").removeprefix(" ")
               for line in itertools.takewhile(lambda line: line.startswith("#"), lines)]
    for option in ["-h", "--help"]:
        ran = subprocess.run([script, option], capture_output=True, text=True, timeout=60,
                             check=False)
        assert ran.returncode == 0 and not ran.stderr, (script, ran)
        assert ran.stdout.splitlines() == comment, (script, ran.stdout)
