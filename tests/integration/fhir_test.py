"""annuaire-indexer sync against a FHIR API well and badly behaved, over HTTPS.

    fhir_test.py SOURCE_DIR BIN_DIR [unittest arguments]
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from https_fixture import Mirror, Publisher, body, in_turn, run, status

SAMPLE = PROGRAMS = None  # folders, from the command line

MAILBOXES = "Extraction_Correspondance_MSSante_202611200300.txt"
PERSONS = "PS_LibreAcces_Personne_activite_202611200300.txt"
KEY = "invented-key-0123456789"
TYPES = ("Practitioner", "PractitionerRole", "Organization")
EMAIL_TYPE = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type"
METADATA = ("https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/"
            "as-ext-mailbox-mss-metadata")


class Routes(dict):
    """Answers by path; the first page of a type whatever the day asked for."""

    def get(self, path, default=None):
        return super().get(path if "/_page" in path else path.partition("?")[0], default)


def mailbox(address, kind, **metadata):
    extensions = [{"url": "type", "valueCode": kind}]
    extensions += [{"url": name, "valueString": text} for name, text in metadata.items()]
    return {"system": "email", "value": address, "extension": [
        {"url": EMAIL_TYPE, "valueCoding": {"code": "MSSANTE"}},
        {"url": METADATA, "extension": extensions}]}


def organization(number, *mailboxes):
    return {"resourceType": "Organization", "id": f"001-01-{number}", "active": True,
            "name": "LABORATOIRE INVENTE",
            "identifier": [{"system": "urn:oid:1.2.250.1.71.4.2.2", "value": "1540002698"}],
            "telecom": list(mailboxes)}


def tombstone(resource):
    return {"resourceType": resource["resourceType"], "id": resource["id"], "active": False}


class FhirTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.publisher = Publisher(pathlib.Path(cls.folder.name) / "www")
        cls.publisher.publish("mailboxes.txt", (SAMPLE / MAILBOXES).read_bytes())
        cls.publisher.publish(PERSONS, (SAMPLE / PERSONS).read_bytes())

    @classmethod
    def tearDownClass(cls):
        cls.publisher.close()
        cls.folder.cleanup()

    def setUp(self):
        self.publisher.odd.requests.clear()
        self.publisher.odd.answers = Routes()
        self.base = self.publisher.url + "/odd/fhir"
        self.mirror = self.new_mirror()
        for kind in TYPES:
            self.answer(kind)

    def new_mirror(self):
        url, authority = self.publisher.url, str(self.publisher.authority.pem)
        mirror = Mirror(pathlib.Path(tempfile.mkdtemp(dir=self.folder.name)) / "store", PROGRAMS, {
            "mailboxes": {"probe": "conditional", "url": f"{url}/files/mailboxes.txt",
                          "ca_bundle": authority},
            "persons": {"probe": "conditional", "url": f"{url}/files/{PERSONS}",
                        "ca_bundle": authority},
            "fhir": {"url": self.base, "ca_bundle": authority}})
        mirror.environment["ANNUAIRE_FHIR_KEY"] = KEY
        mirror.configure()
        return mirror

    def page(self, *resources, following=None):
        links = [{"relation": "next", "url": following}] if following else []
        return body(json.dumps({"resourceType": "Bundle", "type": "searchset", "link": links,
                                "entry": [{"resource": each} for each in resources]}).encode())

    def answer(self, where, *resources, following=None):
        self.publisher.odd.answers[f"/odd/fhir/{where}"] = self.page(
            *resources, following=following)

    def next_page(self, token):
        return f"{self.base}/_page?id={token}"

    def paths(self):
        return [path for _, path, _ in self.publisher.odd.requests]

    def good(self, *more):
        ran = self.mirror.sync(*more)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.mirror.verify()
        return ran

    def held(self):
        """The lines of the file of changes that is served."""
        state = self.mirror.state("fhir")
        path = self.mirror.store / "sources" / "fhir" / state["good"]["name"]
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def served(self, *addresses):
        """What the programs tell of mailboxes; None for one that is not published."""
        with subprocess.Popen([PROGRAMS / "annuaire-server", "--store", self.mirror.store,
                               "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True) as server:
            try:
                where = server.stdout.readline().split()[-1]
                answers = []
                for address in addresses:
                    ran = subprocess.run(
                        [PROGRAMS / "annuaire", "--server", where, "--json", "mailbox", address],
                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
                    answers.append(json.loads(ran.stdout) if ran.returncode == 0 else None)
                return answers
            finally:
                server.terminate()

    def test_without_a_key_the_api_is_not_asked(self):
        del self.mirror.environment["ANNUAIRE_FHIR_KEY"]
        ran = self.good()
        self.assertNotIn("fhir", ran.sources)
        self.assertEqual(self.paths(), [])

    def test_what_the_api_told_outlives_a_run_without_the_key(self):
        told = organization(1, mailbox("labo@app.mssante.fr", "APP"))
        self.answer("Organization", told)
        self.good()
        self.answer("Organization")  # too long ago: it would not be told again
        self.publisher.odd.requests.clear()
        del self.mirror.environment["ANNUAIRE_FHIR_KEY"]
        ran = self.mirror.sync()
        self.assertEqual((ran.returncode, ran.sources["fhir"]["condition"]), (3, "failing"))
        self.assertIn("no key is given", ran.sources["fhir"]["message"])
        self.assertEqual(self.paths(), [])
        self.assertIsNotNone(self.served("labo@app.mssante.fr")[0])
        self.mirror.environment["ANNUAIRE_FHIR_KEY"] = KEY
        self.good()
        self.assertEqual(self.held()[1:], [told])
        self.mirror.configure(fhir={"enabled": False})
        self.assertIn("event=forgotten source=fhir", self.good().stderr)
        self.assertFalse((self.mirror.store / "sources" / "fhir.json").exists())

    def test_pages_become_mailboxes(self):
        self.answer("Organization", organization(1, mailbox("labo@app.mssante.fr", "APP")),
                    following=self.next_page("two"))
        cabinet = mailbox("cabinet@cab.mssante.fr", "CAB", service="Cardiologie",
                          description="Consultations du matin")
        self.answer("_page?id=two", organization(2, {**cabinet, "rank": 2}))
        ran = self.good()
        self.assertEqual(ran.sources["fhir"]["outcome"], "new")
        self.assertEqual(ran.sources["fhir"]["requests"], 4)
        self.assertEqual([path.partition("?")[0].rpartition("/")[2] for path in self.paths()],
                         [*TYPES, "_page"])
        since = self.mirror.state("fhir")["good"]["since"]
        self.assertIn(f"_lastUpdated=ge{since}&", self.paths()[0])
        app, cab = self.served("labo@app.mssante.fr", "cabinet@cab.mssante.fr")
        self.assertIn("APP", json.dumps(app))
        (attachment,) = cab["mailbox"]["attachments"]
        self.assertEqual((attachment["service"], attachment["description"],
                          attachment["preferredRank"]),
                         ("Cardiologie", "Consultations du matin", 2))
        again = self.good()
        self.assertEqual((again.sources["fhir"]["outcome"], again.report["published"]),
                         ("unchanged", ""))

    def test_the_key_goes_to_the_api_and_nowhere_else(self):
        self.answer("Organization", organization(1, mailbox("labo@app.mssante.fr", "APP")))
        ran = self.good()
        self.assertEqual({headers.get("ESANTE-API-KEY")
                          for _, _, headers in self.publisher.odd.requests}, {KEY})
        self.assertNotIn(KEY, ran.stdout + ran.stderr)
        for path in self.mirror.store.rglob("*"):
            if path.is_file():
                self.assertNotIn(KEY.encode(), path.read_bytes(), path)

    def test_the_key_may_stand_in_a_file(self):
        del self.mirror.environment["ANNUAIRE_FHIR_KEY"]
        key = self.mirror.store.parent / "fhir.key"
        key.write_text(KEY + "\n", encoding="utf-8")
        self.mirror.sources["fhir"]["api_key_file"] = str(key)
        self.mirror.configure()
        self.answer("Organization", organization(1, mailbox("labo@app.mssante.fr", "APP")))
        self.good()
        self.assertEqual(self.publisher.odd.requests[0][2].get("ESANTE-API-KEY"), KEY)

    def test_a_redirect_is_not_followed_with_a_key(self):
        self.publisher.odd.answers["/odd/fhir/Practitioner"] = status(
            302, Location=self.publisher.http_url + "/odd/elsewhere")
        ran = self.mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertNotIn(KEY, ran.stdout + ran.stderr)
        self.assertIn("302", ran.sources["fhir"]["message"])
        self.assertEqual(len(self.paths()), 1)

    def test_what_the_extract_publishes_wins(self):
        line = (SAMPLE / MAILBOXES).read_text(encoding="cp1252").splitlines()[1].split("|")
        address = next(field for field in line if "@" in field)
        self.answer("Organization", organization(1, mailbox(address, "APP", service="Autre")))
        self.good()
        with_fhir = self.served(address)[0]
        self.mirror = self.new_mirror()
        del self.mirror.environment["ANNUAIRE_FHIR_KEY"]
        self.good()
        without = self.served(address)[0]
        self.assertEqual(with_fhir["mailbox"], without["mailbox"])

    def test_changes_and_tombstones_are_laid_over_what_is_held(self):
        first = organization(1, mailbox("one@app.mssante.fr", "APP"))
        second = organization(2, mailbox("two@app.mssante.fr", "APP"))
        self.answer("Organization", first, second)
        self.good()
        self.assertEqual(self.held()[1:], [first, second])
        since = self.mirror.state("fhir")["good"]["since"]
        third = organization(3, mailbox("three@app.mssante.fr", "APP"))
        moved = organization(2, mailbox("moved@app.mssante.fr", "CAB"))
        self.answer("Organization", tombstone(first), second, third, moved)
        self.good()
        self.assertEqual(self.held()[1:], [moved, third])
        gone, new = self.served("one@app.mssante.fr", "moved@app.mssante.fr")
        self.assertIsNone(gone)
        self.assertIsNotNone(new)
        self.answer("Organization", organization(3))  # its mailbox went, it stayed
        self.good()
        self.assertEqual(self.held()[1:], [moved])
        self.assertEqual(self.mirror.state("fhir")["good"]["since"], since)

    def test_throttling_is_waited_out(self):
        self.publisher.odd.answers["/odd/fhir/Practitioner"] = in_turn(
            status(429), status(503), self.page())
        self.answer("Organization", organization(1, mailbox("labo@app.mssante.fr", "APP")))
        ran = self.good()
        self.assertEqual(ran.sources["fhir"]["requests"], 5)

    def test_a_504_in_mid_run_is_gone_on_from(self):
        self.answer("Organization", organization(1, mailbox("one@app.mssante.fr", "APP")),
                    following=self.next_page("two"))
        self.publisher.odd.answers["/odd/fhir/_page?id=two"] = status(504)
        ran = self.mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("504", ran.sources["fhir"]["message"])
        self.assertNotEqual(ran.report["published"], "")  # the others are
        self.answer("_page?id=two", organization(2, mailbox("two@app.mssante.fr", "APP")))
        self.publisher.odd.requests.clear()
        self.good()
        self.assertEqual(self.paths(), ["/odd/fhir/_page?id=two"])
        self.assertEqual(len(self.held()), 3)

    def test_a_broken_next_is_refused_and_the_next_run_begins_anew(self):
        elsewhere = "https://localhost.invalid/odd/fhir/_page?id=x"
        back = f"{self.base}/_page?id=again"
        self.answer("_page?id=again", following=back)
        for following, want in ((elsewhere, "another host"), (back, "leads back"),
                                (self.next_page("unknown"), "404")):
            self.answer("Organization", following=following)
            ran = self.mirror.sync()
            self.assertEqual(ran.returncode, 3)
            self.assertIn(want, ran.sources["fhir"]["message"])
        self.publisher.odd.answers["/odd/fhir/Practitioner"] = body(
            b'{"resourceType":"OperationOutcome","issue":[{"diagnostics":"HAPI-0302"}]}')
        self.assertIn("HAPI-0302", self.mirror.sync().sources["fhir"]["message"])
        self.answer("Practitioner")
        self.answer("Organization", organization(1, mailbox("one@app.mssante.fr", "APP")))
        self.publisher.odd.requests.clear()
        self.good()
        self.assertEqual(len(self.paths()), 3)

    def test_beyond_the_horizon_it_begins_anew_and_says_so(self):
        self.answer("Organization", organization(1, mailbox("one@app.mssante.fr", "APP")))
        self.good()
        state = self.mirror.state("fhir")
        begun = state["good"]["since"]
        state["good"]["fetched_at"] = "2026-01-01T00:00:00Z"
        state["good"]["since"] = "2025-12-01"
        (self.mirror.store / "sources" / "fhir.json").write_text(json.dumps(state),
                                                                 encoding="utf-8")
        second = organization(2, mailbox("two@app.mssante.fr", "APP"))
        self.answer("Organization", second)
        ran = self.good()
        self.assertIn("event=horizon", ran.stderr)
        self.assertGreaterEqual(self.mirror.state("fhir")["good"]["since"], begun)
        self.assertEqual(self.held()[1:], [second])

    def test_what_was_asked_by_a_clock_that_was_ahead_is_asked_again(self):
        first = organization(1, mailbox("one@app.mssante.fr", "APP"))
        self.answer("Organization", first)
        self.good()
        path = self.mirror.store / "sources" / "fhir.json"
        state = json.loads(path.read_text(encoding="utf-8"))
        begun = state["good"]["since"]
        state["good"]["fetched_at"] = "2999-01-01T00:00:00Z"
        state["good"]["since"] = "2998-12-03"
        path.write_text(json.dumps(state), encoding="utf-8")
        second = organization(2, mailbox("two@app.mssante.fr", "APP"))
        self.answer("Organization", second)
        self.publisher.odd.requests.clear()
        ran = self.good()
        self.assertIn("event=clock_behind", ran.stderr)
        since = self.mirror.state("fhir")["good"]["since"]
        self.assertGreaterEqual(since, begun)
        self.assertLess(since, "2998")
        self.assertIn(f"_lastUpdated=ge{since}&", self.paths()[0])
        self.assertEqual(self.held()[1:], [first, second])  # nothing is lost
        self.assertNotIn("clock_behind", self.good().stderr)

    def test_ingest_reads_bundles(self):
        bundle = self.mirror.store.parent / "bundle.json"
        bundle.write_text(json.dumps({"resourceType": "Bundle", "entry": [
            {"resource": organization(1, mailbox("one@app.mssante.fr", "APP"))}]}, indent=1),
            encoding="utf-8")
        run(PROGRAMS / "annuaire-indexer", "ingest", "--store", self.mirror.store,
            SAMPLE / MAILBOXES, SAMPLE / PERSONS, bundle)
        self.assertIsNotNone(self.served("one@app.mssante.fr")[0])


if __name__ == "__main__":
    SAMPLE = pathlib.Path(sys.argv[1]) / "tests" / "data" / "sample"
    PROGRAMS = pathlib.Path(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
