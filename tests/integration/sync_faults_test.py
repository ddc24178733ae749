"""annuaire-indexer sync, killed, out of disk, or told by the disk that it failed.

    sync_faults_test.py SOURCE_DIR BIN_DIR FAILING_FSYNC [--kills N] [unittest arguments]

After each fault the store verifies, the server goes on answering, and the next
run succeeds and leaves nothing behind.
"""

import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from https_fixture import Mirror, Publisher
from https_fixture import run as run_program

SAMPLE = PROGRAMS = SHIM = None
KILLS = 200

MAILBOXES = "Extraction_Correspondance_MSSante_202611200300.txt"
PERSONS = "PS_LibreAcces_Personne_activite_202611200300.txt"
ROWS_KEPT = 150  # of the persons: small files, many runs


class Server:
    """annuaire-server over a store, and a client."""

    def __init__(self, store):
        self._process = subprocess.Popen(
            [PROGRAMS / "annuaire-server", "--store", store, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self._address = self._process.stdout.readline().split()[-1]

    def is_well(self):
        return self._process.poll() is None and subprocess.run(
            [PROGRAMS / "annuaire", "--server", self._address, "--timeout", "120", "health"],
            check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def close(self):
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()


class SyncFaultsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.publisher = Publisher(pathlib.Path(cls.folder.name) / "www")
        cls.mailboxes = (SAMPLE / MAILBOXES).read_bytes()
        rows = (SAMPLE / PERSONS).read_bytes().splitlines(keepends=True)
        cls.publisher.publish(PERSONS, b"".join(rows[:ROWS_KEPT]))
        cls.edition = 0

    @classmethod
    def tearDownClass(cls):
        cls.publisher.close()
        cls.folder.cleanup()

    def publish_news(self):
        """Mailboxes that differ from those of the last editions."""
        type(self).edition += 1
        header, *rows = self.mailboxes.splitlines(keepends=True)
        self.publisher.publish("mailboxes.txt", header + b"".join(rows[self.edition % 12:]))

    def mirror(self, store=None):
        self.publish_news()
        url, authority = self.publisher.url, str(self.publisher.authority.pem)
        store = store or pathlib.Path(tempfile.mkdtemp(dir=self.folder.name)) / "store"
        mirror = Mirror(store, PROGRAMS, {
            "mailboxes": {"url": f"{url}/files/mailboxes.txt", "probe": "conditional",
                          "ca_bundle": authority},
            "persons": {"url": f"{url}/files/{PERSONS}", "probe": "conditional",
                        "ca_bundle": authority}}, retries=0)
        mirror.configure()
        return mirror

    def first_run(self, mirror):
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return ran.report["published"]

    def assert_whole(self, mirror):
        """The store opens and verifies, whatever happened."""
        return mirror.verify()

    def assert_recovers(self, mirror):
        """The next run brings the news, and leaves what it and a run before published."""
        before = mirror.verify()
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(mirror.verify(), ran.report["served"])
        if ran.report["published"]:
            self.assertEqual({path.name for path in (mirror.store / "generations").iterdir()},
                             {before, ran.report["published"]})
        for source in ("mailboxes", "persons"):
            good = mirror.state(source)["good"]["name"]
            held = {path.name for path in (mirror.store / "sources" / source).iterdir()}
            self.assertEqual(held, {good})
        return ran

    def test_killed_at_any_moment(self):
        """SIGKILL at KILLS random moments of a run that has something to publish."""
        mirror = self.mirror()
        self.first_run(mirror)
        server = Server(mirror.store)
        try:
            seed = random.randrange(1 << 32)
            moments = random.Random(seed)
            print(f"seed {seed}", flush=True)
            run_s = 0  # what a run lasts, as far as is known
            runs = killed = published = 0
            served = mirror.verify()
            while killed < KILLS:
                self.publish_news()
                begin = time.monotonic()
                # A run in ten may live, so that the moments go on spanning a whole
                # run however busy the machine becomes.
                moment = None if run_s == 0 else moments.uniform(0, 1.1 * run_s)
                run = subprocess.Popen(mirror.words(), env=mirror.environment,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                try:
                    run.wait(timeout=moment)
                except subprocess.TimeoutExpired:
                    run.send_signal(signal.SIGKILL)
                    run.wait()
                if run.returncode == -signal.SIGKILL:
                    killed += 1
                    if moment > run_s:
                        run_s *= 1.5
                else:
                    self.assertEqual(run.returncode, 0)
                    run_s = time.monotonic() - begin
                runs += 1
                now = self.assert_whole(mirror)
                published += now != served
                served = now
            self.assertTrue(server.is_well())
            self.publish_news()
            self.assert_recovers(mirror)
            run_program(mirror.indexer, "rollback", "--store", mirror.store)
            self.assertEqual(mirror.verify(), served)
            self.assertTrue(server.is_well())
            print(f"{killed} of {runs} runs killed, a whole one took about {run_s:.3f} s, "
                  f"{published} published; the store verified {runs} times, the server answered, "
                  "the next run succeeded", flush=True)
        finally:
            server.close()

    def test_a_flush_that_fails_is_survived(self):
        """EIO from one flush of a run, over and over, from the first ones to the last."""
        mirror = self.mirror()
        self.first_run(mirror)
        count = pathlib.Path(self.folder.name) / "flushes"
        shim = {"LD_PRELOAD": str(SHIM), "FLUSH_COUNT": str(count)}
        self.publish_news()
        well = mirror.sync(environment=shim)
        self.assertEqual(well.returncode, 0, well.stderr)
        flushes = int(count.read_text(encoding="ascii"))
        self.assertGreater(flushes, 10)
        step = max(1, flushes // 16)
        tried = said = 0
        first = random.randrange(1, step + 1)
        for number in range(first, flushes + 1, step):
            with self.subTest(flush=number):
                served = self.assert_whole(mirror)
                self.publish_news()
                ran = mirror.sync(environment={**shim, "FAILING_FLUSH": str(number)})
                tried += 1
                if ran.returncode != 0:
                    said += 1
                    self.assertIn("error", ran.stderr.lower())
                self.assertGreaterEqual(self.assert_whole(mirror), served)
                self.publish_news()
                self.assert_recovers(mirror)
        self.assertGreater(said, tried // 2)
        print(f"{tried} of {flushes} flushes made to fail, {said} runs said so, none lost anything",
              flush=True)

    @unittest.skipUnless(os.geteuid() == 0, "only root may mount a small disk")
    def test_a_full_disk_is_survived(self):
        disk = pathlib.Path(tempfile.mkdtemp(dir=self.folder.name))
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk],
                                 stderr=subprocess.DEVNULL, check=False)
        if mounted.returncode != 0:
            self.skipTest("this system does not let a test mount")
        try:
            mirror = self.mirror(disk / "store")
            mirror.config = disk.with_suffix(".json")
            mirror.configure()
            generation = self.first_run(mirror)
            filler = disk / "filler"
            full = enough = 0
            # More and more room, so that it ends in every step of a run.
            for kept in range(0, 2 << 20, 48 << 10):
                if enough == 2:
                    break
                self.publish_news()
                room = os.statvfs(disk)
                with open(filler, "wb") as file:
                    file.write(bytes(max(0, room.f_bavail * room.f_frsize - kept)))
                ran = mirror.sync()
                enough = enough + 1 if ran.returncode == 0 else 0
                if ran.returncode != 0:
                    full += 1
                    self.assertIn("No space left", ran.stderr)
                    self.assertEqual([mirror.state(source)["failure"]
                                      for source in ("mailboxes", "persons")], ["", ""])
                    self.assertIn(self.assert_whole(mirror), {generation})
                filler.unlink()
                generation = self.assert_recovers(mirror).report["served"]
            self.assertGreater(full, 2)
            print(f"{full} runs ran out of disk, none lost anything", flush=True)
        finally:
            subprocess.run(["umount", "-l", disk], check=True)


if __name__ == "__main__":
    SAMPLE = pathlib.Path(sys.argv[1]) / "tests" / "data" / "sample"
    PROGRAMS, SHIM = map(pathlib.Path, sys.argv[2:4])
    rest = sys.argv[4:]
    if rest[:1] == ["--kills"]:
        KILLS, rest = int(rest[1]), rest[2:]
    unittest.main(argv=[sys.argv[0], *rest])
