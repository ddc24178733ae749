#!/usr/bin/env python3
"""Roundcube completes recipients from annuaire with the settings of README.md.

    roundcube_test.py SOURCE_DIR BIN_DIR

Starts annuaire-server with the bundled sample, slapd before it, and Debian's
Roundcube on PHP's own web server. Logs in as a browser does and asks what its pages
ask: the rows below a recipient letter by letter, the address book, a draft. Needs the
packages that script/packages --clients installs; takes seconds.
"""

import email
import email.header
import email.utils
import html
import pathlib
import re
import sys
import tempfile
import unittest

import client_parts
import roundcube_parts

SOURCE, PROGRAMS = map(pathlib.Path, sys.argv[1:3])
ROWS_MAX = 15  # Roundcube's autocomplete_max

EMILIE = ["MAUMANBERT Emilie – Pharmacien – PHARMACIE MAURICE, TOURS",
          "MAUMANBERT Emilie – Pharmacien – Tours"]
ISABELLE = ["MARTIN Isabelle – Infirmier – Nantes"]
CLEMENCE = ["MARTIN Clémence – Infirmier – CENTRE DE READAPTATION NOTRE DAME, IVRY SUR SEINE"]
NANTES = ["SECRETARIAT – CENTRE HOSPITALIER UNIVERSITAIRE DE NANTES, NANTES"]

# What is typed, and the names that come up.
TYPED = [
    ("martin isabelle", ISABELLE),
    ("isabelle mar", ISABELLE + [
        "MOREAU-NAULANNEZ Isabelle – Spécialiste en médecine générale – "
        "Marseille 8e Arrondissement"]),
    ("maumanbert", EMILIE),
    ("emilie maum", EMILIE),
    ("clémence", CLEMENCE),
    ("MARTIN CLEMENCE", CLEMENCE),
    ("marie-helene", [
        "CARRANSIER Marie-Helene – Psychomotricien – IME LES FLORALIES, MANOSQUE"]),
    ("d'asnieres", [
        "HERSELEZ Marie-Christine – Assistant de service social – "
        "ESAT DE LEVALLOIS PERRET - SITE D'ASNIERES SUR SEINE, ASNIERES SUR SEINE"]),
    ("dr laura martin", ["MARTIN Laura – Psychiatrie – Nantes"]),
    ("cardiologie", ["CARDIOLOGIE – HOPITAL ROBERT DEBRE, ANGERS"]),
    ("secretariat nantes", NANTES),
    ("nantes secretariat", NANTES),
    ("secretariat@cmp", ["SECRETARIAT – CMP LES BRUYERES - SITE DE PARIS, PARIS"]),
    ("martin.isabelle@infirmier.mssante.fr", ISABELLE),
]

session = None
mailbox = None
log = None


def readme_settings(uri):
    readme = (SOURCE / "README.md").read_text(encoding="utf-8")
    block = re.search(r"^    \$config\['ldap_public'\].*?(?=^\S)", readme, re.DOTALL | re.MULTILINE)
    assert "ldaps://HOST:636" in block[0]
    return block[0].replace("ldaps://HOST:636", uri)


def parsed(recipients):
    """[(name, address)] of what a header "To" has."""
    return [(str(email.header.make_header(email.header.decode_header(name))), address)
            for name, address in email.utils.getaddresses([recipients])]


def names(text):
    return [name for row in session.complete(text) for name, _ in parsed(row["name"])]


class RoundcubeTest(unittest.TestCase):
    def test_brings_up_who_is_meant(self):
        for text, want in TYPED:
            with self.subTest(text=text):
                self.assertEqual(names(text), want)

    def test_brings_up_somebody_at_every_letter(self):
        # After an empty answer it asks no more until letters are taken back.
        for text, _ in TYPED:
            for end in range(1, len(text) + 1):
                with self.subTest(text=text[:end]):
                    self.assertTrue(names(text[:end]))

    def test_shows_the_likeliest_of_many(self):
        found = names("mar")
        self.assertEqual(len(found), ROWS_MAX)
        family = [name for name in found if name.startswith("MAR")]
        self.assertEqual([name.split(" –")[0] for name in family], [
            "MARCHAL Oceane", "MARION Guillaume", "MARTIN Clémence", "MARTIN Isabelle",
            "MARTIN Laura", "MARTIN Marie-Claude"])
        for name in names("m"):
            self.assertTrue(name.startswith("M"), name)

    def test_finds_nobody(self):
        self.assertEqual(names("zzyzx"), [])

    def test_shows_what_it_inserts(self):
        for row in session.complete("maumanbert") + session.complete("secretariat"):
            (name, address), = parsed(row["name"])
            self.assertEqual(row.get("display", row["name"]), f"{name} <{address}>")

    def test_a_draft_has_the_recipients_chosen(self):
        chosen = [session.complete("maumanbert")[0]["name"],
                  session.complete("martin clem")[0]["name"],
                  session.complete("isabelle martin")[0]["name"]]
        session.save_draft(", ".join(chosen) + ", ")
        self.assertEqual(
            parsed(email.message_from_bytes(mailbox.messages[-1])["To"]),
            [(EMILIE[0], "emilie.maumanbert@pharmacie-maurice.mssante.fr"),
             (CLEMENCE[0], "clemence_martin@centre-readaptation-notre-dame.mssante.fr"),
             (ISABELLE[0], "martin.isabelle@infirmier.mssante.fr")])

    def test_the_address_book_is_searched_and_not_listed(self):
        calls = session.calls("addressbook", "list", {"_source": "annuaire"})
        self.assertNotIn("add_contact_row", dict(calls))
        self.assertIn("search form", dict(calls)["display_message"][0])
        self.assertEqual(list(session.search_contacts("secretariat nantes").values()),
                         [{"name": NANTES[0]}])

    def test_a_contact_has_its_fields(self):
        contact = session.complete("cardiologie")[0]["id"]
        page = session.request({"_task": "addressbook", "_action": "show", "_framed": "1",
                                "_source": "annuaire", "_cid": contact})
        text = html.unescape(re.sub(r"<[^>]*>", "\n", page))
        for field in ["CARDIOLOGIE – HOPITAL ROBERT DEBRE, ANGERS", "HOPITAL ROBERT DEBRE",
                      "CARDIOLOGIE", "cardiologie@hopital-robert-debre.mssante.fr",
                      "0268141877", "ANGERS", "49045"]:
            self.assertIn(f"\n{field}\n", re.sub(r"\s*\n\s*", "\n", text))
        self.assertNotIn("02.68.14.18.77", text, "the same number")

    def test_the_settings_lack_nothing(self):
        names("martin")
        complaints = [line for line in log.read_text(encoding="utf-8").splitlines()
                      if "Deprecated" not in line] if log.exists() else []
        self.assertEqual(complaints, [])


def main():
    global session, mailbox, log
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tls = client_parts.ldap_parts.make_certificates(folder / "tls")
        options = ["--tls", tls / "cert.pem", tls / "key.pem"]
        log = folder / "roundcube" / "errors.log"
        with client_parts.directory(SOURCE, PROGRAMS, folder, options, tls=True) as slapd, \
                roundcube_parts.serving(folder / "roundcube", readme_settings(slapd.tls_uri),
                                        tls / "ca.pem") as (address, mailbox):
            session = roundcube_parts.Session(address)
            return unittest.main(argv=sys.argv[:1] + sys.argv[3:], exit=False).result


if __name__ == "__main__":
    sys.exit(0 if main().wasSuccessful() else 1)
