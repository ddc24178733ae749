"""Asks the programs of Gog, Pibiri, Venturini (SIGIR 2020), built beforehand by
whoever runs the bench, for our names. See sigir2020.md."""

import collections
import json
import os
import re
import zlib

import peers

ROUNDS = 5
NAME = re.compile(r"[a-z]+( [a-z]+)+")


def write_collection(exported, base):
    """Their input format: completions sorted by text and numbered by falling score, the words,
    their numbers, an inverted and a forward index."""
    count = collections.Counter()
    for row in peers.recipients(exported):
        name = f"{row['family']} {row['given']}".replace("'", "").replace("-", " ")
        if NAME.fullmatch(name):
            count[name] += 1
    # Frequent names first. Equal ones in no order: numbers that follow the alphabet would make it
    # walk far for the names at its end.
    by_score = sorted(count, key=lambda name: (-count[name], zlib.crc32(name.encode())))
    number = {name: i for i, name in enumerate(by_score)}
    words = sorted({word for name in count for word in name.split()})
    number_of_word = {word: i for i, word in enumerate(words, start=1)}
    forward = [None] * len(count)
    inverted = [[] for _ in words]
    nodes_by_level, before = [], []

    with open(base, "w", encoding="ascii") as completions, \
            open(f"{base}.mapped", "w", encoding="ascii") as mapped:
        # Sorted as lists of words: a trie level is a word.
        for name in sorted(count, key=lambda n: [number_of_word[w] for w in n.split()]):
            mapped_words = [number_of_word[word] for word in name.split()]
            forward[number[name]] = mapped_words
            for word in set(mapped_words):
                inverted[word - 1].append(number[name])
            # The trie has a node for the end of a completion, too.
            nodes = [*mapped_words, 0]
            shared = len(os.path.commonprefix([nodes, before]))
            nodes_by_level += [0] * (len(nodes) - len(nodes_by_level))
            for level in range(shared, len(nodes)):
                nodes_by_level[level] += 1
            before = nodes
            completions.write(f"{number[name]} {name}\n")
            mapped.write(" ".join(map(str, [number[name], *nodes])) + "\n")
    longest = max(sum(map(len, name.split())) for name in count)
    write(f"{base}.dict", words)
    write(f"{base}.mapped.stats",
          [len(words), longest, len(count), len(count), len(nodes_by_level), *nodes_by_level])
    write(f"{base}.forward", (" ".join(map(str, [len(f), *f])) for f in forward))
    write(f"{base}.inverted", (" ".join(map(str, [len(i), *sorted(i)])) for i in inverted))
    return len(count)


def write(path, lines):
    with open(path, "w", encoding="ascii") as out:
        out.writelines(f"{line}\n" for line in lines)


def measure(context, folder, exported, texts, pin):
    base = context.scratch / "completions"
    names = write_collection(exported, base)
    index = context.scratch / "completions.ef_type1"
    context.run([folder / "build", "ef_type1", base, "-o", index])
    count = sum(1 for _ in open(texts, encoding="utf-8"))
    totals = []
    for _ in range(context.rounds(ROUNDS)):
        with open(texts, "rb") as stdin:
            run = context.run([*pin, folder / "benchmark_conjunctive_topk", "ef_type1", 10, index,
                               2, count, 1.0], stdin=stdin)
        last = [line for line in run.errors.splitlines() if line.startswith("{")][-1]
        totals.append(float(json.loads(last)["total_musec_per_query"]))
    return {"mean_us": sorted(totals)[len(totals) // 2], "n": count, "names": names,
            "bytes": index.stat().st_size}
