"""Scrapes annuaire-server as Prometheus does, after some questions.

    metrics_test.py SOURCE_DIR BIN_DIR

server/metrics/README.md lists every metric with its type and labels: what is scraped is held against it.
"""

import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import urllib.request

source, programs = map(pathlib.Path, sys.argv[1:3])
sample = source / "tests" / "data" / "sample"

# Nobody is called so; no label may hold what was asked.
ASKED = "zyxwvutsrq"


class Server:
    """annuaire-server on free ports; where it listens, as it prints it."""

    def __init__(self, store, *options):
        self.process = subprocess.Popen(
            [programs / "annuaire-server", "--store", store, "--listen", "127.0.0.1:0",
             "--metrics", "127.0.0.1:0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def listens_on(self):
        line = self.process.stdout.readline()
        assert line.startswith("listening on "), line
        return line.split()[-1]


def scrape(url):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=60) as answer:
        assert answer.headers["Content-Type"].startswith("text/plain"), answer.headers
        return answer.read().decode()


class Metrics:
    """What was scraped: {name: type} and {(name, labels): value}."""

    def __init__(self, text):
        self.types = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))
        self.helped = set(re.findall(r"^# HELP (\S+) \S", text, re.MULTILINE))
        self.samples = {}
        for name, labels, value in re.findall(r"^(\w+)(?:\{(.*)\})? (\S+)$", text, re.MULTILINE):
            named = frozenset(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', labels))
            assert (name, named) not in self.samples, (name, labels)
            self.samples[name, named] = float(value)

    def value(self, name, **labels):
        return self.samples.get((name, frozenset(labels.items())))

    def families(self):
        """Name -> (type, names of labels), of ours."""
        found = {}
        for name, labels in self.samples:
            family = name if name in self.types else re.sub(r"_(bucket|sum|count)$", "", name)
            if family.startswith("exposer_"):  # the library's own
                continue
            names = {label for label, _ in labels} - {"le"}
            found.setdefault(family, (self.types[family], names))
            assert found[family][1] == names, family
        return found


def documented():
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \|([^|]*)\|",
                      (source / "server" / "metrics" / "README.md").read_text(), re.MULTILINE)
    return {name: (kind, set(re.findall(r"`(\w+)`", labels))) for name, kind, labels in rows}


def check_names(metrics):
    """As promtool has it."""
    for name, (kind, _) in metrics.families().items():
        assert name in metrics.helped, name
        assert (kind == "counter") == name.endswith("_total"), name
        assert kind != "histogram" or name.endswith("_seconds"), name
        assert re.fullmatch(r"(annuaire|process)_[a-z_]+", name), name


def ask_ldap(path):
    with socket.socket(socket.AF_UNIX) as slapd:
        slapd.connect(path)
        slapd.sendall(f"SEARCH\nmsgid: 1\nsuffix: ou=bal,o=mssante,c=fr\nbase: ou=bal,o=mssante,c=fr\n"
                      f"scope: 2\nderef: 0\nsizelimit: 5\ntimelimit: 0\nfilter: (cn=*{ASKED}*)\n"
                      f"attrsonly: 0\nattrs: all\n\n".encode())
        answer = b""
        while part := slapd.recv(4096):
            answer += part
    assert b"RESULT\ncode: 0" in answer, answer


def follow(store):
    """As sync leaves what it knows of two sources."""
    folder = pathlib.Path(store) / "sources"
    folder.mkdir()
    (folder / "mailboxes.json").write_text(json.dumps({
        "name": "mailboxes", "checked_at": "2026-11-21T06:15:00Z",
        "good": {"name": "m.txt", "date": "2026-11-20", "rows_read": 7}}))
    (folder / "persons.json").write_text(json.dumps({
        "name": "persons", "failed_since": "2026-11-21T06:15:00Z", "failure": "silent",
        "checked_at": "2026-11-19T06:15:00Z",
        "good": {"name": "p.txt", "date": "2026-11-18", "rows_read": 9}}))
    (folder / "RUN").write_text(json.dumps({
        "started_at": "2026-11-21T06:15:00Z", "ended_at": "2026-11-21T06:15:29Z"}))


