"""What a search costs a mail client, beside slapd's own database of the same entries."""

import sys

GOAL = "Thunderbird, 3 letters"
OURS, PEER = "annuaire", "slapd mdb"


def measure_ldap(context):
    """Connect, bind, search, unbind, as Thunderbird does for every letter; the answers are
    compared before anything is timed (ldap_bench.py leaves with 1 when one differs)."""
    got = context.json_lines([sys.executable, "-B", context.root / "bench/ldap/ldap_bench.py",
                              "--bin", context.bin, "--store", context.store,
                              "--work", context.cache / ("quick-ldap" if context.quick else "ldap"),
                              "--count", 50 if context.quick else 1000])
    lines = [{"table": "checks", "answers": f"LDAP entries, {line['check']}",
              "compared": line["entries"], "different": line["different"]}
             for line in got if "check" in line]
    times = {(line["who"], line["what"]): line for line in got if "who" in line}
    for (who, what), line in times.items():
        peer = times.get((PEER, what)) if who == OURS else None
        lines.append({"table": "ldap", "who": who, "searches": what, "p50 µs": line["p50_us"],
                      "p99 µs": line["p99_us"],
                      "entries a search": line["entries"] / line["searches"],
                      "p50, × mdb": peer and line["p50_us"] / peer["p50_us"],
                      "p99, × mdb": peer and line["p99_us"] / peer["p99_us"]})
    ours, theirs = (times[who, GOAL]["p99_us"] for who in (OURS, PEER))
    return lines + [{"row": "LDAP p99", "ours": ours, "against": theirs, "ratio": ours / theirs,
                     "unit": "µs"}]
