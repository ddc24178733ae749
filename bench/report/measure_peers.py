"""The same people and the same typed texts at the peers, and at the SIGIR 2020 program."""

import contextlib
import json
import os
import pathlib
import sys

from context import Failed, median, say

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peers  # noqa: E402  (bench/peers/peers.py)
import sigir2020  # noqa: E402

PIN = ["taskset", "-c", "0"]


def figures(answers):
    """Medians over the rounds of one client's answers."""
    return {"what": answers[0]["what"], "n": answers[0]["n"], "rows": answers[0]["rows"],
            **{key: median([a[key] for a in answers]) for key in ("mean_us", "p50_us", "p99_us")}}


def ask(context, command, rounds):
    return figures([context.json_lines([*PIN, *command])[0] for _ in range(rounds)])


def ask_in_turn(context, commands, rounds):
    """The same for several clients, round by round: whatever slows the machine for a
    while slows all of them. Those of "anywhere", which takes a peer seconds, once."""
    answers = [[] for _ in commands]
    for number in range(rounds):
        for command, got in zip(commands, answers):
            if number > 0 and "anywhere" in command:
                continue
            say(f"peers: {pathlib.Path(command[0]).name} {' '.join(map(str, command[4:]))}")
            got.append(context.json_lines([*PIN, *command])[0])
    return [figures(got) for got in answers]


def write_texts(context, kind, shortest, longest, count):
    path = context.scratch / f"{kind}.txt"
    run = context.run([context.program("type_texts"), context.store, kind, "--from", shortest,
                       "--to", longest, "--count", count])
    path.write_text(run.output, encoding="utf-8")
    return path


def export(context):
    path = context.scratch / "recipients.tsv"
    with open(path, "wb") as out:
        context.run([context.program("export_recipients"), context.store], stdout=out)
    return path


def row(name, ours, against, unit="µs"):
    """How many times faster ours is, unless the name of the row says otherwise."""
    return {"row": name, "ours": ours, "against": against, "ratio": against / ours, "unit": unit}


# Peer, client, further arguments, texts asked: a slow peer is asked for fewer.
CLIENTS = [
    (peers.slapd, "ask_slapd", ["prefix"], 2000),
    (peers.slapd, "ask_slapd", ["anywhere"], 50),
    (peers.postgres, "ask_postgres", ["prefix"], 300),
    (peers.postgres, "ask_postgres", ["anywhere"], 300),
    (peers.redis, "ask_redis", [], 20000),
    (peers.sqlite, "ask_sqlite", ["names"], 2000),
    (peers.sqlite, "ask_sqlite", ["words"], 300),
]


def measure_peers(context):
    """Both ends on the same processor; every server is up while each is asked in turn."""
    exported = export(context)
    # Three letters: where a list is first of use, and most match.
    words = write_texts(context, "word", 3, 3, 20000)
    two_words = write_texts(context, "two-words", 2, 5, 300)
    rounds, lines, answers = context.rounds(5), [], {}
    with contextlib.ExitStack() as stack:
        tcp = stack.enter_context(context.annuaire_server(listen="127.0.0.1:0", pin=0, threads=1))
        unix = stack.enter_context(context.annuaire_server(pin=0, threads=1))
        asked = [([context.program("ask_annuaire"), ours[1], words, 20000], None)
                 for ours in (tcp, unix)]
        asked.append(([context.program("ask_texts"), context.store, words], None))
        up = {}
        for start, client, arguments, count in CLIENTS:
            if start not in up:
                up[start] = start_peer(stack, start, exported, context.scratch)
            peer = up[start]
            asked.append(([context.program(client), peer.address, words, count, *arguments], peer))
        for got, (_, peer) in zip(ask_in_turn(context, [command for command, _ in asked], rounds),
                                  asked):
            answers[got["what"]] = got
            lines.append(peer_line(got, peer))
        fts5 = ask(context, [context.program("ask_sqlite"), up[peers.sqlite].address, two_words,
                             300, "words"], 1)
        in_process = ask(context, [context.program("ask_texts"), context.store, two_words], rounds)
        slapadd = up[peers.slapd]
    return (lines + [row("two words, FTS5", in_process["mean_us"], fts5["mean_us"])]
            + goal_rows(context, answers, slapadd))


def start_peer(stack, start, exported, folder):
    say(f"peers: loading {start.__name__}")
    return stack.enter_context(start(exported, folder / start.__name__, PIN))


def peer_line(got, peer):
    line = {"table": "peers", "who": got["what"], "p50 µs": got["p50_us"], "p99 µs": got["p99_us"],
            "mean µs": got["mean_us"], "texts": got["n"], "rows a text": got["rows"] / got["n"]}
    if peer:
        line |= {"load s": round(peer.load_s, 1), "MB": round(peer.bytes / 1e6),
                 "of": peer.what_bytes}
    return line


def goal_rows(context, answers, slapadd):
    tcp, unix = answers["annuaire, TCP"], answers["annuaire, Unix socket"]
    slapd = answers["slapd, TCP, Thunderbird prefix"]
    postgres = answers["PostgreSQL, Unix socket, text_pattern_ops, ranked"]
    redis = answers["Redis, Unix socket, ZRANGEBYLEX, unranked"]
    # The first writes beside what the databases have left to be flushed.
    ingests = [context.run([context.program("annuaire-indexer"), "ingest", "--json", "--store",
                            context.scratch / f"load-store-{number}", context.published])
               for number in range(context.rounds(3))]
    rows_per_s = median([json.loads(ingest.output)["rows_read"] / ingest.wall_s
                         for ingest in ingests])
    entries_per_s = slapadd.rows / slapadd.load_s
    return [row("slapd p50", tcp["p50_us"], slapd["p50_us"]),
            row("slapd p99", tcp["p99_us"], slapd["p99_us"]),
            row("PostgreSQL p50", unix["p50_us"], postgres["p50_us"]),
            {"row": "Redis p50", "ours": unix["p50_us"], "against": redis["p50_us"],
             "ratio": unix["p50_us"] / redis["p50_us"], "unit": "µs"},
            {"row": "load", "ours": rows_per_s, "against": entries_per_s,
             "ratio": rows_per_s / entries_per_s, "unit": "a second"}]


def measure_sigir2020(context):
    """Whole given name, then the first letters of a family name: what both can answer."""
    folder = os.environ.get("ANNUAIRE_SIGIR2020_BIN")
    if not folder:
        raise Failed("ANNUAIRE_SIGIR2020_BIN names no folder of its programs, see "
                     "bench/peers/sigir2020.md")
    texts = write_texts(context, "given-word", 1, 5, 5000)
    theirs = sigir2020.measure(context, pathlib.Path(folder), export(context), texts, PIN)
    ours = ask(context, [context.program("ask_texts"), context.store, texts], context.rounds(5))
    return [{"row": "names, SIGIR 2020", "ours": ours["mean_us"], "against": theirs["mean_us"],
             "ratio": ours["mean_us"] / theirs["mean_us"], "unit": "µs"},
            {"table": "sigir2020", "who": "annuaire, every field of every mailbox",
             "mean µs": ours["mean_us"], "texts": ours["n"]},
            {"table": "sigir2020", "who": "SIGIR 2020, conjunctive, names alone",
             "mean µs": theirs["mean_us"], "texts": theirs["n"], "names": theirs["names"],
             "MB": round(theirs["bytes"] / 1e6)}]
