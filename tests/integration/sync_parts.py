"""The parts of a test of annuaire-indexer sync: a publisher of two files and mirrors of them.

Each test is run as NAME_test.py SOURCE_DIR BIN_DIR [unittest arguments].
"""

import io
import json
import pathlib
import sys
import tempfile
import unittest
import zipfile

from https_fixture import Mirror, Publisher

SAMPLE = pathlib.Path(sys.argv[1]) / "tests" / "data" / "sample"
PROGRAMS = pathlib.Path(sys.argv[2])

MAILBOXES = "Extraction_Correspondance_MSSante_202611200300.txt"
PERSONS = "PS_LibreAcces_Personne_activite_202611200300.txt"
SKILLS = "PS_LibreAcces_SavoirFaire_202611200300.txt"
DIPLOMAS = "PS_LibreAcces_Dipl_AutExerc_202611200300.txt"


def zipped(**entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def without_lines(content, dropped):
    """The content less the data lines for which dropped(line) is true."""
    header, *lines = content.splitlines(keepends=True)
    return b"".join([header, *(line for line in lines if not dropped(line))])


def last_dropped(content, count=1):
    return b"".join(content.splitlines(keepends=True)[:-count])


class SyncCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.publisher = Publisher(pathlib.Path(cls.folder.name) / "www")
        cls.mailboxes = (SAMPLE / MAILBOXES).read_bytes()
        cls.persons = (SAMPLE / PERSONS).read_bytes()

    @classmethod
    def tearDownClass(cls):
        cls.publisher.close()
        cls.folder.cleanup()

    def setUp(self):
        self.publisher.odd.requests.clear()
        self.publisher.odd.answers.clear()
        self.publisher.publish("mailboxes.txt", self.mailboxes)
        self.publisher.publish(PERSONS, self.persons)

    def mirror(self, **more):
        """A mirror of two files; "more" changes the source "mailboxes"."""
        url, authority = self.publisher.url, str(self.publisher.authority.pem)
        mirror = Mirror(pathlib.Path(tempfile.mkdtemp(dir=self.folder.name)) / "store", PROGRAMS, {
            "mailboxes": {"probe": "conditional", "url": f"{url}/files/mailboxes.txt",
                          "ca_bundle": authority, **more},
            "persons": {"probe": "conditional", "url": f"{url}/files/{PERSONS}",
                        "ca_bundle": authority}})
        mirror.configure()
        return mirror

    def odd(self, answer, path="/odd/mailboxes.txt"):
        """The address where "answer" is given."""
        self.publisher.odd.answers[path] = answer
        return self.publisher.url + path

    def published(self, mirror, *more):
        """A run that publishes, as it must; the generation."""
        ran = mirror.sync(*more)
        self.assertEqual((ran.returncode, ran.report["error"]), (0, ""), ran.stderr)
        self.assertNotEqual(ran.report["published"], "")
        self.assertEqual(mirror.verify(), ran.report["published"])
        return ran.report["published"]

    def last_run(self, mirror):
        """What is known of the last run."""
        return json.loads((mirror.store / "sources" / "RUN").read_text(encoding="utf-8"))

    def still_serves(self, mirror, generation):
        self.assertEqual(mirror.verify(), generation)
        self.assertEqual([path.name for path in (mirror.store / "generations").iterdir()
                          if path.suffix in (".building", ".removing")], [])


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
