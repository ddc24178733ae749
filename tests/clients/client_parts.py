"""What every test of a real mail client needs: the directory over LDAP, and child processes."""

import contextlib
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))

import ldap_parts  # noqa: E402

BASE = ldap_parts.BASE


@contextlib.contextmanager
def directory(source, programs, folder, options=(), tls=False):
    """slapd, before annuaire-server with the bundled sample; both write in "folder"."""
    ldap_parts.ingest_sample(source, programs, folder / "store")
    with contextlib.ExitStack() as stack:
        server = ldap_parts.Server(programs, folder / "store", folder / "ldap")
        stack.callback(server.stop)
        slapd = ldap_parts.Slapd(source, folder / "slapd", folder / "ldap", options, tls)
        stack.callback(slapd.stop)
        yield slapd


@contextlib.contextmanager
def child(arguments, **options):
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
