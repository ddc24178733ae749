#!/usr/bin/env python3
"""Holds the served directory against the files it was made from.

Reads the published files in the plainest way, keeps the rows of a sample of
professionals, structures and mailboxes, asks a running server for each through
the annuaire program, and compares every fact. Then types at the server what a
sender would type and expects the recipient among the first ten.

    brute_force.py --files DIR --annuaire build/release/bin/annuaire \\
                   --server 127.0.0.1:50051 [--samples 200]

DIR holds the files as .txt/.csv or inside the published zips. Prints one line
of counts; exits 1 after the first differences are shown.
"""

import argparse
import collections
import csv
import io
import json
import pathlib
import subprocess
import sys
import unicodedata
import zipfile
import zlib

DIFFERENCES_MAX = 10


def clean(value):
    return value.strip(" \t\u00a0")


def rows_of(stream, header_word):
    """Yields dicts of a '|' file; header_word must stand in its first line."""
    first = stream.readline().decode("utf-8-sig").rstrip("\r\n")
    if header_word not in first:
        return
    names = first.split("|")
    trailing = names[-1] == ""
    if trailing:
        names.pop()
    for raw in stream:
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            line = raw.decode("cp1252", errors="replace")
        fields = line.rstrip("\r\n").split("|")
        if len(fields) == len(names) + 1 and fields[-1] == "":
            fields.pop()
        if len(fields) != len(names):
            continue  # the indexer counts these as rejects
        yield dict(zip(names, map(clean, fields)))


def open_entries(folder):
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    with archive.open(name) as stream:
                        yield name, stream
        elif path.suffix in (".txt", ".csv"):
            with open(path, "rb") as stream:
                yield path.name, stream


def sampled(key, one_in):
    return zlib.crc32(key.encode()) % one_in == 0


def count_rows(folder):
    people = mailboxes = structures = 0
    for name, stream in open_entries(folder):
        if "Personne_activite" in name:
            people += sum(1 for _ in stream)
        elif "MSSante" in name:
            mailboxes += sum(1 for _ in stream)
        elif "1100502" in name:
            structures += sum(1 for _ in stream)
    return people, mailboxes, structures


def coded(value):
    value = value or {}
    return (value.get("code", ""), value.get("label", ""))


def address_of_json(a):
    a = a or {}
    return tuple(
        [a.get(k, "") for k in ("recipientComplement", "geographicComplement", "streetNumber",
                                "repetitionIndex")]
        + [coded(a.get("streetType"))]
        + [a.get(k, "") for k in ("streetName", "distribution", "deliveryLine", "postcode")]
        + [coded(a.get("commune")), coded(a.get("country"))])


def address_of_row(r):
    c = " (coord. structure)"
    g = lambda name: r.get(name + c, "")
    return (g("Complément destinataire"), g("Complément point géographique"), g("Numéro Voie"),
            g("Indice répétition voie"), (g("Code type de voie"), g("Libellé type de voie")),
            g("Libellé Voie"), g("Mention distribution"), g("Bureau cedex"), g("Code postal"),
            (g("Code commune"), g("Libellé commune")), (g("Code pays"), g("Libellé pays")))


def is_finess(text):
    return (len(text) == 9 and text[0].isdigit() and (text[1].isdigit() or text[1] in "AB")
            and text[2:].isdigit())


def structure_key(finess, siret, siren, technical):
    if is_finess(finess):
        return finess
    if len(siret) == 14 and siret.isdigit():
        return siret
    if len(siren) == 9 and siren.isdigit():
        return "SIREN:" + siren
    if technical[:1] == "F" and is_finess(technical[1:10]):
        return technical[1:10]
    if technical[:1] == "C" and len(technical) == 15 and technical[1:].isdigit():
        return technical[1:]
    return technical


def activity_of_row(r):
    p = lambda code, label: (r.get(code, ""), r.get(label, ""))
    return (
        structure_key(r["Numéro FINESS site"], r["Numéro SIRET site"], r["Numéro SIREN site"],
                      r["Identifiant technique de la structure"]),
        r["Code profession"], r["Code catégorie professionnelle"],
        p("Code mode exercice", "Libellé mode exercice"),
        p("Code secteur d'activité", "Libellé secteur d'activité"),
        p("Code section tableau pharmaciens", "Libellé section tableau pharmaciens"),
        p("Code rôle", "Libellé rôle"), p("Code genre activité", "Libellé genre activité"),
        r["Raison sociale site"], r["Enseigne commerciale site"], address_of_row(r),
        r["Téléphone (coord. structure)"], r["Téléphone 2 (coord. structure)"],
        r["Télécopie (coord. structure)"], r["Adresse e-mail (coord. structure)"],
        r["Ancien identifiant de la structure"], r["Autorité d'enregistrement"])


