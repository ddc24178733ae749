"""annuaire-indexer sync against a real HTTPS server: what is followed, run after run."""

import contextlib
import fcntl
import hashlib
import json
import shutil
import signal
import subprocess
import time

import sync_parts
from https_fixture import body, endless, run, status
from sync_parts import DIPLOMAS, PERSONS, SAMPLE, SKILLS, SyncCase, last_dropped, zipped


class SyncTest(SyncCase):
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

    def test_what_a_run_killed_after_publishing_did_not_say_is_good(self):
        mirror = self.mirror()
        self.published(mirror)
        said = mirror.state("mailboxes")
        unread = {**said["good"], "rows_read": 0, "rows_rejected": 0}
        (mirror.store / "sources" / "mailboxes.json").write_text(
            json.dumps({**said, "fresh": unread, "good": {}}), encoding="utf-8")
        again = mirror.sync()
        self.assertEqual((again.returncode, again.report["published"]), (0, ""), again.stderr)
        self.assertEqual(mirror.state("mailboxes")["good"], said["good"])

    def test_a_lock_that_cannot_be_taken_is_told_from_another_sync(self):
        mirror = self.mirror()
        self.published(mirror)
        lock = mirror.store / "sources" / "LOCK"
        lock.unlink()
        lock.mkdir()
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("opening " + str(lock), ran.report["error"])
        self.assertNotIn("another sync", ran.stdout + ran.stderr)

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

    def test_a_run_that_cannot_start_tells_what_is_served(self):
        mirror = self.mirror()
        generation = self.published(mirror)
        with open(mirror.store / "sources" / "LOCK", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertEqual(mirror.sync().report["served"], generation)
        self.assertEqual(mirror.sync("--accept", "nobody").report["served"], generation)
        mirror.config.write_text("{", encoding="utf-8")
        self.assertEqual(mirror.sync().report["served"], generation)

    def test_a_run_ends_with_a_line_and_the_journal_is_told_what_is_an_error(self):
        mirror = self.mirror()
        log = mirror.store.with_suffix(".log")
        cases = [
            # name, address of the mailboxes, priority and beginning of the last event
            ("published", None, "<6>", "outcome=published published=2"),
            ("unchanged", None, "<6>", 'outcome=unchanged published="" seconds='),
            ("a source fails", self.odd(status(404)), "<4>", 'outcome=unchanged published=""'),
            ("nothing to start with", "no address", "<3>", 'outcome=failed published=""'),
        ]
        for name, address, priority, event in cases:
            with self.subTest(name=name), open(log, "wb") as stderr:
                mirror.configure(mailboxes={"url": address} if address else {})
                found = log.stat()
                subprocess.run(mirror.words(), check=False, stdout=subprocess.DEVNULL, stderr=stderr,
                               env={**mirror.environment,
                                    "JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"})
                lines = log.read_text(encoding="utf-8").splitlines()
                self.assertEqual([line for line in lines if not line.startswith("<")], [])
                self.assertTrue(lines[-1].startswith(priority), lines[-1])
                self.assertIn(" event=run " + event, lines[-1])
                self.assertRegex(lines[-1], r" new=\d+ unchanged=\d+ failed=\d+ refused=\d+ peak_rss=\d+")

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
        self.assertRegex(ran.stderr, "^time=[^ ]* event=run outcome=failed .* error=[^\n]*\n$")
        self.assertIn(str(mirror.store), ran.report["error"])

    def test_old_data_is_said_to_be_stale(self):
        mirror = self.mirror()
        self.assertEqual(self.mirror().sync("--stale-after", "100000d").sources["mailboxes"]
                         ["stale"], False)
        ran = mirror.sync("--stale-after", "1s")
        self.assertTrue(ran.sources["mailboxes"]["stale"])
        self.assertIn("event=stale source=mailboxes", ran.stderr)

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
            self.assertIn("is locked by another sync of this store", second.stderr)
            self.assertIn("is locked by another sync of this store", second.report["error"])
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
            def next_report():
                report = json.loads(loop.stdout.readline())
                loop.send_signal(signal.SIGHUP)  # a session that was closed ends nothing
                return report
            try:
                yield next_report
            finally:
                loop.send_signal(signal.SIGTERM)
            self.assertEqual(loop.wait(timeout=60), 0)

    def outcomes(self, report):
        return {source["name"]: source["outcome"] for source in report["sources"]}

    def outcome(self, report):
        return self.outcomes(report)["mailboxes"]

    def test_each_run_is_noted_with_its_end(self):
        mirror = self.mirror()
        self.published(mirror)
        noted = mirror.store / "sources" / "RUN"
        noted.unlink()
        for fails in (False, True):
            with self.subTest(fails=fails):
                if fails:
                    shutil.rmtree(mirror.store / "generations")
                    (mirror.store / "generations").write_text("a file", encoding="utf-8")
                ran = mirror.sync()
                run = self.last_run(mirror)
                self.assertEqual(run["started_at"], ran.report["started_at"])
                self.assertGreaterEqual(run["ended_at"], run["started_at"])
                self.assertEqual(run["failure"], ran.report["error"])
                self.assertEqual(run["failed_since"], run["ended_at"] if fails else "")
                self.assertEqual(bool(run["failure"]), fails)
        since = self.last_run(mirror)["failed_since"]
        mirror.sync()
        self.assertEqual(self.last_run(mirror)["failed_since"], since)

    def test_every_so_often_until_a_signal(self):
        with self.every_second(self.mirror()) as next_report:
            first = next_report()
            second = next_report()
        self.assertNotEqual(first["published"], "")
        self.assertEqual((second["published"], second["served"]), ("", first["published"]))

    def test_what_is_followed_is_settled_at_the_start(self):
        mirror = self.mirror()
        mirror.sources = {"fhir": {}}
        mirror.configure()
        state = mirror.store / "sources" / "fhir.json"
        state.parent.mkdir(parents=True)
        state.write_text('{"good": {"name": "fhir-20261121.1f0c9d2.json"}}', encoding="utf-8")
        with self.every_second(mirror) as next_report:
            report = next_report()
            self.assertEqual(self.outcomes(report), {"fhir": "failed"})
            self.assertIn("no good copy of any source", report["error"])
            state.unlink()
            self.assertEqual(self.outcomes(next_report()), {"fhir": "failed"})

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
                self.assertIn("is locked by another sync of this store", report["error"])
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
        self.assertEqual(left, ["LOCK", "RUN", "mailboxes", "mailboxes.json"])


if __name__ == "__main__":
    sync_parts.main()
