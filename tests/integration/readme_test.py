#!/usr/bin/env python3
"""Runs what README.md tells a newcomer to run, against a build that exists.

usage: readme_test.py ROOT BUILD_DIR

Runs script/quickstart --once and holds the answers printed in README.md, in
lines after "$ annuaire ...", against what it printed ("..." stands for any lines).
Then serves the same sample, and runs the example of every command's --help, the
questions of "Try it by hand" and the Python client of README.md against it.
"""

import contextlib
import os
import re
import shlex
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


@contextlib.contextmanager
def serving(build, store):
    """The address of a server of the store, for as long as the block runs."""
    server = subprocess.Popen(
        [os.path.join(build, "bin", "annuaire-server"), "--store", store, "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        printed = next((line for line in server.stdout if line.startswith("listening on ")), None)
        assert printed, "annuaire-server does not listen"
        yield printed.removeprefix("listening on ").strip()
    finally:
        server.terminate()
        server.communicate()


def shell(command, build, folder, address):
    """Runs a line of a document as one types it; what it printed."""
    run = subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "ANNUAIRE_SERVER": address,
             "PATH": os.path.join(build, "bin") + os.pathsep + os.environ["PATH"]})
    assert run.returncode in (0, 1), f"{command}: exit {run.returncode}: {run.stderr}"
    return run.stdout


def commands_of(help_text):
    listed = help_text.partition("\nSubcommands:\n")[2].partition("\n\n")[0]
    return re.findall(r"^  (\S+)", listed, re.MULTILINE)


def check_help_examples(build, folder, address):
    """Of a first generation nothing can have changed; two examples write a file."""
    commands = commands_of(shell("annuaire --help", build, folder, address))
    commands += ["search " + what
                 for what in commands_of(shell("annuaire help search", build, folder, address))]
    assert {"suggest", "health", "search mailboxes"} <= set(commands), commands
    with open(os.path.join(folder, "addresses.txt"), "w", encoding="utf-8") as file:
        file.write("franck_raynaud@infirmier.mssante.fr\n")
    for command in commands:
        text = shell(f"annuaire help {command}", build, folder, address)
        example = text.partition("\nExample:\n")[2].splitlines()[0].strip()
        printed = shell(example, build, folder, address)
        written = re.search(r"(?:> |--html )(\S+)$", example)
        if written:
            with open(os.path.join(folder, written[1]), encoding="utf-8") as file:
                printed = file.read()
        assert printed.strip() or command == "changes", f"no answer to {example}"


def check_readme_examples(root, readme, build, folder, address):
    by_hand = re.findall(r"^    (annuaire suggest (?!-i).*)$", readme, re.MULTILINE)
    assert by_hand, "README.md: nothing to try by hand"
    for command in by_hand:
        assert "@" in shell(command, build, folder, address), f"no mailbox in: {command}"

    blocks = re.findall(r"((?:^    .*\n|^\n)+)", readme, re.MULTILINE)
    protoc, client = (re.sub(r"^    ", "", next(block for block in blocks if word in block),
                             flags=re.MULTILINE) for word in ["    protoc ", "    import grpc"])
    proto = shlex.quote(os.path.join(root, "proto"))
    shell(f"cd {proto}/.. && " + protoc.replace("python_out=.", "python_out=" + shlex.quote(folder)),
          build, folder, address)
    with open(os.path.join(folder, "client.py"), "w", encoding="utf-8") as file:
        file.write(client.replace("127.0.0.1:50051", address))
    # Debian's, whose packages script/packages installs.
    assert "@" in shell("/usr/bin/python3 -B client.py", build, folder, address), "the client got no answer"


def main(root, build):
    with open(os.path.join(root, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    assert re.search(r"^    script/quickstart\b", readme, re.MULTILINE), "README.md: no quickstart"
    with tempfile.TemporaryDirectory() as store, tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [os.path.join(root, "script", "quickstart"), "--once", "--store", store],
            env={**os.environ, "ANNUAIRE_BUILD_DIR": build}, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=240, check=False)
        print(run.stdout)
        assert run.returncode == 0, f"script/quickstart --once: exit {run.returncode}"
        with serving(build, store) as address:
            check_help_examples(build, folder, address)
            check_readme_examples(root, readme, build, folder, address)
    got = answers(run.stdout)
    for word in ["suggest", "mailbox", "practitioner", "organization", "professions"]:
        command = next((command for command in got if command.startswith(f"annuaire {word}")), None)
        assert command and got[command], f"no answer to annuaire {word}"
    for command, want in printed_in_readme(readme).items():
        assert command in got, f"README.md: quickstart does not ask: {command}"
        assert matches(want, got[command]), f"README.md: the answer to '{command}' has changed"


if __name__ == "__main__":
    main(*sys.argv[1:])