def activity_of_json(a):
    return (
        (a.get("organization") or {}).get("id", ""), a["professionCode"], a["categoryCode"],
        coded(a.get("mode")), coded(a.get("sector")), coded(a.get("pharmacistSection")),
        coded(a.get("role")), coded(a.get("genre")), a["legalName"], a["tradeName"],
        address_of_json(a.get("address")), a["phone"], a["phone2"], a["fax"], a["email"],
        a["formerOrganizationId"], a["registrationAuthority"])


def has_activity(r):
    return any(r.get(name, "") for name in (
        "Code mode exercice", "Numéro SIRET site", "Numéro SIREN site", "Numéro FINESS site",
        "Identifiant technique de la structure", "Raison sociale site", "Code secteur d'activité",
        "Code rôle", "Code genre activité", "Bureau cedex (coord. structure)"))


class Checker:
    def __init__(self, options):
        self.command = [options.annuaire, "--server", options.server, "--json"]
        self.counts = collections.Counter()
        self.differences = []

    def ask(self, *words):
        done = subprocess.run(self.command + list(words), capture_output=True, text=True)
        if done.returncode not in (0, 1):  # 1: nobody has it
            sys.exit(f"annuaire {' '.join(words)}: exit {done.returncode}: {done.stderr}")
        return json.loads(done.stdout) if done.returncode == 0 else None

    def same(self, what, key, got, want):
        self.counts[what] += 1
        if got == want:
            return
        self.counts["different"] += 1
        if len(self.differences) < DIFFERENCES_MAX:
            self.differences.append(f"{what} {key}:\n  served {got}\n  files  {want}")


def check_people(checker, people, skills, diplomas):
    for key, rows in sorted(people.items()):
        answer = checker.ask("practitioner", key)
        if answer is None:
            checker.same("practitioner", key, None, "a record")
            continue
        served = answer["practitioner"]
        same = lambda what, got, want: checker.same(what, key, set(got), set(want) - {("", "")})
        same("names", [(n["familyName"], n["givenName"]) for n in served["names"]],
             [(r["Nom d'exercice"], r["Prénom d'exercice"]) for r in rows])
        same("titles", map(coded, served["titles"]),
             [(r["Code civilité d'exercice"], r["Libellé civilité d'exercice"]) for r in rows])
        same("professions",
             [(coded(p["profession"]), coded(p["category"])) for p in served["professions"]],
             [((r["Code profession"], r["Libellé profession"]),
               (r["Code catégorie professionnelle"], r["Libellé catégorie professionnelle"]))
              for r in rows])
        wanted = {(r["Code profession"], (r["Code type savoir-faire"], r["Libellé type savoir-faire"]),
                   (r["Code savoir-faire"], r["Libellé savoir-faire"]))
                  for r in rows + skills.get(key, []) if r["Code savoir-faire"]}
        checker.same("skills", key,
                     {(s["professionCode"], coded(s["type"]), coded(s["skill"]))
                      for s in served["skills"]}, wanted)
        checker.same("diplomas", key,
                     {(coded(d["type"]), coded(d["diploma"])) for d in served["diplomas"]},
                     {((r["Code type diplôme obtenu"], r["Libellé type diplôme obtenu"]),
                       (r["Code diplôme obtenu"], r["Libellé diplôme obtenu"]))
                      for r in diplomas.get(key, [])
                      if r["Code type diplôme obtenu"] or r["Code diplôme obtenu"]})
        checker.same("activities", key, {activity_of_json(a) for a in served["activities"]},
                     {activity_of_row(r) for r in rows if has_activity(r)})


def check_mailboxes(checker, mailboxes):
    for key, rows in sorted(mailboxes.items()):
        answer = checker.ask("mailbox", key)
        if answer is None:
            checker.same("mailbox", key, None, "a record")
            continue
        served = answer["mailbox"]
        checker.same("spellings", key, {served["address"], *served["otherSpellings"]},
                     {r["Adresse BAL"] for r in rows})
        got = {(a["type"], a["practitionerId"], (a.get("name") or {}).get("familyName", ""),
                (a.get("name") or {}).get("givenName", ""), coded(a.get("profession")),
                coded(a.get("skill")), a["organizationIdType"], a["organizationId"], a["service"],
                a["legalName"], a["tradeName"], (a.get("address") or {}).get("postcode", ""),
                (a.get("address") or {}).get("deliveryLine", ""), a["department"])
               for a in served["attachments"]}
        want = {(r["Type de BAL"], r["Identification nationale PP"], r["Nom d'exercice"],
                 r["Prénom d'exercice"], (r["Code Profession"], r["Libellé Profession"]),
                 (r["Code savoir-faire"], r["Libellé savoir-faire"]),
                 r["Type identifiant structure"], r["Identification Structure"],
                 r["Service de rattachement"], r["Raison Sociale structure BAL"],
                 r["Enseigne commerciale structure BAL"], r["Code postal structure BAL"],
                 r["L6LIGNEACHEMINEMENT structure BAL"], r["Département structure BAL"])
                for r in rows}
        checker.same("attachments", key, got, want)


