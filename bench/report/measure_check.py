"""Before anything is timed: what is answered is right."""

import sys


def measure_check(context):
    """Suggestions against the plain implementation in process; then every kind of
    answer of a running server against the files it was made from."""
    lines = []
    with context.annuaire_server() as (_, address, _):
        run = context.run([sys.executable, "-B", context.root / "tests/integration/brute_force.py",
                           "--files", context.published, "--annuaire", context.program("annuaire"),
                           "--server", address, "--samples", 20 if context.quick else 200])
    for word in run.output.split():
        what, _, count = word.partition("=")
        if count.isdigit():
            lines.append({"table": "checks", "answers": what.replace("-", " "),
                          "compared": int(count), "different": 0})
    # Leaves with 1 when an answer differs, which fails this measure.
    for line in context.json_lines([context.program("plain_check"), context.store,
                                    "--texts", 30 if context.quick else 60]):
        lines.append({"table": "checks", "answers": line["what"], "compared": line["texts"],
                      "different": line["different"]})
    return lines
