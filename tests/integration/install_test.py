"""What "cmake --install" and the Debian package put where, and that it runs there.

    install_test.py BUILD_DIR
"""

import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

# Under the prefix: mode, path.
LAYOUT = """
755 bin/annuaire
755 bin/annuaire-indexer
755 bin/annuaire-ldap-config
755 bin/annuaire-server
644 lib/systemd/system/annuaire-indexer.service
644 lib/systemd/system/annuaire-indexer.timer
644 lib/systemd/system/annuaire-ldap.service
644 lib/systemd/system/annuaire-server.service
644 lib/sysusers.d/annuaire.conf
644 lib/tmpfiles.d/annuaire.conf
644 share/annuaire/proto/annuaire/v1/directory_service.proto
644 share/annuaire/proto/annuaire/v1/mailbox_service.proto
644 share/annuaire/proto/annuaire/v1/mirror_service.proto
644 share/annuaire/proto/annuaire/v1/record.proto
644 share/doc/annuaire/CHANGELOG.md
644 share/doc/annuaire/README.md
644 share/doc/annuaire/copyright
644 share/doc/annuaire/examples/indexer.env
644 share/doc/annuaire/examples/ldap.env
644 share/doc/annuaire/examples/server.env
644 share/doc/annuaire/examples/sync.json
""".split("\n")[1:-1]

PROGRAMS = ["annuaire", "annuaire-indexer", "annuaire-server"]
PACKAGE_BYTES_MAX = 40_000_000


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def layout(prefix):
    return sorted((f"{path.stat().st_mode & 0o777:o} {path.relative_to(prefix)}"
                   for path in prefix.rglob("*") if path.is_file()), key=lambda line: line[4:])


def check_programs(folder):
    for program in PROGRAMS:
        assert output(folder / program, "--version").startswith(program + " "), program
    assert "annuaire-ldap-config" in output(folder / "annuaire-ldap-config", "--help")


def check_installation(build, folder):
    command = f"DESTDIR={shlex.quote(str(folder))} cmake --install {shlex.quote(build)} --prefix /usr/local --strip"
    output("bash", "-c", command)
    assert layout(folder / "usr/local") == LAYOUT, "\n".join(layout(folder / "usr/local"))
    assert [path.name for path in folder.iterdir()] == ["usr"]
    check_programs(folder / "usr/local/bin")


def check_package(build, folder):
    output("cpack", "-G", "DEB", "--config", f"{build}/CPackConfig.cmake", "-B", str(folder))
    package, = folder.glob("annuaire_*.deb")
    assert package.stat().st_size < PACKAGE_BYTES_MAX, package.stat().st_size

    output("dpkg-deb", "-R", str(package), str(folder / "unpacked"))
    assert layout(folder / "unpacked/usr") == LAYOUT, "\n".join(layout(folder / "unpacked/usr"))
    assert {path.name for path in (folder / "unpacked").iterdir()} == {"DEBIAN", "usr"}
    assert all(" root/root " in line for line in output("dpkg-deb", "-c", str(package)).splitlines())
    check_programs(folder / "unpacked/usr/bin")

    fields = dict(re.findall(r"^(\S+): (.*)$",
                             output("dpkg-deb", "-f", str(package)), re.MULTILINE))
    assert fields["Package"] == "annuaire"
    needed = {entry.split()[0] for entry in fields["Depends"].split(", ")}
    assert needed >= {"ca-certificates", "libc6", "libcurl4", "libxml2", "libxmlsec1-openssl"}, needed
    foreign = {name for name in needed if name.endswith("-dev") or name in ("nginx-light", "slapd")}
    assert not foreign, foreign
    for script in ["postinst", "prerm", "postrm"]:
        subprocess.run(["sh", "-n", folder / "unpacked/DEBIAN" / script], check=True)


with tempfile.TemporaryDirectory() as name:
    for check in [check_installation, check_package]:
        place = pathlib.Path(name) / check.__name__
        place.mkdir()
        check(sys.argv[1], place)
