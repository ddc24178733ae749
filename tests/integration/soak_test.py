"""Refreshes a mirror many times in a row with small random changes, under queries.

    soak_test.py SOURCE_DIR BIN_DIR [REFRESHES]

Holds what the mirror remembers against the plainest difference of the inputs: every change of
every publication, rollbacks among them, and the dates of mailboxes that come and go. No call may
fail, and the server's memory must stay flat after the third refresh.
"""

import collections
import contextlib
import datetime
import itertools
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from brute_force import clean, is_finess, structure_key  # noqa: E402

FIRST_DAY = datetime.date(2026, 11, 20)
PEOPLE = "PS_LibreAcces_Personne_activite"
BOXES = "Extraction_Correspondance_MSSante"
WHITE_LIST = "listeblanchemssante.xml"
DOMAIN = re.compile(r"<Domaine>.*?</Domaine>\s*", re.DOTALL)


def text_of(line):
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


class Inputs:
    """The files of one day, as rows that can be moved about."""

    def __init__(self, sample):
        def lines(prefix):
            path = next(p for p in sample.iterdir() if p.name.startswith(prefix))
            return [text_of(line) for line in path.read_bytes().splitlines()]

        self.people_header, *rows = lines(PEOPLE)
        self.people = [row.split("|") for row in rows]
        self.boxes_header, *rows = lines(BOXES)
        self.boxes = [row.split("|") for row in rows
                      if "@patient.mssante.fr" not in row.lower()]
        self.structures_header, *rows = lines("etalab-cs1100502")
        self.structures = [row.split(";") for row in rows]
        self.entities = "\n".join(lines("etalab-cs1100501")) + "\n"
        text = (sample / WHITE_LIST).read_text(encoding="utf-8")
        self.domains = DOMAIN.findall(text)
        self.white_list = text.split(self.domains[0])[0], text.rsplit(self.domains[-1])[-1]

    def column(self, header, name):
        return header.split("|").index(name)

    def write(self, folder, day):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        stamp = day.strftime("%Y%m%d")
        joined = lambda header, rows, mark: "\n".join([header, *map(mark.join, rows)]) + "\n"
        # A line no mirror may remember anything of.
        patient = ["PER", "279035121518989@patient.mssante.fr"] + [""] * 29
        files = {f"{PEOPLE}_{stamp}0300.txt": joined(self.people_header, self.people, "|"),
                 f"{BOXES}_{stamp}0300.txt": joined(self.boxes_header, self.boxes + [patient], "|"),
                 "etalab-cs1100502.csv": joined(self.structures_header, self.structures, ";"),
                 "etalab-cs1100501.csv": self.entities,
                 WHITE_LIST: self.white_list[0] + "".join(self.domains) + self.white_list[1]}
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    def state(self):
        """kind of record -> key -> what counts of it."""
        return {"mailbox": self.mailboxes(), "practitioner": self.practitioners(),
                "organization": self.organizations(), "domain": self.listed()}

    def rows_of_people(self):
        names = self.people_header.split("|")
        return [dict(zip(names, map(clean, row))) for row in self.people]

    def rows_of_boxes(self):
        names = self.boxes_header.split("|")
        return [dict(zip(names, map(clean, row))) for row in self.boxes]

    @staticmethod
    def place(row):
        return structure_key(row["Numéro FINESS site"], row["Numéro SIRET site"],
                             row["Numéro SIREN site"], row["Identifiant technique de la structure"])

    @staticmethod
    def structure_of_box(row):
        number = row["Identification Structure"]
        return structure_key(number if is_finess(number) else "", number, "", number)

    def mailboxes(self):
        boxes = {}
        for row in self.rows_of_boxes():
            box = boxes.setdefault(row["Adresse BAL"].lower(), collections.defaultdict(set))
            for fact, value in (("HOLDER", row["Identification nationale PP"]),
                                ("STRUCTURE", self.structure_of_box(row)),
                                ("SERVICE", row["Service de rattachement"])):
                if value:
                    box[fact].add(value)
            if not box["TYPE"]:
                box["TYPE"] = {row["Type de BAL"]}
        return boxes

    def practitioners(self):
        people = {}
        for row in self.rows_of_people():
            person = people.setdefault(row["Identification nationale PP"],
                                       collections.defaultdict(set))
            person["PROFESSION"].add(row["Code profession"])
            if self.place(row):
                person["PLACE"].add(self.place(row))
        return people

    def organizations(self):
        """key -> state, legal names, trade names; the first names first."""
        found = {}
        for fields in self.structures + [line.split(";") for line in self.entities.splitlines()]:
            if fields[0] == "structureet":
                names = [fields[4], fields[3]]
            elif fields[0] == "structureej":
                names = [fields[3], fields[2]]
            else:
                continue
            found[fields[1]] = ("open", [name for name in names if name], [])
        rows = [(self.place(row), row["Raison sociale site"], row["Enseigne commerciale site"])
                for row in self.rows_of_people()]
        rows += [(self.structure_of_box(row), row["Raison Sociale structure BAL"],
                  row["Enseigne commerciale structure BAL"]) for row in self.rows_of_boxes()]
        for key, legal, trade in rows:
            if not key:
                continue
            _, legals, trades = found.setdefault(key, ("unknown", [], []))
            for name, names in ((legal, legals), (trade, trades)):
                if name and name not in names:
                    names.append(name)
        return found

    def listed(self):
        domains = collections.defaultdict(set)
        for text in self.domains:
            name = re.search(r"<Nom>(.*?)</Nom>", text).group(1).strip().lower()
            operator = re.search(r",O=([^,]*),", text)
            if operator:
                domains[name].add(operator.group(1))
        return domains


