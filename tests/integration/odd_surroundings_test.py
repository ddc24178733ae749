"""The programs where standard streams are closed, and beside a server that has stopped.

    odd_surroundings_test.py SOURCE_DIR BIN_DIR
"""

import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

SOURCE, PROGRAMS = map(pathlib.Path, sys.argv[1:3])
SAMPLE = SOURCE / "tests" / "data" / "sample"
INPUTS = [str(p) for p in sorted(SAMPLE.iterdir()) if p.suffix in (".txt", ".csv", ".json", ".xml")]


def run(program, *arguments, closed=(), **more):
    """The program, with standard streams of these numbers closed."""
    return subprocess.run(
        [PROGRAMS / program, *arguments], capture_output=True, text=True, timeout=240,
        preexec_fn=lambda: [os.close(number) for number in closed], **more)


def ingest(store, closed=()):
    return run("annuaire-indexer", "ingest", "--nice", "0", "--store", store, *INPUTS, closed=closed)


@contextlib.contextmanager
def serving(store, closed=()):
    """A server and its address."""
    address = f"unix:{store}/socket"
    server = subprocess.Popen(
        [PROGRAMS / "annuaire-server", "--store", store, "--listen", address],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        preexec_fn=lambda: [os.close(number) for number in closed])
    try:
        assert server.stdout.readline().startswith("listening on ")
        yield server, address
    finally:
        server.send_signal(signal.SIGCONT)
        server.terminate()
        server.communicate()


class ClosedStreams(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.store = folder.name

    def test_what_is_said_is_not_written_into_the_store(self):
        made = ingest(self.store, closed=(0, 1, 2))
        self.assertEqual(made.returncode, 3)  # its answer could not be written
        verified = run("annuaire-indexer", "verify", "--store", self.store)
        self.assertEqual(verified.returncode, 0, verified.stderr)

    def test_a_server_serves(self):
        self.assertEqual(ingest(self.store).returncode, 0)
        with serving(self.store, closed=(0, 2)) as (_, address):
            answer = run("annuaire", "--server", address, "status")
            self.assertEqual(answer.returncode, 0, answer.stderr)
        verified = run("annuaire-indexer", "verify", "--store", self.store)
        self.assertEqual(verified.returncode, 0, verified.stderr)

    def test_a_list_that_cannot_be_read_is_an_error(self):
        self.assertEqual(ingest(self.store).returncode, 0)
        with serving(self.store) as (_, address):
            answer = run("annuaire", "--server", address, "validate", "--file", "-",
                         closed=(0,))
        self.assertEqual(answer.returncode, 2, answer.stderr)
        self.assertIn("cannot read standard input: Bad file descriptor", answer.stderr)


class StoppedServer(unittest.TestCase):
    def test_a_list_ends_when_the_server_neither_reads_nor_answers(self):
        with tempfile.TemporaryDirectory() as store:
            self.assertEqual(ingest(store).returncode, 0)
            addresses = pathlib.Path(store) / "addresses.txt"
            addresses.write_text("".join(f"jean.dupre{n}@medecin.mssante.fr\n"
                                         for n in range(400_000)))
            with serving(store) as (server, address):
                asked = [PROGRAMS / "annuaire", "--server", address, "--timeout", "1",
                         "validate", "--csv", "--file", addresses]
                client = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                client.stdout.read(10_000)
                server.send_signal(signal.SIGSTOP)
                _, said = client.communicate(timeout=240)
        self.assertEqual(client.returncode, 3, said)
        self.assertIn(b"the answers are incomplete", said)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
