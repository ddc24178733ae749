"""Sets the peers up over exported recipients, each in a folder of its own, as
ordinary processes on the loopback interface or a Unix socket, and ends them by
their own id.

Every peer yields Peer: where it listens, how long it took to load, and what it
takes in memory or on disk.
"""

import contextlib
import dataclasses
import os
import pathlib
import pwd
import re
import shutil
import socket
import sqlite3
import subprocess
import time

COLUMNS = ("rank", "address", "name", "family", "given", "structure", "city", "department",
           "profession", "words")
# An RDN takes any address; what is not of this form would need escapes.
PLAIN_ADDRESS = re.compile(r"[a-z0-9._@-]+")


@dataclasses.dataclass
class Peer:
    address: str
    load_s: float
    rows: int
    bytes: int
    what_bytes: str


def recipients(path):
    """Yields a dict for each exported mailbox."""
    with open(path, encoding="utf-8") as rows:
        for line in rows:
            yield dict(zip(COLUMNS, line.rstrip("\n").split("\t")))


def tool(name, *folders):
    found = shutil.which(name, path=os.pathsep.join([*folders, os.environ["PATH"], "/usr/sbin"]))
    if not found:
        raise FileNotFoundError(name)
    return found


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, **options)


def timed(action):
    start = time.monotonic()
    action()
    return time.monotonic() - start


@contextlib.contextmanager
def process(command, log, is_up):
    """Starts a daemon that stays in the foreground; waits until is_up()."""
    with open(log, "wb") as out:
        started = subprocess.Popen([str(word) for word in command], stdout=out,
                                   stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + 120
        while not is_up():
            if started.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} did not start: {log.read_text(errors='replace')}")
            time.sleep(0.05)
        yield started
    finally:
        started.terminate()
        started.wait()


def accepts(family, address):
    with socket.socket(family) as client:
        try:
            client.connect(address)
            return True
        except OSError:
            return False


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def resident_bytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS:"))


# --- slapd -----------------------------------------------------------------------------

SLAPD_CONF = """\
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/slapd.pid
sizelimit unlimited
database mdb
suffix "o=annuaire"
directory {folder}/data
maxsize 17179869184
index objectClass eq
index cn,sn,givenName,mail eq,sub
"""


def write_ldif(rows, path):
    entries = 0
    with open(path, "w", encoding="utf-8") as ldif:
        ldif.write("dn: o=annuaire\nobjectClass: organization\no: annuaire\n\n")
        for row in rows:
            if not PLAIN_ADDRESS.fullmatch(row["address"]):
                continue
            name = row["name"] or row["address"]
            ldif.write(f"dn: mail={row['address']},o=annuaire\nobjectClass: inetOrgPerson\n"
                       f"cn: {name}\nsn: {row['family'] or name}\nmail: {row['address']}\n")
            for attribute, column in (("givenName", "given"), ("o", "structure"), ("l", "city"),
                                      ("title", "profession"), ("departmentNumber", "department")):
                if row[column]:
                    ldif.write(f"{attribute}: {row[column]}\n")
            ldif.write("\n")
            entries += 1
    return entries


@contextlib.contextmanager
def slapd(exported, folder, pin):
    folder = pathlib.Path(folder)
    (folder / "data").mkdir(parents=True)
    config = folder / "slapd.conf"
    config.write_text(SLAPD_CONF.format(folder=folder))
    entries = write_ldif(recipients(exported), folder / "recipients.ldif")
    load_s = timed(lambda: run(tool("slapadd"), "-q", "-f", config, "-l",
                               folder / "recipients.ldif"))
    port = free_port()
    command = [*pin, tool("slapd"), "-d", "0", "-f", config, "-h", f"ldap://127.0.0.1:{port}"]
    with process(command, folder / "log",
                 lambda: accepts(socket.AF_INET, ("127.0.0.1", port))) as daemon:
        yield Peer(f"ldap://127.0.0.1:{port}", load_s, entries,
                   (folder / "data/data.mdb").stat().st_blocks * 512, "on disk")
        del daemon


# --- PostgreSQL ------------------------------------------------------------------------

SQL = """\
CREATE TABLE recipients (rank int, address text, name text, family text, given text,
                         structure text, city text, department text, profession text, words text);
COPY recipients FROM STDIN;
"""
SQL_INDEXES = """\
CREATE INDEX ON recipients (name text_pattern_ops);
CREATE EXTENSION pg_trgm;
CREATE INDEX ON recipients USING gin (name gin_trgm_ops);
ANALYZE recipients;
"""


