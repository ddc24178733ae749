"""annuaire-indexer sync against a real HTTPS server, well and badly behaved.

    sync_test.py SOURCE_DIR BIN_DIR [unittest arguments]
"""

import contextlib
import fcntl
import hashlib
import io
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

from https_fixture import Authority, Mirror, Publisher, body, endless, in_turn, run, status

SAMPLE = PROGRAMS = None  # folders, from the command line

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


class SyncTest(unittest.TestCase):
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

    def still_serves(self, mirror, generation):
        self.assertEqual(mirror.verify(), generation)
        self.assertEqual([path.name for path in (mirror.store / "generations").iterdir()
                          if path.suffix in (".building", ".removing")], [])

    # What a day looks like.

    def test_unchanged_sources_cost_one_request_and_no_work(self):
        mirror = self.mirror()
        generation = self.published(mirror)
        again = mirror.sync()
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(again.report["published"], "")
        self.assertEqual(again.report["served"], generation)
        for source in again.sources.values():
            self.assertEqual((source["outcome"], source["requests"], source["bytes_downloaded"]),
                             ("unchanged", 1, 0))
        self.assertEqual(len(mirror.generations()), 1)

    def test_what_a_killed_run_left_goes_though_nothing_is_new(self):
        mirror = self.mirror()
        generation = self.published(mirror)
        left = mirror.store / "generations" / (generation + ".building")
        left.mkdir()
        (left / "half").write_text("written")
        # Whole, but nobody has judged it.
        unpublished = mirror.store / "generations" / "29991231T000000.000Z"
        shutil.copytree(mirror.store / "generations" / generation, unpublished)
        (unpublished / "UNPUBLISHED").touch()
        again = mirror.sync()
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(again.report["published"], "")
        self.assertEqual([entry["generation"] for entry in mirror.generations()], [generation])
        self.assertFalse(left.exists())

    def test_what_changed_is_fetched_and_published(self):
        mirror = self.mirror()
        first = self.published(mirror)
        self.publisher.publish("mailboxes.txt", last_dropped(self.mailboxes))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(ran.sources["mailboxes"]["outcome"], "new")
        self.assertEqual(ran.sources["persons"]["outcome"], "unchanged")
        self.assertGreater(ran.report["published"], first)
        kept = sorted(path.name for path in (mirror.store / "sources" / "mailboxes").iterdir())
        self.assertEqual(kept, [ran.sources["mailboxes"]["file"]])
        self.assertEqual(mirror.state("mailboxes")["good"]["rows_read"],
                         self.mailboxes.count(b"\n") - 2)

    def test_a_version_is_known_by_the_name_and_length_of_a_head(self):
        archive = zipped(**{PERSONS: self.persons, SKILLS: (SAMPLE / SKILLS).read_bytes(),
                            DIPLOMAS: (SAMPLE / DIPLOMAS).read_bytes()})
        url = self.odd(body(archive, file_name="PS_LibreAcces_202611200300.zip"), "/odd/PS")
        mirror = self.mirror()
        mirror.sources = {"mailboxes": mirror.sources["mailboxes"], "ans-persons": {
            "url": url, "ca_bundle": str(self.publisher.authority.pem)}}
        mirror.configure()
        self.published(mirror)
        self.assertEqual([method for method, *_ in self.publisher.odd.requests], ["HEAD", "GET"])
        again = mirror.sync()
        self.assertEqual(again.sources["ans-persons"]["requests"], 1)
        self.assertEqual(again.sources["ans-persons"]["date"], "2026-11-20")
        self.odd(body(archive, file_name="PS_LibreAcces_202611210300.zip"), "/odd/PS")
        self.publisher.odd.requests.clear()
        renamed = mirror.sync()  # the same bytes under another name are not news
        self.assertEqual(renamed.sources["ans-persons"]["outcome"], "unchanged")
        self.assertEqual([method for method, *_ in self.publisher.odd.requests], ["HEAD", "GET"])

    def test_a_version_is_known_by_the_description_of_a_catalogue(self):
        def describe(sha1, length):
            return json.dumps({"resources": [
                {"url": f"{self.publisher.url}/files/20261119-030000/other.txt",
                 "last_modified": "2026-11-21T03:00:00"},
                {"url": f"{self.publisher.url}/files/mailboxes.txt",
                 "last_modified": "2026-11-20T03:00:00",
                 "extras": {"analysis:checksum": sha1, "analysis:content-length": length}}]},
            ).encode()

        right = hashlib.sha1(self.mailboxes).hexdigest()
        url = self.odd(body(describe(right, len(self.mailboxes))), "/odd/dataset/")
        mirror = self.mirror(probe="data-gouv", url=url, file_prefix="mailboxes")
        generation = self.published(mirror)
        self.assertEqual(mirror.sync().sources["mailboxes"]["requests"], 1)
        # A checksum of the file's length that is another one: not the file described.
        self.publisher.publish("mailboxes.txt", last_dropped(self.mailboxes))
        changed = last_dropped(self.mailboxes)
        self.odd(body(describe("0" * 40, len(changed))), "/odd/dataset/")
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("its SHA-1 is", ran.stderr)
        self.still_serves(mirror, generation)
        self.odd(body(describe(hashlib.sha1(changed).hexdigest(), len(changed))), "/odd/dataset/")
        self.published(mirror)

    def test_without_a_description_the_file_itself_is_asked_for(self):
        mirror = self.mirror(probe="data-gouv", url=self.odd(status(404), "/odd/resource/"),
                             fallback_url=f"{self.publisher.url}/moved")
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("event=no_description source=mailboxes", ran.stderr)
        again = mirror.sync()
        self.assertEqual((again.sources["mailboxes"]["outcome"],
                          again.sources["mailboxes"]["bytes_downloaded"]), ("unchanged", 0))

    def test_a_file_of_two_addresses_is_fetched_once(self):
        def describe(content):
            return body(json.dumps({"url": f"{self.publisher.url}/files/mailboxes.txt",
                                    "last_modified": str(len(content))}).encode())

        changed = last_dropped(self.mailboxes)
        mirror = self.mirror(probe="data-gouv", url=self.odd(describe(self.mailboxes), "/odd/it/"),
                             fallback_url=f"{self.publisher.url}/moved")
        self.published(mirror)
        for name, answer, news in (("not described", status(404), b""),
                                   ("described", describe(self.mailboxes), b""),
                                   ("changed, and not described", status(404), changed),
                                   ("described at last", describe(changed), b"")):
            with self.subTest(name=name):
                self.odd(answer, "/odd/it/")
                if news:
                    self.publisher.publish("mailboxes.txt", news)
                ran = mirror.sync()
                self.assertEqual(ran.returncode, 0, ran.stderr)
                self.assertEqual((ran.sources["mailboxes"]["outcome"],
                                  ran.sources["mailboxes"]["bytes_downloaded"]),
                                 ("new" if news else "unchanged", len(news)))

    # What goes wrong on the way, and passes.

    def test_a_download_that_broke_off_is_resumed(self):
        url = self.odd(in_turn(body(self.mailboxes, etag='"a"', cut=30000),
                               body(self.mailboxes, etag='"a"')))
        mirror = self.mirror(url=url)
        self.published(mirror)
        first, second = self.publisher.odd.requests
        self.assertNotIn("Range", first[2])
        self.assertEqual((second[2]["Range"], second[2]["If-Range"]), ("bytes=30000-", '"a"'))
        kept = mirror.store / "sources" / "mailboxes" / mirror.state("mailboxes")["good"]["name"]
        self.assertEqual(kept.read_bytes(), self.mailboxes)

    def test_a_download_is_resumed_by_the_next_run_too(self):
        url = self.odd(body(self.mailboxes, etag='"a"', cut=30000))
        mirror = self.mirror(url=url)
        mirror.network["retries"] = 0
        mirror.configure()
        self.assertEqual(mirror.sync().returncode, 3)
        self.odd(body(self.mailboxes, etag='"a"'))
        self.published(mirror)
        self.assertEqual(self.publisher.odd.requests[-1][2]["Range"], "bytes=30000-")

    def test_a_file_replaced_during_its_download_is_fetched_anew(self):
        replaced = last_dropped(self.mailboxes)
        url = self.odd(in_turn(body(self.mailboxes, etag='"a"', cut=30000),
                               body(replaced, etag='"b"')))
        mirror = self.mirror(url=url)
        self.published(mirror)
        self.assertEqual(self.publisher.odd.requests[-1][2]["If-Range"], '"a"')
        kept = mirror.store / "sources" / "mailboxes" / mirror.state("mailboxes")["good"]["name"]
        self.assertEqual(kept.read_bytes(), replaced)

    def test_what_is_gone_on_with_is_the_whole_of_one_version(self):
        older, newer = "Fri, 20 Nov 2026 03:00:00 GMT", "Sat, 21 Nov 2026 03:00:00 GMT"
        whole, replaced = self.mailboxes, last_dropped(self.mailboxes)
        part = len(whole) // 4
        cases = [
            # name, the answer that breaks off and those to the next tries, what is held, ranges
            ("parts that are shorter than asked for",
             [body(whole, etag='"a"', cut=part), body(whole, etag='"a"', part=part)], whole,
             [None, *(f"bytes={at}-" for at in range(part, len(whole), part))]),
            ("a part of another version, told by its date alone",
             [body(whole, modified=older, cut=part), body(replaced, modified=newer)], replaced,
             [None, f"bytes={part}-", None]),
            ("a part of the same version, told by its date alone",
             [body(whole, modified=older, cut=part), body(whole, modified=older)], whole,
             [None, f"bytes={part}-"]),
        ]
        for name, answers, held, ranges in cases:
            with self.subTest(name=name):
                self.publisher.odd.requests.clear()
                mirror = self.mirror(url=self.odd(in_turn(*answers)))
                mirror.network["retries"] = 4
                mirror.configure()
                self.published(mirror)
                self.assertEqual([headers.get("Range")
                                  for _, _, headers in self.publisher.odd.requests], ranges)
                good = mirror.state("mailboxes")["good"]["name"]
                self.assertEqual((mirror.store / "sources" / "mailboxes" / good).read_bytes(), held)

    def test_the_limit_of_bytes_is_that_of_the_file_not_of_one_try(self):
        whole = self.mailboxes
        limit = len(whole) * 3 // 4
        broken_off = body(whole, etag='"a"', announced=limit, cut=len(whole) // 2)
        for name, rest in (
                ("announced", body(whole, etag='"a"')),
                ("sent", body(whole, etag='"a"', total=limit))):
            with self.subTest(name=name):
                mirror = self.mirror(url=self.odd(in_turn(broken_off, rest)))
                mirror.network["bytes_max"] = limit
                mirror.configure(persons={"enabled": False})
                ran = mirror.sync()
                self.assertEqual(ran.returncode, 3, ran.stderr)
                self.assertIn("a file may have: refused", ran.sources["mailboxes"]["message"])
                self.assertEqual((mirror.store / "sources" / "mailboxes" / "partial").stat().st_size, 0)

    def test_a_file_fetched_on_the_same_day_passes_the_guards_too(self):
        mirror = self.mirror()
        generation = self.published(mirror)
        lines = self.mailboxes.splitlines(keepends=True)
        self.publisher.publish("mailboxes.txt", b"".join(lines[:len(lines) // 2]))
        (mirror.store / "sources" / "mailboxes.json").write_text("torn", encoding="utf-8")
        with open(mirror.store / "LOCK", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertIn("cannot be written", mirror.sync().report["error"])  # it was fetched
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3, ran.stderr)
        self.assertIn("went from", ran.stderr)
        self.still_serves(mirror, generation)

    def test_a_torn_or_fled_generation_takes_no_place_of_a_good_one(self):
        mirror = self.mirror()
        first = self.published(mirror)
        self.publisher.publish("mailboxes.txt", last_dropped(self.mailboxes))
        fled = self.published(mirror)
        run(mirror.indexer, "rollback", "--store", mirror.store)
        self.publisher.publish("mailboxes.txt", last_dropped(self.mailboxes, 2))
        third = self.published(mirror, "--keep", "2")
        self.assertEqual([entry["generation"] for entry in mirror.generations()], [first, third])
        self.assertLess(first, fled)

    def test_throttling_and_trouble_of_the_server_are_waited_out(self):
        for code in (429, 500, 503):
            with self.subTest(code=code):
                self.publisher.odd.requests.clear()
                url = self.odd(in_turn(status(code, Retry_After="0"), status(code),
                                       body(self.mailboxes)))
                self.published(self.mirror(url=url))
                self.assertEqual(len(self.publisher.odd.requests), 3)

    def test_redirects_are_followed(self):
        self.published(self.mirror(url=f"{self.publisher.url}/moved"))

    # What goes wrong, and does not pass: said clearly, nothing lost.

    def test_every_failure_is_said_and_costs_nothing(self):
        url = self.publisher.url
        good = zipped(**{MAILBOXES: self.mailboxes})
        stranger = zipped(**{"../../etc/" + MAILBOXES: self.mailboxes})
        corrupt = bytearray(good)
        corrupt[len(good) // 2] ^= 255
        ratio_bomb = zipped(**{MAILBOXES: self.mailboxes + b"\n" * (200 << 20)})
        header, rows = self.mailboxes.split(b"\n", 1)
        doubled = header + b"\n" + rows + rows.replace(b"@", b"2@")
        cases = [
            # name, address, condition, what the message must say
            ("404", self.odd(status(404), "/odd/404"), "failing", "answers 404: the file is not"),
            ("403", self.odd(status(403), "/odd/403"), "failing", "answers 403: access is denied"),
            ("429", self.odd(status(429), "/odd/429"), "failing", "too many requests"),
            ("500", self.odd(status(500), "/odd/500"), "failing", "(tried 3 times)"),
            ("truncated", self.odd(body(self.mailboxes, cut=1000), "/odd/cut"), "failing",
             "broke off after 1000 bytes"),
            ("wrong length", self.odd(body(self.mailboxes, announced=len(self.mailboxes) + 1),
                                      "/odd/longer"), "failing", "broke off"),
            ("slow drip", self.odd(endless(b"x", 0.05), "/odd/drip"), "failing", "is too slow"),
            ("endless body", self.odd(endless(b"x" * 65536), "/odd/endless"), "failing",
             "a file may have: refused"),
            ("announced too large", self.odd(body(self.mailboxes, announced=1 << 40),
                                             "/odd/large"), "failing", "a file may have: refused"),
            ("redirect to http", f"{url}/to-http", "failing", "not https, which is refused"),
            ("http", f"{self.publisher.http_url}/files/mailboxes.txt", "failing", "not https"),
            ("redirects without end", f"{url}/round", "failing", "redirects more than 5 times"),
            ("expired certificate", f"{self.publisher.expired_url}/files/mailboxes.txt",
             "failing", "certificate is not trusted"),
            ("nobody there", "https://127.0.0.1:1/", "failing", "cannot be reached"),
            ("web page", self.odd(body(b"<!DOCTYPE html><html><body>Maintenance</body></html>"),
                                  "/odd/page"), "refused", "is a web page, not the file"),
            ("another file", f"{url}/files/{PERSONS}", "refused", "is a file of kind"),
            ("no archive", self.odd(body(b"PK\x03\x04 but nothing else"), "/odd/no.zip"),
             "refused", "is damaged"),
            ("corrupt zip", self.odd(body(bytes(corrupt)), "/odd/corrupt.zip"), "refused",
             "is damaged"),
            ("truncated zip", self.odd(body(good[:len(good) // 2]), "/odd/half.zip"), "refused",
             "damaged"),
            ("bomb", self.odd(body(ratio_bomb), "/odd/bomb.zip"), "refused",
             "inflates more than 200 times"),
            ("names outside", self.odd(body(stranger), "/odd/outside.zip"), "refused",
             "is named outside of its archive"),
            ("unreadable rows", self.odd(body(header + b"\n" + rows.replace(b"|", b"||")),
                                         "/odd/rows"), "refused", "are unreadable"),
            ("twice as many", self.odd(body(doubled), "/odd/doubled"), "refused", "went from"),
        ]
        mirror = self.mirror()
        generation = self.published(mirror)
        for name, address, condition, message in cases:
            with self.subTest(name=name):
                # Else a busy machine is no slow one.
                mirror.network["low_speed_s"] = 1 if name == "slow drip" else 60
                mirror.configure(mailboxes={"url": address})
                ran = mirror.sync()
                self.assertEqual(ran.returncode, 3, ran.stderr)
                self.assertEqual(ran.sources["mailboxes"]["condition"], condition)
                self.assertIn(message, ran.sources["mailboxes"]["message"])
                self.assertIn(message, ran.stderr)
                self.still_serves(mirror, generation)
                self.assertTrue((mirror.store / "sources" / "mailboxes" /
                                 mirror.state("mailboxes")["good"]["name"]).is_file())
                mirror.network["low_speed_s"] = 60
                mirror.configure()
                well = mirror.sync()
                self.assertEqual(well.returncode, 0, well.stderr)
                self.assertEqual(well.sources["mailboxes"]["condition"], "good")

    def test_a_certificate_of_no_known_authority_is_refused(self):
        mirror = self.mirror(ca_bundle="")
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("certificate is not trusted", ran.stderr)
        self.assertIn("--ca-bundle", ran.stderr)
        bundle = f"mailboxes={self.publisher.authority.pem}"
        self.assertEqual(mirror.sync("--ca-bundle", bundle).returncode, 0)

    def test_a_proxy_is_taken_from_the_environment(self):
        proxied = self.mirror().sync(environment={"https_proxy": "http://127.0.0.1:1"})
        self.assertEqual(proxied.returncode, 3)
        self.assertIn("cannot be reached", proxied.stderr)
        past = self.mirror().sync(environment={"https_proxy": "http://127.0.0.1:1",
                                               "no_proxy": "127.0.0.1"})
        self.assertEqual(past.returncode, 0, past.stderr)
        for proxy in ("http://me:secret@127.0.0.1:1", "http://me:secret@[no", "no://me:secret@a"):
            refused = self.mirror().sync(environment={"https_proxy": proxy})
            self.assertEqual(refused.returncode, 3)
            self.assertNotIn("secret", refused.stdout + refused.stderr)

    def test_plain_http_is_used_when_the_configuration_says_so(self):
        mirror = self.mirror(url=f"{self.publisher.http_url}/files/mailboxes.txt", allow_http=True)
        self.published(mirror)

    def test_nothing_is_published_without_a_required_source(self):
        mirror = self.mirror(url=self.odd(status(500)))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("nothing is published without the source mailboxes", ran.stderr)
        self.assertIn("nothing is published without the source mailboxes", ran.report["error"])
        self.assertEqual((ran.report["published"], ran.report["served"]), ("", ""))
        self.assertEqual((ran.sources["mailboxes"]["outcome"], ran.sources["persons"]["outcome"]),
                         ("failed", "new"))
        line = subprocess.run([word for word in mirror.words() if word != "--json"], text=True,
                              env=mirror.environment, check=False, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL).stdout
        self.assertRegex(line, "^failed, served: nothing: 0 new, 1 unchanged; failed: mailboxes; "
                               ".*; error: nothing is published without the source mailboxes, .*\n$")
        self.assertEqual(list((mirror.store / "generations").glob("*"))
                         if (mirror.store / "generations").exists() else [], [])

    # Guards.

    def test_a_file_that_lost_a_tenth_is_kept_aside_until_it_is_accepted(self):
        mirror = self.mirror()
        generation = self.published(mirror)
        lines = self.mailboxes.splitlines(keepends=True)
        self.publisher.publish("mailboxes.txt", b"".join(lines[:len(lines) * 3 // 4]))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertEqual(ran.sources["mailboxes"]["outcome"], "refused")
        self.assertIn("went from", ran.stderr)
        self.assertIn("--accept mailboxes", ran.stderr)
        self.still_serves(mirror, generation)
        again = mirror.sync()  # neither fetched nor read again
        self.assertEqual((again.returncode, again.sources["mailboxes"]["requests"],
                          again.sources["mailboxes"]["bytes_downloaded"]), (3, 1, 0))
        self.assertEqual(len(mirror.generations()), 1)
        accepted = self.published(mirror, "--accept", "mailboxes")
        self.assertGreater(accepted, generation)
        self.assertEqual(mirror.state("mailboxes")["refused"]["name"], "")
        self.assertEqual(mirror.sync().returncode, 0)

    def test_the_news_of_other_sources_is_published_beside_a_refused_file(self):
        mirror = self.mirror()
        generation = self.published(mirror)
        self.publisher.publish("mailboxes.txt",
                               without_lines(self.mailboxes, lambda line: b"|ORG|" in line
                                             or line.startswith(b"ORG|")))
        self.publisher.publish(PERSONS, last_dropped(self.persons))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("no mailbox is ORG", ran.sources["mailboxes"]["message"])
        self.assertEqual(ran.sources["persons"]["outcome"], "new")
        self.assertGreater(ran.report["published"], generation)
        self.still_serves(mirror, ran.report["published"])

    def test_a_torn_generation_is_replaced_and_the_one_before_guards(self):
        mirror = self.mirror()
        self.published(mirror)
        self.publisher.publish("mailboxes.txt", last_dropped(self.mailboxes))
        torn = self.published(mirror)
        for path in (mirror.store / "generations" / torn).glob("*.sst"):
            path.write_bytes(b"damaged" + path.read_bytes()[7:])
        lines = self.mailboxes.splitlines(keepends=True)
        self.publisher.publish("mailboxes.txt", b"".join(lines[:len(lines) * 3 // 4]))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("went from", ran.sources["mailboxes"]["message"])
        self.assertGreater(ran.report["published"], torn)  # of the last good files
        self.still_serves(mirror, ran.report["published"])

    def run_failure(self, mirror):
        """What is known of the last run."""
        return json.loads((mirror.store / "sources" / "RUN").read_text(encoding="utf-8"))["failure"]

    def test_a_good_file_that_the_disk_damaged_is_fetched_again(self):
        cases = [
            ("as it was", self.persons, self.mailboxes),
            ("changed meanwhile", last_dropped(self.persons), self.mailboxes),
        ]
        for name, persons, mailboxes in cases:
            with self.subTest(name=name):
                self.publisher.publish(PERSONS, self.persons)
                self.publisher.publish("mailboxes.txt", last_dropped(mailboxes))
                mirror = self.mirror()
                generation = self.published(mirror)
                good = mirror.store / "sources" / "persons" / mirror.state("persons")["good"]["name"]
                good.write_bytes(b"\0" * 2000 + self.persons[2000:])
                self.publisher.publish("mailboxes.txt", mailboxes)
                (self.publisher.files / PERSONS).unlink()
                ran = mirror.sync()
                self.assertEqual(ran.returncode, 3)
                self.assertIn("event=damaged source=persons", ran.stderr)
                self.assertIn(good.name, self.run_failure(mirror))
                self.still_serves(mirror, generation)
                self.publisher.publish(PERSONS, persons)
                self.published(mirror)
                good = mirror.store / "sources" / "persons" / mirror.state("persons")["good"]["name"]
                self.assertEqual(good.read_bytes(), persons)
                self.assertEqual(self.run_failure(mirror), "")

    def test_a_run_that_cannot_start_tells_what_is_served(self):
        mirror = self.mirror()
        generation = self.published(mirror)
        with open(mirror.store / "sources" / "LOCK", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertEqual(mirror.sync().report["served"], generation)
        self.assertEqual(mirror.sync("--accept", "nobody").report["served"], generation)
        mirror.config.write_text("{", encoding="utf-8")
        self.assertEqual(mirror.sync().report["served"], generation)

    def test_an_unknown_name_is_not_accepted(self):
        mirror = self.mirror()
        ran = mirror.sync("--accept", "mailbox")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("no source of that name", ran.stderr)
        self.assertIn("no source of that name", ran.report["error"])

    def test_settings_that_cannot_be_read_are_a_failed_run(self):
        mirror = self.mirror()
        for text, message in (("{", "not JSON"), ('{"source": []}', "unknown word"),
                              ('{"sources": [{"name": "mailboxes", "url": "https://a:b@c/"}]}',
                               "names a user or a password")):
            mirror.config.write_text(text, encoding="utf-8")
            for more in ((), ("--every", "1s")):
                ran = mirror.sync(*more)
                self.assertEqual(ran.returncode, 2)
                self.assertIn(message, ran.stderr)
                self.assertIn(message, ran.report["error"])
                self.assertNotIn("a:b", ran.stdout + ran.stderr)
        self.assertFalse(mirror.store.exists())

    def test_a_store_that_cannot_be_written_is_a_failed_run(self):
        mirror = self.mirror()
        mirror.store.write_text("a file", encoding="utf-8")
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("event=run_failed error=", ran.stderr)
        self.assertIn(str(mirror.store), ran.report["error"])

    def test_old_data_is_said_to_be_stale(self):
        mirror = self.mirror()
        self.assertEqual(self.mirror().sync("--stale-after", "100000d").sources["mailboxes"]
                         ["stale"], False)
        ran = mirror.sync("--stale-after", "1s")
        self.assertTrue(ran.sources["mailboxes"]["stale"])
        self.assertIn("event=stale source=mailboxes", ran.stderr)

    # The white list.

    def signed(self, authority, common_name, content):
        """The white list "content" with a signature by a fresh certificate of "authority"."""
        pem, key = authority.certify(common_name, extensions="keyUsage=digitalSignature")
        template = """<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
<Reference URI=""><Transforms>
<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms>
<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference>
</SignedInfo><SignatureValue/><KeyInfo><X509Data/></KeyInfo></Signature>"""
        unsigned = pathlib.Path(self.folder.name) / "unsigned.xml"
        unsigned.write_bytes(content.replace(b"</ListeBlancheMSSante>",
                                             template.encode() + b"</ListeBlancheMSSante>"))
        out = unsigned.with_name("signed.xml")
        run("xmlsec1", "--sign", "--privkey-pem", f"{key},{pem}", "--output", out, unsigned)
        return out.read_bytes()

    def test_a_white_list_is_published_when_its_signer_is_the_right_one(self):
        plain = (SAMPLE / "listeblanchemssante.xml").read_bytes()
        signed = self.signed(self.publisher.authority, "alb.test.invalid", plain)
        foreign_authority = Authority(tempfile.mkdtemp(dir=self.folder.name),
                                      self.publisher.authority.name)
        mirror = self.mirror()
        mirror.sources["white-list"] = {
            "url": f"{self.publisher.url}/files/listeblanchemssante.xml",
            "ca_bundle": str(self.publisher.authority.pem),
            "signature": {"issuer": self.publisher.authority.name, "signer": "alb.test.invalid"}}
        mirror.configure()
        self.publisher.publish("listeblanchemssante.xml", signed)
        generation = self.published(mirror)
        domains = mirror.generations()[-1]["domains"]
        self.assertGreater(domains, 10)
        some_domain = plain[plain.index(b"<Domaine>"):plain.index(b"</Domaine>") + 10]
        for name, content, message in [
                ("unsigned", plain, "is not signed"),
                ("tampered", signed.replace(b"2022-11-02T09:00:00Z", b"2022-11-02T09:00:01Z"),
                 "was changed after it was signed"),
                ("signed by another", self.signed(self.publisher.authority, "other.invalid", plain),
                 "is signed by \"other.invalid\""),
                ("foreign authority", self.signed(foreign_authority, "alb.test.invalid", plain),
                 "cannot be verified"),
                ("smuggled", signed.replace(b"<X509Data>", some_domain + b"<X509Data>"),
                 "something else than a signature"),
        ]:
            with self.subTest(name=name):
                self.publisher.publish("listeblanchemssante.xml", content)
                ran = mirror.sync()
                self.assertEqual(ran.returncode, 3, ran.stderr)
                self.assertEqual(ran.sources["white-list"]["condition"], "refused")
                self.assertIn(message, ran.sources["white-list"]["message"])
                # No word of the operator makes a bad signature good.
                accepted = mirror.sync("--accept", "white-list")
                self.assertEqual(accepted.sources["white-list"]["condition"], "refused")
                self.still_serves(mirror, generation)

    def test_a_white_list_that_shrank_is_kept_aside(self):
        plain = (SAMPLE / "listeblanchemssante.xml").read_bytes()
        entries = plain.split(b"<Domaine>")
        half = b"<Domaine>".join(entries[:len(entries) // 2] + entries[-1:])
        mirror = self.mirror()
        mirror.sources["white-list"] = {
            "url": f"{self.publisher.url}/files/half.xml",
            "ca_bundle": str(self.publisher.authority.pem),
            "signature": {"issuer": self.publisher.authority.name, "signer": "alb.test.invalid"}}
        mirror.configure()
        sign = lambda content: self.signed(self.publisher.authority, "alb.test.invalid", content)
        self.publisher.publish("half.xml", sign(plain))
        generation = self.published(mirror)
        self.publisher.publish("half.xml", sign(half))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("domains went from", ran.sources["white-list"]["message"])
        self.still_serves(mirror, generation)
        self.published(mirror, "--accept", "white-list")

    # Running on.

    def test_one_run_at_a_time(self):
        mirror = self.mirror(url=self.odd(endless(b"x", 0.05)))
        mirror.network["low_speed_s"] = 3600
        mirror.configure()
        with subprocess.Popen(mirror.words(), env=mirror.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as first:
            while not self.publisher.odd.requests:  # it holds the lock by then
                time.sleep(0.01)
            second = mirror.sync()
            self.assertEqual(second.returncode, 3)
            self.assertIn("another sync runs on this store", second.stderr)
            self.assertIn("another sync runs on this store", second.report["error"])
            first.send_signal(signal.SIGTERM)
            out, errors = first.communicate(timeout=60)
        self.assertEqual(first.returncode, 3)
        self.assertIn("stopped", errors)
        report = json.loads(out)
        self.assertIn("stopped", report["error"])
        self.assertIn(("mailboxes", "unfinished"), [(source["name"], source["outcome"])
                                                    for source in report["sources"]])

    @contextlib.contextmanager
    def every_second(self, mirror, *more):
        """A sync that goes on; the function that waits for the report of its next run."""
        with subprocess.Popen(mirror.words("--every", "1s", *more), env=mirror.environment,
                              text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL) as loop:
            try:
                yield lambda: json.loads(loop.stdout.readline())
            finally:
                loop.send_signal(signal.SIGTERM)
            self.assertEqual(loop.wait(timeout=60), 0)

    def outcome(self, report):
        return {source["name"]: source["outcome"] for source in report["sources"]}["mailboxes"]

    def test_every_so_often_until_a_signal(self):
        with self.every_second(self.mirror()) as next_report:
            first = next_report()
            second = next_report()
        self.assertNotEqual(first["published"], "")
        self.assertEqual((second["published"], second["served"]), ("", first["published"]))

    def test_runs_that_fail_are_followed_by_others(self):
        mirror = self.mirror(url=self.odd(status(500)))
        with self.every_second(mirror) as next_report:
            report = next_report()
            self.assertIn("nothing is published without", report["error"])
            self.odd(body(self.mailboxes))
            while report["error"]:
                report = next_report()
            self.assertNotEqual(report["published"], "")
            # The lock of another run.
            with open(mirror.store / "sources" / "LOCK", "w", encoding="ascii") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                while not report["error"]:
                    report = next_report()
                self.assertIn("another sync runs on this store", report["error"])
            while report["error"]:
                report = next_report()
            self.assertEqual(self.outcome(report), "unchanged")

    def test_a_name_is_accepted_once(self):
        mirror = self.mirror()
        self.published(mirror)
        lines = self.mailboxes.splitlines(keepends=True)
        self.publisher.publish("mailboxes.txt", b"".join(lines[:len(lines) * 3 // 4]))
        with self.every_second(mirror, "--accept", "mailboxes") as next_report:
            self.assertEqual(self.outcome(next_report()), "new")
            self.publisher.publish("mailboxes.txt", b"".join(lines[:len(lines) // 2]))
            report = next_report()
            while self.outcome(report) == "unchanged":  # it had begun before
                report = next_report()
        self.assertEqual((self.outcome(report), report["published"]), ("refused", ""))

    def test_who_rolled_back_stays_there_until_there_are_news(self):
        mirror = self.mirror()
        first = self.published(mirror)
        self.publisher.publish("mailboxes.txt", last_dropped(self.mailboxes))
        self.published(mirror)
        run(mirror.indexer, "rollback", "--store", mirror.store)
        self.assertEqual(mirror.sync().report["served"], first)
        self.publisher.publish("mailboxes.txt", last_dropped(self.mailboxes, 2))
        self.published(mirror)

    def test_a_source_not_followed_any_more_is_forgotten(self):
        mirror = self.mirror()
        self.published(mirror)
        mirror.sources = {"mailboxes": mirror.sources["mailboxes"]}
        mirror.configure()
        self.published(mirror)
        left = sorted(path.name for path in (mirror.store / "sources").iterdir())
        self.assertEqual(left, ["LOCK", "mailboxes", "mailboxes.json"])


if __name__ == "__main__":
    SAMPLE = pathlib.Path(sys.argv[1]) / "tests" / "data" / "sample"
    PROGRAMS = pathlib.Path(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
