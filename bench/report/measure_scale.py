"""What a tenth, a third and three times the country cost."""

import json
import shutil

from context import memory_bytes, wait_until_complete

NATIONAL = 1_950_000


def measure_scale(context):
    sizes = [500, 1500] if context.quick else [NATIONAL // 10, NATIONAL // 3, NATIONAL,
                                               3 * NATIONAL]
    lines, points = [], []
    for people in sizes:
        files, store = context.scratch / "country", context.scratch / "country-store"
        context.run([context.program("annuaire-synth"), "--practitioners", people, "--seed", 1,
                     "--out", files])
        # The least ones take a second, of which one run tells little.
        ingests = []
        for _ in range(context.rounds(5) if people < NATIONAL else 1):
            shutil.rmtree(store, ignore_errors=True)
            ingests.append(context.run([context.program("annuaire-indexer"), "ingest", "--json",
                                        "--store", store, files]))
        ingest = sorted(ingests, key=lambda run: run.cpu_s)[len(ingests) // 2]
        said = json.loads(ingest.output)
        with context.annuaire_server(store=store) as (process, _, start):
            wait_until_complete(process)
            resident = memory_bytes(process.pid)
        mean = one_word_means(context, store)
        point = {"rows": said["rows_read"], "cpu": ingest.cpu_s, "peak": ingest.peak_bytes,
                 "resident": resident, "word": sum(mean.values()) / len(mean)}
        points.append(point)
        lines.append({"table": "scale", "professionals": people, "rows read": said["rows_read"],
                      "mailboxes": said["mailboxes"], "ingest s": round(ingest.wall_s, 1),
                      "ingest CPU s": round(ingest.cpu_s, 2),
                      "ingest peak MB": round(ingest.peak_bytes / 1e6), "start s": round(start, 2),
                      "resident MB": round(resident / 1e6),
                      **{f"{length} letters µs": round(us, 2) for length, us in mean.items()}})
        shutil.rmtree(files)
        shutil.rmtree(store)
    first, last = points[0], points[-1]
    growth = last["rows"] / first["rows"]
    for row, what in (("ingest as data grows", "cpu"), ("memory as data grows", "resident")):
        grown = last[what] / first[what]
        lines.append({"row": row, "ours": grown, "against": growth, "ratio": grown / growth,
                      "unit": "× from the least to the greatest"})
    lines.append({"row": "one word as data grows", "ours": last["word"], "against": first["word"],
                  "ratio": last["word"] / first["word"], "unit": "µs"})
    return lines


def one_word_means(context, store):
    command = context.pinned(1, [context.program("lookup_bench"), store,
                                 "--benchmark_filter=BM_OneWord/", "--benchmark_format=json",
                                 f"--benchmark_min_time={0.01 if context.quick else 0.2}"])
    return {b["name"].split("/")[1]: b["cpu_time"] / 1000
            for b in json.loads(context.run(command).output)["benchmarks"]
            if not b.get("error_occurred")}