@contextlib.contextmanager
def postgres(exported, folder, pin):
    """Not as root, which it refuses: then as the user "postgres" of the package."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    user, account = [], pwd.getpwuid(os.getuid()).pw_name
    if os.getuid() == 0:
        user, account = ["runuser", "-u", "postgres", "--"], "postgres"
        shutil.chown(folder, "postgres")
    bin_folder = "/usr/lib/postgresql/15/bin"
    run(*user, tool("initdb", bin_folder), "-D", folder / "data", "--locale=C.UTF-8", "-A", "trust",
        cwd="/")
    command = [*pin, *user, tool("postgres", bin_folder), "-D", folder / "data", "-k", folder,
               "-c", "listen_addresses=", "-c", "shared_buffers=512MB"]
    sock = folder / ".s.PGSQL.5432"
    psql = [tool("psql", bin_folder), "-h", folder, "-U", account, "-d", "postgres", "-q", "-v",
            "ON_ERROR_STOP=1"]
    with process(command, folder / "log", lambda: answers(psql) and sock.exists()):
        def load():
            # COPY takes a backslash for an escape; folded names hold none.
            with open(exported, encoding="utf-8") as rows, subprocess.Popen(
                    list(map(str, psql)), stdin=subprocess.PIPE, text=True) as client:
                client.stdin.write(SQL)
                shutil.copyfileobj(rows, client.stdin)
                client.stdin.write("\\.\n" + SQL_INDEXES)
                client.stdin.close()
                if client.wait() != 0:
                    raise RuntimeError("psql could not load the recipients")
        load_s = timed(load)
        sizes = subprocess.run([str(word) for word in [*psql, "-At", "-c", (
            "SELECT count(*), pg_total_relation_size('recipients') FROM recipients")]],
            check=True, capture_output=True, text=True).stdout.split("|")
        yield Peer(f"host={folder} user={account} dbname=postgres", load_s, int(sizes[0]),
                   int(sizes[1]), "table and indexes")


def answers(psql):
    return subprocess.run([str(word) for word in [*psql, "-c", "SELECT 1"]], check=False,
                          capture_output=True).returncode == 0


# --- Redis -----------------------------------------------------------------------------

def write_commands(rows, path):
    count = 0
    with open(path, "wb") as commands:
        for row in rows:
            member = f"{row['name']}\x00{row['address']}".encode()
            words = [b"ZADD", b"recipients", b"0", member]
            commands.write(b"*4\r\n" + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in words))
            count += 1
    return count


@contextlib.contextmanager
def redis(exported, folder, pin):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    count = write_commands(recipients(exported), folder / "commands")
    sock = folder / "redis.sock"
    command = [*pin, tool("redis-server"), "--port", "0", "--unixsocket", sock, "--dir", folder,
               "--save", "", "--appendonly", "no"]
    with process(command, folder / "log",
                 lambda: sock.exists() and accepts(socket.AF_UNIX, str(sock))) as daemon:
        def load():
            with open(folder / "commands", "rb") as commands:
                run(tool("redis-cli"), "-s", sock, "--pipe", stdin=commands)
        load_s = timed(load)
        yield Peer(str(sock), load_s, count, resident_bytes(daemon.pid), "resident")


# --- SQLite ----------------------------------------------------------------------------

@contextlib.contextmanager
def sqlite(exported, folder, pin):
    del pin  # in process
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    path = folder / "recipients.sqlite"
    shown = "address, name, structure, city, department, profession"

    def load():
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                f"CREATE TABLE names (rank INTEGER, {shown});"
                "CREATE VIRTUAL TABLE words USING fts5(address UNINDEXED, name UNINDEXED,"
                " structure UNINDEXED, city UNINDEXED, department UNINDEXED,"
                " profession UNINDEXED, text, prefix='2 3');")
            values = [tuple(row[c] for c in ("rank", *shown.split(", "), "words"))
                      for row in recipients(exported)]
            database.executemany("INSERT INTO names VALUES (?,?,?,?,?,?,?)",
                                 (v[:7] for v in values))
            database.execute("CREATE INDEX names_by_name ON names (name, rank)")
            database.executemany("INSERT INTO words VALUES (?,?,?,?,?,?,?)",
                                 (v[1:] for v in values))
            database.execute("INSERT INTO words(words) VALUES ('optimize')")
            database.commit()
            return len(values)
    start = time.monotonic()
    rows = load()
    yield Peer(str(path), time.monotonic() - start, rows, path.stat().st_size, "on disk")