def check_structures(checker, structures):
    for key, fields in sorted(structures.items()):
        answer = checker.ask("organization", key)
        if answer is None:
            checker.same("organization", key, None, "a record")
            continue
        served = answer["organization"]
        checker.same("legal entity", key, served["legalEntityFiness"], fields[2])
        names = set(served["legalNames"]) | set(served["tradeNames"])
        checker.same("structure names", key, {n for n in fields[3:5] if clean(n)} - names, set())
        checker.same("category", key, coded(served["category"])[0], fields[18])
        checker.same("structure phone", key, not fields[16] or fields[16] in served["phones"], True)
        postcodes = {a["postcode"] for a in served["addresses"]}
        checker.same("structure place", key, fields[15][:5] in postcodes, True)


def fold(text):
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return "".join(c for c in unicodedata.normalize("NFKD", text)
                   if not unicodedata.combining(c)).lower()


def check_suggestions(checker, mailboxes):
    """Types a name as far as it takes to mean few people, with the sender's hints."""
    for key, rows in sorted(mailboxes.items()):
        row = rows[0]
        family, given = fold(row["Nom d'exercice"]), fold(row["Prénom d'exercice"])
        if row["Type de BAL"] != "PER" or not family or not given:
            continue
        domain = key.split("@")[1]
        for typed in (f"{family} {given} {row['Libellé Profession'][:5]} {key.split('@')[0]}",
                      key, f"{given} {family} {domain.split('.')[0]}"):
            answer = checker.ask("suggest", typed, "--own-domain", domain, "--limit", "10")
            found = [fold(s["address"]) for s in (answer or {}).get("suggestions", [])]
            checker.counts["typed"] += 1
            if key not in found:
                # Homonyms may fill the list; then every row must be one.
                rivals = [s for s in answer["suggestions"]
                          if fold(s["familyName"]) == family and fold(s["givenName"]) == given]
                checker.same("suggestion", typed, len(rivals), 10)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", required=True)
    parser.add_argument("--annuaire", required=True)
    parser.add_argument("--server", required=True)
    parser.add_argument("--samples", type=int, default=200)
    options = parser.parse_args()

    people_rows, mailbox_rows, structure_rows = count_rows(options.files)
    people_one_in = max(1, people_rows // options.samples)
    mailbox_one_in = max(1, mailbox_rows // options.samples)
    structure_one_in = max(1, structure_rows // options.samples)
    people, skills, diplomas = (collections.defaultdict(list) for _ in range(3))
    mailboxes, structures = collections.defaultdict(list), {}
    for name, stream in open_entries(options.files):
        if "Personne_activite" in name:
            for row in rows_of(stream, "Autorité d'enregistrement"):
                if sampled(row["Identification nationale PP"], people_one_in):
                    people[row["Identification nationale PP"]].append(row)
        elif "SavoirFaire" in name or "Dipl" in name:
            kept = skills if "SavoirFaire" in name else diplomas
            for row in rows_of(stream, "Identification nationale PP"):
                if sampled(row["Identification nationale PP"], people_one_in):
                    kept[row["Identification nationale PP"]].append(row)
        elif "MSSante" in name:
            for row in rows_of(stream, "Adresse BAL"):
                key = row["Adresse BAL"].lower()
                if key and not key.endswith("@patient.mssante.fr") and sampled(key, mailbox_one_in):
                    mailboxes[key].append(row)
        elif "1100502" in name:
            text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="")
            for fields in csv.reader(text, delimiter=";"):
                if fields and fields[0] == "structureet" and sampled(fields[1], structure_one_in):
                    structures[fields[1]] = fields

    checker = Checker(options)
    check_people(checker, people, skills, diplomas)
    check_mailboxes(checker, mailboxes)
    check_structures(checker, structures)
    check_suggestions(checker, mailboxes)
    for difference in checker.differences:
        print(difference)
    print(" ".join(f"{what.replace(' ', '-')}={count}"
                   for what, count in sorted(checker.counts.items())))
    if not people or not mailboxes:
        print("nothing sampled: are the files there?")
        return 1
    return 1 if checker.counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
