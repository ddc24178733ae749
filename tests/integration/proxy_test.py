"""The nginx of server/README.md before annuaire-server, and annuaire through it.

    proxy_test.py SOURCE_DIR BIN_DIR
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import ldap_parts

SOURCE, PROGRAMS = map(pathlib.Path, sys.argv[1:3])
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
# More than a request may be by nginx's own default.
ADDRESSES = "franck_raynaud@infirmier.mssante.fr\n" * 40_000

# Words after "annuaire", exit code, what is printed; $PROXY, $OTHER and $PLAIN are where.
CASES = [
    ("--server $PROXY --ca ca.pem suggest mar", 0, "@"),
    ("--server $PROXY --ca ca.pem validate --file addresses --csv", 0, ";40000\n"),
    ("--server $PROXY --tls health", 3, "of no authority that is trusted"),
    ("--server $OTHER --ca ca.pem health", 3, "is that of another name"),
    ("--server $PROXY health", 3, "or encrypts: try --tls"),
    ("--server $PLAIN --ca ca.pem health", 3, "does not encrypt"),
]


def configuration(folder, socket, port):
    """The example, with the paths and the port of this test."""
    text = (SOURCE / "server" / "README.md").read_text(encoding="utf-8")
    example = re.search(r"^    server {$.*?^    }$", text, re.MULTILINE | re.DOTALL).group(0)
    for theirs, ours in [("listen 443", f"listen 127.0.0.1:{port}"), ("/run/annuaire/grpc", str(socket)),
                         ("/etc/annuaire/tls", str(folder / "tls"))]:
        assert theirs in example, theirs
        example = example.replace(theirs, ours)
    return (f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error;\n"
            f"events {{}}\nhttp {{ access_log off;\n{example}\n}}\n")


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    ldap_parts.make_certificates(folder / "tls")
    ldap_parts.ingest_sample(SOURCE, PROGRAMS, folder / "store")
    (folder / "tls" / "addresses").write_text(ADDRESSES, encoding="utf-8")
    port = ldap_parts.free_port()
    (folder / "nginx.conf").write_text(configuration(folder, folder / "grpc", port), encoding="utf-8")
    server = subprocess.Popen([PROGRAMS / "annuaire-server", "--store", folder / "store", "--listen",
                               f"unix:{folder}/grpc"], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    assert server.stdout.readline().startswith("listening on ")
    nginx = subprocess.Popen([NGINX, "-e", folder / "error", "-c", folder / "nginx.conf"],
                             stderr=subprocess.PIPE)
    try:
        ldap_parts.wait_until_listening(port, nginx)
        where = {"$PROXY": f"127.0.0.1:{port}", "$OTHER": f"localhost:{port}",
                 "$PLAIN": f"unix:{folder}/grpc"}
        for words, code, printed in CASES:
            ran = subprocess.run([PROGRAMS / "annuaire", *[where.get(word, word) for word in words.split()]],
                                 cwd=folder / "tls", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                 text=True, timeout=60, check=False)
            assert ran.returncode == code and printed in ran.stdout, (words, ran.returncode, ran.stdout[:500])
    finally:
        for process in [nginx, server]:
            process.terminate()
            process.wait()