def difference(before, after):
    """What the mirror must remember: {(kind, subject, facts)}."""
    changes = set()

    def sets(kind, subject, old, new, names):
        facts = frozenset((name, tuple(sorted(old.get(name, ()))), tuple(sorted(new.get(name, ()))))
                          for name in names
                          if set(old.get(name, ())) != set(new.get(name, ())))
        changes.add((kind, subject, facts))
        if kind.endswith("CHANGED") and not facts:
            changes.discard((kind, subject, facts))

    for record, came, went, names in (
            ("mailbox", "PUBLISHED", "WITHDRAWN", ("TYPE", "HOLDER", "STRUCTURE", "SERVICE")),
            ("practitioner", "APPEARED", "LEFT", ("PROFESSION", "PLACE"))):
        old, new = before[record], after[record]
        for key in old.keys() | new.keys():
            word = came if key not in old else went if key not in new else "CHANGED"
            sets(f"{record.upper()}_{word}", key, old.get(key, {}), new.get(key, {}), names)
    old, new = before["domain"], after["domain"]
    for key in old.keys() | new.keys():
        word = "LISTED" if key not in old else "UNLISTED" if key not in new else "CHANGED"
        sets(f"DOMAIN_{word}", key, {"OPERATOR": old.get(key, ())},
             {"OPERATOR": new.get(key, ())}, ("OPERATOR",))
    old, new = before["organization"], after["organization"]
    for key in old.keys() | new.keys():
        if key not in old:
            sets("ORGANIZATION_OPENED", key, {}, {"STATE": {new[key][0]}}, ("STATE",))
        elif key not in new:
            sets("ORGANIZATION_CLOSED", key, {"STATE": {old[key][0]}}, {}, ("STATE",))
        else:
            facts = frozenset(("NAME", (old[key][i][0],), (new[key][i][0],)) for i in (1, 2)
                              if old[key][i] and new[key][i] and new[key][i][0] not in old[key][i])
            if facts:
                changes.add(("ORGANIZATION_RENAMED", key, facts))
    return changes


