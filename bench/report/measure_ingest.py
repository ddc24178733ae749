"""Ingest, beside unpacking the same archives; start and memory, beside a bare scan."""

import json
import shutil

from context import Failed, median, memory_bytes, say, wait_until_complete
from published import archives, text_sizes, unpack_command


def measure_ingest(context):
    sizes = text_sizes(context.published)
    packed = archives(context.published)
    ours, floor, runs = [], [], []
    for number in range(context.rounds(5)):
        if packed:
            with open("/dev/null", "wb") as nowhere:
                floor.append(sum(context.run(unpack_command(path), stdout=nowhere).wall_s
                                 for path in packed))
        shutil.rmtree(context.store, ignore_errors=True)
        run = context.run([context.program("annuaire-indexer"), "ingest", "--json",
                           "--store", context.store, context.published])
        said = json.loads(run.output)
        runs.append((run, said))
        ours.append(run.wall_s)
        say(f"ingest round {number + 1}: {run.wall_s:.1f} s, {run.cpu_s:.1f} s of processor")
    run, said = runs[-1]
    wall, texts = median(ours), sum(sizes.values())
    peak = median([r.peak_bytes for r, _ in runs])
    on_disk = sum(p.stat().st_size for p in context.store.rglob("*") if p.is_file())
    lines = [{"row": "ingest peak memory", "ours": peak / 1e6, "against": texts / 1e6,
              "ratio": peak / texts, "unit": "MB", "rounds": len(runs)},
             {"table": "ingest", "rows read": said["rows_read"], "wall s": round(wall, 2),
              "CPU s": round(median([r.cpu_s for r, _ in runs]), 2),
              "peak MB": round(peak / 1e6), "texts MB": round(texts / 1e6),
              "generation MB": round(on_disk / 1e6)}]
    if floor:
        lines.append({"row": "ingest", "ours": wall, "against": median(floor),
                      "ratio": wall / median(floor), "unit": "s", "rounds": len(runs)})
    return lines


def measure_start(context):
    texts = [size for name, size in text_sizes(context.published).items()
             if "Personne_activite" in name or "Correspondance_MSSante" in name]
    starts, floors, memory = [], [], []
    for _ in range(context.rounds(5)):
        floor = context.json_lines([context.program("scan_floor"), context.store])[0]
        floors.append(floor["scan_s"] + floor["sort_s"])
        with context.annuaire_server() as (process, _, seconds):
            starts.append(seconds)
            wait_until_complete(process)
            memory.append(memory_bytes(process.pid))
    if not texts:
        raise Failed("no extract of people or mailboxes among the published files")
    return [{"row": "start", "ours": median(starts), "against": median(floors),
             "ratio": median(starts) / median(floors), "unit": "s", "rounds": len(starts)},
            {"row": "resident", "ours": median(memory) / 1e6, "against": sum(texts) / 1e6,
             "ratio": median(memory) / sum(texts), "unit": "MB", "rounds": len(memory)}]
