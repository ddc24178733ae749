#!/usr/bin/env python3
"""What a search costs a mail client, beside slapd's own database of the same entries.

    ldap_bench.py --bin build/release/bin --store STORE --work DIR [--count 2000]

Times connect, bind, search and unbind together, as Thunderbird does for every
letter, on two servers in turn: annuaire-server behind slapd (script/ldap), and
slapd with its mdb database, which holds the very entries the former sends. Both
get the same texts, the beginnings of family names of entries drawn with a fixed
seed. Prints one JSON object a line: {"what", "p50_us", "p99_us", "n", "entries"}.

DIR keeps the entries (LDIF) and the database: they take minutes to make, and are
made when they are not there. Remove them when the store has changed.
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

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "integration"))

import ldap_parts  # noqa: E402
import ldap_wire  # noqa: E402
from ldap_parts import BASE  # noqa: E402

ADDRESSES_A_REQUEST = 60
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

FILTERS = {
    "thunderbird, 3 letters": (3, "(|(cn=*{t}*)(mail=*{t}*)(givenName=*{t}*)(sn=*{t}*))", ()),
    "thunderbird, 5 letters": (5, "(|(cn=*{t}*)(mail=*{t}*)(givenName=*{t}*)(sn=*{t}*))", ()),
    "outlook, 3 letters": (3, "(&(mail=*)(|(mail={t}*)(|(cn={t}*)(|(sn={t}*)(givenName={t}*)))))",
                           ("cn", "mail", "sn", "givenName", "title", "o")),
    "roundcube, 3 letters": (3, "(&(mail=*)(|(cn=*{t}*)(sn=*{t}*)(givenName=*{t}*)(mail=*{t}*)))",
                             ("cn", "mail", "sn", "givenName")),
}


def ask_socket(path, filter_text):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        client.sendall((f"SEARCH\nmsgid: 1\nbase: {BASE}\nscope: 2\nsizelimit: 500\n"
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
    with open(ldif, encoding="utf-8") as file:
        names = sorted({line[4:4 + letters].lower() for line in file
                        if line.startswith("sn: ") and line[4:4 + letters].isalpha()
                        and len(line) > 4 + letters})
    draw = random.Random(letters)
    return [draw.choice(names) for _ in range(count)]


def time_search(port, filter_text, attributes):
    started = time.perf_counter_ns()
    with ldap_wire.Connection("127.0.0.1", port) as ldap:
        ldap.bind()
        code, entries = ldap.search(BASE, filter_text, attributes, size_limit=100)
        ldap.unbind()
    spent = time.perf_counter_ns() - started
    assert code in (0, 4, 11), code
    return spent / 1000, len(entries)


def time_connection(port):
    started = time.perf_counter_ns()
    with ldap_wire.Connection("127.0.0.1", port) as ldap:
        ldap.bind()
        ldap.unbind()
    return (time.perf_counter_ns() - started) / 1000, 0


def report(what, measured):
    times = sorted(spent for spent, _ in measured)
    print(json.dumps({"what": what, "p50_us": round(times[len(times) // 2]),
                      "p99_us": round(times[len(times) * 99 // 100]), "n": len(times),
                      "entries": sum(count for _, count in measured)}), flush=True)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--store", type=pathlib.Path, required=True)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--count", type=int, default=2000)
    options = arguments.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    ldif = work / "entries.ldif"
    shutil.rmtree(work / "slapd", ignore_errors=True)
    server = ldap_parts.Server(options.bin.resolve(), options.store, work / "socket")
    slapd = mdb = None
    try:
        if not ldif.exists():
            write_ldif(options.bin, options.store, work / "socket", work / "entries.part")
            (work / "entries.part").rename(ldif)
        slapd = ldap_parts.Slapd(ROOT, work / "slapd", work / "socket")
        mdb = Mdb(work, ldif)
        peers = {"annuaire": slapd.port, "slapd mdb": mdb.port}
        for name, port in peers.items():
            report(f"{name}: no search", [time_connection(port) for _ in range(options.count)])
        for what, (letters, filter_text, attributes) in FILTERS.items():
            measured = {name: [] for name in peers}
            texts = draw_texts(ldif, letters, options.count)
            for name, port in peers.items():
                for text in texts[:50]:
                    time_search(port, filter_text.format(t=text), attributes)
            for text in texts:
                for name, port in peers.items():
                    measured[name].append(
                        time_search(port, filter_text.format(t=text), attributes))
            for name in peers:
                report(f"{name}: {what}", measured[name])
    finally:
        for part in (mdb, slapd, server):
            if part:
                part.stop()


if __name__ == "__main__":
    main()