class Mischief:
    """Small random changes to the inputs; what goes may come back."""

    def __init__(self, inputs):
        self.inputs = inputs
        self.gone = {"boxes": [], "people": [], "structures": [], "domains": []}
        self.number = 0

    def some(self, rows, most=2):
        return random.sample(range(len(rows)), min(len(rows), random.randint(0, most)))

    def come_and_go(self, what):
        rows = getattr(self.inputs, what)
        for i in sorted(self.some(rows), reverse=True):
            self.gone[what].append(rows.pop(i))
        for i in sorted(self.some(self.gone[what]), reverse=True):
            rows.insert(random.randint(0, len(rows)), self.gone[what].pop(i))

    def work(self):
        inputs = self.inputs
        for what in self.gone:
            self.come_and_go(what)
        self.number += 1
        people, boxes = inputs.people, inputs.boxes
        column = inputs.column
        address = column(inputs.boxes_header, "Adresse BAL")
        for i in self.some(boxes):
            boxes[i] = list(boxes[i])
            match random.randint(0, 3):
                case 0:
                    boxes[i][address] = f"n{self.number}.{boxes[i][address]}"
                case 1:
                    boxes[i][column(inputs.boxes_header,
                                    "Service de rattachement")] = f"Service {self.number}"
                case 2:
                    boxes[i][column(inputs.boxes_header, "Type de BAL")] = random.choice(
                        ["PER", "ORG", "CAB"])
                case 3:
                    other = random.choice(people)
                    national = column(inputs.people_header, "Identification nationale PP")
                    if boxes[i][column(inputs.boxes_header, "Identification nationale PP")]:
                        for name in ("Identifiant PP", "Identification nationale PP"):
                            boxes[i][column(inputs.boxes_header, name)] = (
                                other[national][1 if name == "Identifiant PP" else 0:])
        for i in self.some(people):
            people[i] = list(people[i])
            if random.random() < 0.5:
                people[i][column(inputs.people_header, "Code profession")] = random.choice(
                    ["10", "21", "40", "50", "60", "70"])
            else:
                there = random.choice(people)
                for name in ("Numéro SIRET site", "Numéro SIREN site", "Numéro FINESS site",
                             "Numéro FINESS établissement juridique",
                             "Identifiant technique de la structure", "Raison sociale site",
                             "Enseigne commerciale site"):
                    at = column(inputs.people_header, name)
                    people[i][at] = there[at]
        for i in self.some(inputs.structures, 1):
            inputs.structures[i] = list(inputs.structures[i])
            inputs.structures[i][4] = f"ETABLISSEMENT {self.number}"
        for i in self.some(inputs.domains, 1):
            inputs.domains[i] = re.sub(r",O=[^,]*,", f",O=OPERATEUR {self.number},",
                                       inputs.domains[i])
        random.shuffle(people)  # nothing may depend on the order of rows


    def depart(self):
        """Somebody who holds a mailbox alone leaves the extract of persons."""
        inputs = self.inputs
        national = inputs.column(inputs.people_header, "Identification nationale PP")
        present = {row[national] for row in inputs.people}
        holder = next(holder for box in inputs.mailboxes().values() if box["TYPE"] == {"PER"}
                      and len(box["HOLDER"]) == 1 for holder in box["HOLDER"] & present)
        inputs.people[:] = [row for row in inputs.people if row[national] != holder]


class Queries:
    """Asks without pause, one call after the other; notes every call that fails."""

    def __init__(self, annuaire, address):
        self.command = [annuaire, "--server", address, "--timeout", "300"]
        self.done = threading.Event()
        self.asked = 0
        self.failures = []
        self.threads = [threading.Thread(target=self.ask), threading.Thread(target=self.stream)]
        for thread in self.threads:
            thread.start()

    def fail(self, what):
        self.failures.append(what)

    def ask(self):
        words = [["suggest", "mar"], ["search", "mailboxes", "--type", "ORG"], ["status"],
                 ["changes", "--limit", "5"], ["validate", "nobody@infirmier.mssante.fr"]]
        while not self.done.is_set():
            word = words[self.asked % len(words)]
            done = subprocess.run(self.command + word, capture_output=True, text=True)
            self.asked += 1
            if done.returncode != 0:
                self.fail(f"{word}: exit {done.returncode}: {done.stderr}")

    def stream(self):
        child = subprocess.Popen(self.command + ["--json", "validate", "--file", "-"], text=True,
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
        number = 0
        while not self.done.is_set():
            number += 1
            child.stdin.write(f"nobody{number}@infirmier.mssante.fr\n")
            child.stdin.flush()
            if not child.stdout.readline():
                self.fail("the stream ended: " + child.stderr.read())
                break
        self.asked += number
        child.stdin.close()
        child.stdout.read()
        if child.wait() != 0:
            self.fail("validate --file: " + child.stderr.read())

    def end(self):
        self.done.set()
        for thread in self.threads:
            thread.join()


def memory_of(process):
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+) kB", text).group(1)) / 1024


def facts_of(change):
    short = lambda word: word.removeprefix("CHANGED_FACT_")
    return frozenset((short(fact["fact"]), tuple(fact["before"]), tuple(fact["after"]))
                     for fact in change["facts"])


