#!/usr/bin/env python3
"""Runs what README.md tells a newcomer to run, against a build that exists.

usage: readme_test.py ROOT BUILD_DIR

Runs script/quickstart --once and holds the answers printed in README.md, in
lines after "$ annuaire ...", against what it printed ("..." stands for any lines).
"""

import os
import re
import subprocess
import sys
import tempfile


def answers(text):
    """Command line -> its output, of a text with "$ annuaire ..." lines."""
    found = {}
    command = None
    for line in text.splitlines():
        if line.startswith("$ annuaire"):
            command = line[2:]
            found[command] = []
        elif command is not None:
            found[command].append(line)
    return {command: "\n".join(lines).strip("\n") for command, lines in found.items()}


def printed_in_readme(readme):
    blocks = re.findall(r"((?:^    .*\n|^\n)+)", readme, re.MULTILINE)
    return answers("\n".join(re.sub(r"^    ", "", block, flags=re.MULTILINE)
                             for block in blocks if "    $ annuaire" in block))


def matches(want, got):
    pattern = ".*".join(re.escape(part) for part in want.split("..."))
    return re.search(pattern, got, re.DOTALL) is not None


def main(root, build):
    with open(os.path.join(root, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    assert re.search(r"^    script/quickstart\b", readme, re.MULTILINE), "README.md: no quickstart"
    with tempfile.TemporaryDirectory() as store:
        run = subprocess.run(
            [os.path.join(root, "script", "quickstart"), "--once", "--store", store],
            env={**os.environ, "ANNUAIRE_BUILD_DIR": build}, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=240, check=False)
    print(run.stdout)
    assert run.returncode == 0, f"script/quickstart --once: exit {run.returncode}"
    got = answers(run.stdout)
    for word in ["suggest", "mailbox", "practitioner", "organization", "professions"]:
        command = next((command for command in got if command.startswith(f"annuaire {word}")), None)
        assert command and got[command], f"no answer to annuaire {word}"
    for command, want in printed_in_readme(readme).items():
        assert command in got, f"README.md: quickstart does not ask: {command}"
        assert matches(want, got[command]), f"README.md: the answer to '{command}' has changed"


if __name__ == "__main__":
    main(*sys.argv[1:])