with tempfile.TemporaryDirectory() as store, tempfile.TemporaryDirectory() as run:
    inputs = [str(p) for p in sorted(sample.iterdir())
              if p.suffix in (".txt", ".csv", ".json", ".xml")]
    subprocess.run([programs / "annuaire-indexer", "ingest", "--store", store, *inputs],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    follow(store)
    ldap = run + "/ldap"
    with Server(store, "--ldap-socket", ldap) as server:
        address, _, url = (server.listens_on() for _ in range(3))

        def annuaire(*arguments):
            return subprocess.run([programs / "annuaire", "--server", address, *arguments],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                  check=False).stdout

        suggest = {"method": "annuaire.v1.DirectoryService/Suggest"}
        assert Metrics(scrape(url)).value("annuaire_rpc_calls_total", code="OK", **suggest) == 0
        annuaire("suggest", "mar")
        annuaire("suggest", ASKED)
        annuaire("mailbox", ASKED + "@medecin.mssante.fr")
        annuaire("audit")
        status = json.loads(annuaire("status", "--json"))
        ask_ldap(ldap)
        text = scrape(url)

        taken = subprocess.run(
            [programs / "annuaire-server", "--store", store, "--listen", "127.0.0.1:0",
             "--metrics", url.split("/")[2]], capture_output=True, text=True, check=False)
        assert taken.returncode == 3 and "cannot listen on " in taken.stderr, taken

    metrics = Metrics(text)
    check_names(metrics)
    assert metrics.families() == documented(), (metrics.families(), documented())
    assert ASKED not in text

    for name, labels, value in [
            ("annuaire_serving", {}, 1),
            ("annuaire_generation_info", {"generation": status["edition"]["generation"]}, 1),
            ("annuaire_generation_awaited", {}, 0),
            ("annuaire_load_failures_total", {}, 0),
            ("annuaire_records", {"kind": "mailboxes"}, int(status["counts"]["mailboxes"])),
            ("annuaire_rpc_calls_total", {"code": "OK", **suggest}, 2),
            ("annuaire_rpc_calls_total",
             {"code": "NOT_FOUND", "method": "annuaire.v1.DirectoryService/GetMailbox"}, 1),
            ("annuaire_rpc_calls_total",
             {"code": "OK", "method": "annuaire.v1.MailboxService/Audit"}, 1),
            ("annuaire_rpc_seconds_count", suggest, 2),
            ("annuaire_rpc_seconds_bucket", {"le": "+Inf", **suggest}, 2),
            ("annuaire_ldap_searches_total", {"result": "success"}, 1),
            ("annuaire_source_condition", {"source": "mailboxes", "condition": "good"}, 1),
            ("annuaire_source_condition", {"source": "persons", "condition": "good"}, 0),
            ("annuaire_source_condition", {"source": "persons", "condition": "failing"}, 1),
            ("annuaire_source_data_timestamp_seconds", {"source": "mailboxes"}, 1795132800),
            ("annuaire_source_checked_timestamp_seconds", {"source": "mailboxes"}, 1795241700),
            ("annuaire_source_rows", {"source": "persons"}, 9),
            ("annuaire_sync_failed", {}, 0),
            ("annuaire_sync_ended_timestamp_seconds", {}, 1795241729),
            ("annuaire_sync_heard_timestamp_seconds", {}, 1795241729),
            ("annuaire_history_failed", {}, 0)]:
        assert metrics.value(name, **labels) == value, (name, labels, metrics.value(name, **labels))
    assert metrics.value("process_resident_memory_bytes") > 1 << 20
    assert metrics.value("process_open_fds") > 3
    assert metrics.value("annuaire_load_seconds") > 0
