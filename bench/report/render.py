"""RESULTS.md from the kept lines."""

import json

TITLES = {
    "in process": "The Directory's questions in process",
    "keystrokes": "Keystrokes: mean letters until among the first five (share that never came)",
    "ingest": "The ingest",
    "calls": "Calls to a running server",
    "swap": "Calls while a generation is ingested and swapped in",
    "peers": "Peers, on the same mailboxes and the same typed texts",
    "ldap": "LDAP, as a mail client feels it: connect, bind, search, unbind",
    "scale": "As data grows",
    "checks": "Answers compared before anything was timed",
    "sigir2020": "Gog, Pibiri, Venturini (SIGIR 2020), on the same names",
}
BUSY_LOAD = 1.5
COMPARISONS = {"≤": lambda value, limit: value <= limit, "≥": lambda value, limit: value >= limit}


def number(value):
    """Three digits that matter."""
    if value is None:
        return "–"
    if isinstance(value, float):
        magnitude = abs(value)
        digits = 0 if magnitude >= 100 or value == 0 else 1 if magnitude >= 10 else (
            2 if magnitude >= 0.1 else 4)
        value = f"{value:,.{digits}f}"
    elif isinstance(value, int):
        value = f"{value:,}"
    return str(value)


def with_unit(value, unit):
    return "–" if value is None else f"{number(value)} {unit}"


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return lines


def goals_table(goals, figures):
    rows, reasons = [], []
    for goal in goals:
        figure = figures.get(goal["row"])
        wanted = f"{goal['sign']} {number(goal['limit'])} {goal['unit']}".strip()
        if figure is None:
            rows.append([goal["work"], "–", goal["against"] or "–", "not run", wanted, "–"])
            continue
        of_ratio = goal["unit"] == "×"
        value = figure.get("ratio") if of_ratio else figure["ours"]
        met = COMPARISONS[goal["sign"]](value, goal["limit"])
        against = goal["against"] or "–"
        if figure.get("against") is not None:
            against += f": {with_unit(figure['against'], figure['unit'])}"
        rows.append([goal["work"], with_unit(figure["ours"], figure["unit"]), against,
                     f"{number(figure['ratio'])} ×" if figure.get("ratio") is not None else "–",
                     wanted, "yes" if met else "**no**"])
        reasons.append(f"* {goal['work']}: {goal['limited_by']}")
    return table(["work", "ours", "measured against", "ratio", "goal", "met"], rows), reasons


def other_tables(lines):
    names = []
    for line in lines:
        if "table" in line and line["table"] not in names:
            names.append(line["table"])
    for name in names:
        rows = [{k: v for k, v in line.items() if k != "table"} for line in lines
                if line.get("table") == name]
        header = list(dict.fromkeys(key for row in rows for key in row))
        yield ["", f"## {TITLES.get(name, name)}", ""]
        yield table(header, [[number(row.get(key)) for key in header] for row in rows])


def conditions(kept):
    """Machine, and when and at which commit each measure was made."""
    lines = [f"Machine: {kept[-1]['machine']}.", ""]
    rows = [[k["measure"], k["when"], k["commit"], number(k["load"]),
             k["failure"] or "made"] for k in kept]
    lines += table(["measure", "when", "commit", "load before", "outcome"], rows)
    if any(k["load"] > BUSY_LOAD for k in kept):
        lines += ["", f"**Not a quiet machine**: where the load before is above {BUSY_LOAD}, other "
                  "work took the processors; tails and wall",
                  "times there say more of it than of this program."]
    return lines


def render(kept, goals_path, quick):
    goals = json.loads(goals_path.read_text(encoding="utf-8"))["goals"]
    lines = [line for measure in kept for line in measure["lines"]]
    figures = {line["row"]: line for line in lines if "row" in line}
    size = "the sample of the tests; the figures mean nothing" if quick else "national size"
    text = [f"# Results, {size}", "",
            "Written by `script/bench` from what it measured; [README.md](README.md) says how each "
            "figure is made. Quote",
            "ratios: both sides of each were measured in the same run, in turn.", ""]
    if not kept:
        return "\n".join(text + ["Nothing measured yet.", ""])
    text += conditions(kept)
    rows, reasons = goals_table(goals, figures)
    text += ["", "## Goals", ""] + rows + ["", "## What limits each figure", ""] + reasons
    for part in other_tables(lines):
        text += part
    return "\n".join(text) + "\n"
