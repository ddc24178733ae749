#!/usr/bin/env python3
"""What a search costs a mail client, beside slapd's own database of the same entries.

    ldap_bench.py --bin build/release/bin --store STORE --work DIR [--count 1000]

Times connect, bind, search and unbind together, as Thunderbird does for every
letter, on two servers in turn: annuaire-server behind slapd (script/ldap), and
slapd with its mdb database, which holds the very entries the former sends. Both
get the same texts, the beginnings of family names of entries drawn with a fixed
seed; entries of the former are first compared with the filter and with the
latter. Prints one JSON object a line:

    {"check", "entries", "different"}
    {"who", "what", "p50_us", "p99_us", "searches", "entries"}

Besides the filters: "no search", connect, bind and unbind; "any entries", the
first hundred of the database, which is what slapd takes to send so many;
"annuaire alone", the socket behind slapd.

DIR keeps the entries (LDIF) and the database, which take minutes to make, for as
long as the store serves the same generation.
"""

import argparse
import json
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "integration"))

import ldap_parts  # noqa: E402
import ldap_wire  # noqa: E402
from ldap_parts import BASE  # noqa: E402

ADDRESSES_A_REQUEST = 60
SIZE_LIMIT = 100
# The letters of a text that its index knows: three, so that it need not read every entry.
MDB_CONF = """\
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
loglevel none
pidfile {folder}/mdb.pid
sizelimit size.soft=100 size.hard=500
index_substr_any_len 3
index_substr_any_step 1
tool-threads 2
database mdb
suffix "{base}"
directory {folder}/data
maxsize 34359738368
index objectClass eq
index cn,sn,givenName,mail eq,sub
access to * by * read
"""

SEARCHED = ("cn", "mail", "givenName", "sn")
THUNDERBIRD = "(|(cn=*{t}*)(mail=*{t}*)(givenName=*{t}*)(sn=*{t}*))"
OUTLOOK = "(&(mail=*)(|(mail={t}*)(|(cn={t}*)(|(sn={t}*)(givenName={t}*)))))"
ROUNDCUBE = "(&(mail=*)(|(cn=*{t}*)(sn=*{t}*)(givenName=*{t}*)(mail=*{t}*)))"
# What, letters typed, filter, attributes asked for (none: all), searches at most: fewer where the
# database has no index and reads every entry.
SEARCHES = [
    ("Thunderbird, 1 letter", 1, THUNDERBIRD, (), 100),
    ("Thunderbird, 2 letters", 2, THUNDERBIRD, (), 100),
    ("Thunderbird, 3 letters", 3, THUNDERBIRD, (), 10**6),
    ("Thunderbird, 5 letters", 5, THUNDERBIRD, (), 10**6),
    ("Outlook, 3 letters", 3, OUTLOOK, ("cn", "mail", "sn", "givenName", "title", "o"), 10**6),
    ("Roundcube, 3 letters", 3, ROUNDCUBE, ("cn", "mail", "sn", "givenName"), 10**6),
]


def ask_socket(path, filter_text, size_limit=500):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        client.sendall((f"SEARCH\nmsgid: 1\nbase: {BASE}\nscope: 2\nsizelimit: {size_limit}\n"
                        f"filter: {filter_text}\nattrs: all\n\n").encode())
        parts = []
        while received := client.recv(1 << 20):
            parts.append(received)
    return b"".join(parts)


def write_ldif(programs, store, socket_path, path):
    """Every entry as annuaire sends it, asked for by its address."""
    exported = subprocess.run([programs / "export_recipients", store], check=True,
                              stdout=subprocess.PIPE, text=True).stdout
    addresses = [line.split("\t")[1] for line in exported.splitlines()]
    with open(path, "wb") as ldif:
        ldif.write(f"dn: {BASE}\nobjectClass: organizationalUnit\nou: bal\n\n".encode())
        for at in range(0, len(addresses), ADDRESSES_A_REQUEST):
            some = "".join(f"(mail={a})" for a in addresses[at:at + ADDRESSES_A_REQUEST])
            ldif.write(ask_socket(socket_path, f"(|{some})").split(b"RESULT\n")[0])


def forget_other_generation(work, store):
    made_of = work / "generation"
    serves = (pathlib.Path(store) / "CURRENT").read_text()
    if made_of.exists() and made_of.read_text() == serves:
        return
    (work / "entries.ldif").unlink(missing_ok=True)
    shutil.rmtree(work / "data", ignore_errors=True)
    made_of.write_text(serves)


def wait_until_idle(process):
    """The server keeps telephone numbers in memory once it serves; until then it is slower."""
    def ticks():
        fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])
    before = -1
    while before != (before := ticks()):
        time.sleep(1)


