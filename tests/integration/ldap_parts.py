"""The parts of an LDAP test: annuaire-server with the bundled sample, and slapd before it.

Each part is a child process of its own, in a folder of its own, on a free port
of 127.0.0.1, and is stopped by its process id.
"""

import pathlib
import shutil
import signal
import socket
import subprocess
import time

BASE = "ou=bal,o=mssante,c=fr"
SECONDS_MAX = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_listening(port, process):
    """Returns once somebody listens on the port, which neither slapd nor PHP tells."""
    deadline = time.monotonic() + SECONDS_MAX
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            if process.poll() is not None:
                said = process.stderr.read().decode() if process.stderr else "it ended"
                raise AssertionError(said) from None
            assert time.monotonic() < deadline, f"nobody listens on {port}"
            time.sleep(0.02)


def ingest_sample(source, programs, store, more_mailboxes=()):
    """With more ORG mailboxes than the sample's, if wanted."""
    sample = source / "tests" / "data" / "sample"
    if more_mailboxes:
        sample = shutil.copytree(sample, store.parent / "sample")
        with next(sample.glob("*Correspondance*")).open("a", encoding="utf-8") as file:
            for address in more_mailboxes:
                file.write(f"ORG|{address}{'|' * 29}\n")
    subprocess.run([programs / "annuaire-indexer", "ingest", "--store", store, sample],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Server:
    """annuaire-server, listening for LDAP on a socket."""

    def __init__(self, programs, store, socket_path):
        self.arguments = [programs / "annuaire-server", "--store", store, "--listen",
                          "127.0.0.1:0", "--ldap-socket", socket_path]
        self.socket_path = str(socket_path)
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.arguments, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if line.strip() == "listening on " + self.socket_path:
                return
        raise AssertionError("annuaire-server did not start")

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(SECONDS_MAX)
        self.process.stdout.close()


class Slapd:
    """slapd with a configuration made by script/ldap."""

    def __init__(self, source, folder, socket_path, options=(), tls=False):
        folder.mkdir()
        self.program = shutil.which("slapd", path="/usr/sbin:/usr/bin:/sbin:/bin")
        assert self.program, "slapd is missing: script/packages installs it"
        self.configuration = folder / "slapd.conf"
        made = subprocess.run(
            [source / "script" / "ldap", "--socket", socket_path, "--run-dir", folder, *options],
            check=True, stdout=subprocess.PIPE, text=True)
        self.configuration.write_text(made.stdout)
        self.port = free_port()
        self.tls_port = free_port() if tls else None
        self.start()

    @property
    def uri(self):
        return f"ldap://127.0.0.1:{self.port}"

    @property
    def tls_uri(self):
        return f"ldaps://127.0.0.1:{self.tls_port}"

    def start(self, command=None, environment=None):
        """Runs slapd, or another command that becomes slapd on the same port."""
        uris = self.uri + "/" + (f" {self.tls_uri}/" if self.tls_port else "")
        self.process = subprocess.Popen(
            command or [self.program, "-d", "0", "-f", self.configuration, "-h", uris],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        wait_until_listening(self.port, self.process)

    def stop(self):
        self.process.terminate()
        self.process.wait(SECONDS_MAX)
        self.process.stderr.close()


def make_certificates(folder):
    """A throw-away authority and the certificate of 127.0.0.1: ca.pem, cert.pem, key.pem."""
    folder.mkdir()

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "2", "-subj", "/CN=Throw-away authority", "-keyout", "ca-key.pem",
            "-out", "ca.pem")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
            "/CN=127.0.0.1", "-keyout", "key.pem", "-out", "request.pem")
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca-key.pem",
            "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "cert.pem")
    return pathlib.Path(folder)