class Mirror:
    def __init__(self, programs, store):
        self.programs, self.store = programs, store
        self.server = None
        self.address = ""

    def index(self, *words):
        done = subprocess.run([self.programs / "annuaire-indexer", words[0], "--store", self.store,
                               "--json", *words[1:]], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        return answer.get("generation") or answer["published"]

    def serve(self):
        self.server = subprocess.Popen(
            [self.programs / "annuaire-server", "--store", self.store, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.server.stdout.readline()
        assert line.startswith("listening on "), line
        self.address = line.split()[-1]

    def ask(self, *words):
        done = subprocess.run([self.programs / "annuaire", "--server", self.address, "--json",
                               *words], capture_output=True, text=True)
        assert done.returncode in (0, 1), done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def wait_for(self, generation):
        while self.ask("status")[0]["edition"]["generation"] != generation:
            assert self.server.poll() is None, "the server left"


def check_changes(mirror, wanted):
    """Every publication in order, each equal to the difference of its inputs."""
    told = [(publication, list(changes)) for publication, changes in itertools.groupby(
        mirror.ask("changes"), lambda change: (change["date"], change["generation"]))]
    wanted = [(publication, changes) for publication, changes in wanted if changes]
    assert [publication for publication, _ in told] == [publication for publication, _ in wanted]
    for (publication, changes), (_, want) in zip(told, wanted):
        got = [(change["kind"].removeprefix("CHANGE_KIND_"), change["subject"], facts_of(change))
               for change in changes]
        assert len(got) == len(set(got)), f"{publication}: a change is told twice"
        assert set(got) == want, (f"{publication}: missing {list(want - set(got))[:3]}, "
                                  f"too many {list(set(got) - want)[:3]}")
    return sum(len(changes) for _, changes in told)


def check_mailboxes(mirror, days):
    """First and last dates of some mailboxes; days: [(date, state)] as published."""
    boxes = sorted(set().union(*(state["mailbox"] for _, state in days)))
    now = days[-1][1]["mailbox"]
    withdrawn = [box for box in boxes if box not in now]
    for box in withdrawn[:15] + random.sample(sorted(now), 15):
        held = [i for i, (_, state) in enumerate(days) if box in state["mailbox"]]
        answer, = mirror.ask("mailbox", box)
        told = answer["withdrawn"]["sighting"] if box not in now else answer["mailbox"]["sighting"]
        validated, = mirror.ask("validate", box)
        again = validated["withdrawn"]["sighting"] if box not in now else validated["sighting"]
        assert told == again, (told, again)
        want = {"firstSeen": days[held[0]][0], "sinceBaseline": held[0] == 0,
                "lastSeen": days[held[-1]][0],
                "withdrawnOn": "" if box in now else days[held[-1] + 1][0]}
        assert told == want, f"{box}: {told}, not {want}"
    return len(withdrawn)


def check_departures(mirror, days):
    """PER-03 names the first extract without the holder."""
    state = days[-1][1]
    named = 0
    for row in mirror.ask("audit", "--rule", "PER-03"):
        if "row" not in row:
            continue
        box = row["row"]["address"].lower()
        holders = state["mailbox"][box]["HOLDER"]
        if len(holders) != 1 or holders & state["practitioner"].keys():
            continue
        holder, = holders
        held = [i for i, (_, one) in enumerate(days) if holder in one["practitioner"]]
        message = row["row"]["findings"][0]["messageEn"]
        if held:
            named += 1
            assert days[held[-1] + 1][0] in message, (box, message, days[held[-1] + 1][0])
        else:
            assert "since" not in message, (box, message)
    return named


def main(source, programs, refreshes):
    random.seed(20261120)
    inputs = Inputs(source / "tests" / "data" / "sample")
    mischief = Mischief(inputs)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        files = pathlib.Path(folder) / "files"
        mirror = Mirror(programs, pathlib.Path(folder) / "store")
        day = FIRST_DAY
        mirror.index("ingest", inputs.write(files, day))
        days = [(day.isoformat(), inputs.state())]
        mirror.serve()
        stack.callback(mirror.server.wait)
        stack.callback(mirror.server.terminate)
        queries = Queries(programs / "annuaire", mirror.address)
        stack.callback(queries.end)

        wanted = []
        memory = []
        for refresh in range(1, refreshes + 1):
            if refresh % 17 == 0:
                generation = mirror.index("rollback")
                published = days[-2]  # what came before is what is gone back to
            else:
                day += datetime.timedelta(days=1)
                if refresh % 11 != 0:
                    mischief.work()
                if refresh == refreshes - 1:
                    mischief.depart()
                generation = mirror.index("ingest", inputs.write(files, day))
                published = (day.isoformat(), inputs.state())
            wanted.append(((published[0], generation), difference(days[-1][1], published[1])))
            days.append(published)
            mirror.wait_for(generation)
            memory.append(memory_of(mirror.server))
        queries.end()
        assert not queries.failures, queries.failures[:3]
        changes = check_changes(mirror, wanted)
        withdrawn = check_mailboxes(mirror, days)
        departures = check_departures(mirror, days)
        assert "patient.mssante.fr" not in json.dumps(mirror.ask("changes", "--kind", "mailbox"))
        print(f"{refreshes} refreshes, {queries.asked} calls, none failed; {changes} changes, "
              f"{withdrawn} mailboxes withdrawn, {departures} departures dated; memory MiB "
              f"{memory[2]:.0f} after the third, {max(memory[2:]):.0f} at most")
        assert changes > refreshes and withdrawn > 0 and departures > 0
        assert max(memory[2:]) < memory[2] * 1.25 + 8, [round(one) for one in memory]


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]),
         int(sys.argv[3]) if len(sys.argv) > 3 else 50)