class Mdb:
    def __init__(self, folder, ldif):
        self.configuration = folder / "mdb.conf"
        self.configuration.write_text(MDB_CONF.format(folder=folder, base=BASE))
        if not (folder / "data").exists():
            shutil.rmtree(folder / "making", ignore_errors=True)
            (folder / "making").mkdir()
            making = folder / "making.conf"
            making.write_text(self.configuration.read_text().replace("/data\n", "/making\n"))
            subprocess.run(["/usr/sbin/slapadd", "-q", "-f", making, "-l", ldif], check=True)
            (folder / "making").rename(folder / "data")
        self.port = ldap_parts.free_port()
        self.process = subprocess.Popen(
            ["/usr/sbin/slapd", "-d", "0", "-f", self.configuration, "-h",
             f"ldap://127.0.0.1:{self.port}/"], stderr=subprocess.DEVNULL)
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                assert self.process.poll() is None, "slapd with mdb does not start"
                time.sleep(0.05)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def draw_texts(ldif, letters, count):
    """Without accents, which only one of the servers looks through."""
    with open(ldif, encoding="utf-8") as file:
        names = sorted({line[4:4 + letters].lower() for line in file
                        if line.startswith("sn: ") and line[4:4 + letters].isalpha() and line[4:4 + letters].isascii()
                        and len(line) > 4 + letters})
    draw = random.Random(letters)
    return [draw.choice(names) for _ in range(count)]


def search(port, filter_text, attributes, base=BASE, scope=2):
    with ldap_wire.Connection("127.0.0.1", port) as ldap:
        ldap.bind()
        code, entries = ldap.search(base, filter_text, attributes, SIZE_LIMIT, scope)
        ldap.unbind()
    assert code in (0, 4), code
    return entries


def fold(value):
    decomposed = unicodedata.normalize("NFKD", value.decode().casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def comparable(content):
    entry = ldap_wire.decode_entry(content)
    return entry["dn"], {name: sorted(values) for name, values in entry["attributes"].items()}


def check(ours, theirs, what, texts, filter_text, attributes):
    """Every entry matches, and is the one in the database."""
    compared = different = 0
    for text in texts:
        typed = fold(text.encode())
        for dn, held in map(comparable, search(ours, filter_text.format(t=text), attributes)):
            values = [fold(value) for name in SEARCHED for value in held.get(name, ())]
            matches = any(value.startswith(typed) if filter_text == OUTLOOK else typed in value
                          for value in values)
            stored = search(theirs, "(objectClass=*)", attributes, base=dn, scope=0)
            compared += 1
            if not matches or [held] != [comparable(entry)[1] for entry in stored]:
                different += 1
    print(json.dumps({"check": what, "entries": compared, "different": different}), flush=True)
    assert compared > 0 and different == 0, what


def timed(action):
    """Microseconds, and what was answered."""
    started = time.perf_counter_ns()
    answer = action()
    return (time.perf_counter_ns() - started) / 1000, answer


def connect_only(port):
    with ldap_wire.Connection("127.0.0.1", port) as ldap:
        ldap.bind()
        ldap.unbind()
    return ()


def report(who, what, measured):
    times = sorted(spent for spent, _ in measured)
    print(json.dumps({"who": who, "what": what, "p50_us": round(times[len(times) // 2]),
                      "p99_us": round(times[len(times) * 99 // 100]), "searches": len(times),
                      "entries": sum(count for _, count in measured)}), flush=True)


def measure(peers, what, count, action):
    """Asks the peers in turn; action(port, i) answers entries."""
    measured = {who: [] for who in peers}
    for i in range(-min(count, 50), count):  # those below 0 warm up
        for who, port in peers.items():
            spent, entries = timed(lambda port=port: action(port, max(i, 0)))
            if i >= 0:
                measured[who].append((spent, len(entries)))
    for who in peers:
        report(who, what, measured[who])


def measure_all(annuaire, mdb, socket_path, ldif, count):
    peers = {"annuaire": annuaire, "slapd mdb": mdb}
    texts = {letters: draw_texts(ldif, letters, count) for _, letters, *_ in SEARCHES}
    for what, letters, filter_text, attributes, _ in SEARCHES:
        check(annuaire, mdb, what, texts[letters][:10], filter_text, attributes)
    measure(peers, "no search", count, lambda port, i: connect_only(port))
    measure({"slapd mdb": mdb}, "any entries", count,
            lambda port, i: search(port, "(objectClass=*)", ()))
    alone = []
    for text in texts[3]:
        spent, answer = timed(lambda text=text: ask_socket(
            socket_path, THUNDERBIRD.format(t=text), SIZE_LIMIT))
        alone.append((spent, answer.count(b"\ndn: ") + answer.startswith(b"dn: ")))
    report("annuaire alone", "Thunderbird, 3 letters", alone)
    for what, letters, filter_text, attributes, most in SEARCHES:
        measure(peers, what, min(count, most),
                lambda port, i, f=filter_text, t=texts[letters], a=attributes:
                search(port, f.format(t=t[i]), a))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--store", type=pathlib.Path, required=True)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--count", type=int, default=1000)
    options = arguments.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    forget_other_generation(work, options.store)
    ldif = work / "entries.ldif"
    shutil.rmtree(work / "slapd", ignore_errors=True)
    server = ldap_parts.Server(options.bin.resolve(), options.store, work / "socket")
    slapd = mdb = None
    try:
        wait_until_idle(server.process)
        if not ldif.exists():
            write_ldif(options.bin, options.store, work / "socket", work / "entries.part")
            (work / "entries.part").rename(ldif)
        slapd = ldap_parts.Slapd(ROOT, work / "slapd", work / "socket")
        mdb = Mdb(work, ldif)
        measure_all(slapd.port, mdb.port, work / "socket", ldif, options.count)
    finally:
        for part in (mdb, slapd, server):
            if part:
                part.stop()


if __name__ == "__main__":
    main()
