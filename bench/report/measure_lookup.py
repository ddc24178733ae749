"""The Directory's questions in process, and the letters a user types."""

import json

from context import median


def measure_lookup(context):
    command = context.pinned(1, [context.program("lookup_bench"), context.store,
                                 "--benchmark_format=json",
                                 f"--benchmark_min_time={0.01 if context.quick else 0.5}"])
    benchmarks = [b for b in json.loads(context.run(command).output)["benchmarks"]
                  if not b.get("error_occurred")]
    # Processor time: what others do to the machine is no part of it. Microseconds.
    mean = {b["name"]: b["cpu_time"] / 1000 for b in benchmarks}
    lines = [{"table": "in process", "question": b["name"].removeprefix("BM_"),
              "mean µs": round(mean[b["name"]], 3), "p50 µs": rounded(b.get("p50_us")),
              "p99 µs": rounded(b.get("p99_us"))} for b in benchmarks]

    def every(name):
        return [mean[n] for n in mean if n.split("/")[0] == name]

    one_word = every("BM_OneWord")
    if one_word:
        lines.append({"row": "one word", "ours": sum(one_word) / len(one_word), "unit": "µs"})
        lines.append({"row": "one word, slowest length", "ours": max(one_word),
                      "against": min(one_word), "ratio": max(one_word) / min(one_word),
                      "unit": "µs"})
    hinted = every("BM_TwoWordsHints") + every("BM_ThreeWordsHints")
    if hinted:
        lines.append({"row": "several words, hints", "ours": sum(hinted) / len(hinted),
                      "unit": "µs"})
    errors = [b["p99_us"] for b in benchmarks if b["name"].startswith("BM_OneError/")]
    if errors:
        lines.append({"row": "one error", "ours": max(errors), "unit": "µs"})
    for key, what in (("Practitioner", "RPPS"), ("Organization", "FINESS"), ("Mailbox", "address")):
        find, floor = mean.get(f"BM_Find{key}"), mean.get(f"BM_Floor{key}")
        if find and floor:
            lines.append({"row": f"look-up by {what}", "ours": find * 1000,
                          "against": floor * 1000, "ratio": find / floor, "unit": "ns"})
    return lines


def rounded(value):
    return None if value is None else round(value, 3)


def measure_keystrokes(context):
    recipients = 40 if context.quick else 5000
    answers = context.json_lines([context.program("keystrokes"), context.store, "--json",
                                  "--recipients", recipients])
    kinds = {}
    for line in answers:
        key = (line["query"], "10 %" if line["errors"] else "none")
        way = line["way"] if line["way"] != "annuaire" else "annuaire, " + {
            "none": "no hint", "department": "department",
            "department and correspondents": "and correspondents"}[line["hints"]]
        kinds.setdefault(key, {})[way] = line
    lines = []
    for (query, errors), ways in kinds.items():
        row = {"table": "keystrokes", "typed": query, "errors": errors}
        for way, line in ways.items():
            row[way] = f"{line['mean']:.2f} ({100 * line['never']:.0f} %)"
        lines.append(row)
    shares = [ways["annuaire, no hint"]["mean"] / min(ways["by name"]["mean"], ways["bm25"]["mean"])
              for ways in kinds.values()]
    lines.append({"row": "keystrokes", "ours": median(shares), "against": 1.0,
                  "ratio": max(shares), "unit": "of the better of both"})
    return lines
