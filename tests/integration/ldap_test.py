#!/usr/bin/env python3
"""Mail clients' LDAP, with the real parts: annuaire-server, slapd, ldapsearch.

    ldap_test.py SOURCE_DIR BIN_DIR
"""

import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unicodedata
import unittest

import ldap_parts
import ldap_wire
from ldap_parts import BASE

SOURCE, PROGRAMS = map(pathlib.Path, sys.argv[1:3])
MAR = "(|(cn=*mar*)(mail=*mar*)(givenName=*mar*)(sn=*mar*))"  # as Thunderbird types "mar"
PLUS = "anti+grippe@infirmier.mssante.fr"  # a DN escapes it
OPERATIONS_ERROR_OTHER = 80

parts = None


class Parts:
    """One server and one slapd that all tests share, and the folder of the others."""

    def __init__(self, folder):
        self.folder = folder
        self.socket = folder / "ldap"
        ldap_parts.ingest_sample(SOURCE, PROGRAMS, folder / "store", [PLUS])
        self.server = ldap_parts.Server(PROGRAMS, folder / "store", self.socket)
        self.certificates = ldap_parts.make_certificates(folder / "tls")
        self.tls = ["--tls", self.certificates / "cert.pem", self.certificates / "key.pem"]
        self.slapd = ldap_parts.Slapd(SOURCE, folder / "open", self.socket, self.tls, tls=True)

    def stop(self):
        self.slapd.stop()
        self.server.stop()


def search(filter_text, attributes=("mail",), slapd=None, **options):
    """(result code, decoded entries) over a connection of its own."""
    with ldap_wire.Connection("127.0.0.1", (slapd or parts.slapd).port) as ldap:
        assert ldap.bind() == 0
        code, entries = ldap.search(BASE, filter_text, attributes, **options)
        ldap.unbind()
    return code, [ldap_wire.decode_entry(entry) for entry in entries]


def mails(entries):
    return [entry["attributes"]["mail"][0].decode() for entry in entries]


def ldapsearch(*arguments, uri=None, ca=None):
    environment = {**os.environ, "LDAPNOINIT": "1"}
    if ca:
        environment.pop("LDAPNOINIT")
        environment.update({"LDAPTLS_CACERT": str(ca), "LDAPTLS_REQCERT": "demand",
                            "LDAPCONF": "/dev/null", "LDAPRC": "/dev/null"})
    return subprocess.run(["ldapsearch", "-x", "-LLL", "-o", "ldif-wrap=no", "-H",
                           uri or parts.slapd.uri, "-b", BASE, *arguments],
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=60, check=False)


# A second, plain evaluator of filters, over entries as slapd sent them.

def fold(text):
    text = text.replace("–", "-").replace("’", "'").replace("œ", "oe").replace("Œ", "oe")
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(" " if c in ",-" else c for c in decomposed
                            if not unicodedata.combining(c)).casefold().split())


def holds(filter_text, entry):
    value, rest = _holds(filter_text, entry)
    assert not rest
    return value is True


def _holds(text, entry):
    """(True, False or None for Undefined, what follows)."""
    if text[1] in "&|!":
        values, rest = [], text[2:]
        while rest[0] == "(":
            value, rest = _holds(rest, entry)
            values.append(value)
        if text[1] == "!":
            value = None if values[0] is None else not values[0]
        elif text[1] == "&":
            value = False if False in values else None if None in values else True
        else:
            value = True if True in values else None if None in values else False
        return value, rest[1:]
    item, rest = text[1:].split(")", 1)
    name, value = item.split("=", 1)
    known = {"cn", "sn", "givenname", "displayname", "mail", "o", "ou", "l", "title"}
    name = {"gn": "givenname"}.get(name.lower(), name.lower())
    if name not in known:
        return None, rest
    pieces = [re.sub(rb"\\([0-9a-fA-F]{2})", lambda m: bytes([int(m[1], 16)]), piece.encode())
              for piece in re.split(r"\*+", value)]
    pattern = ".*".join(re.escape(fold(piece.decode())) for piece in pieces)
    held = [fold(v.decode()) for n, vs in entry["attributes"].items() if n.lower() == name
            for v in vs]
    return any(re.fullmatch(pattern, v, re.DOTALL) for v in held), rest


def words_of(entry):
    text = " ".join(v.decode() for vs in entry["attributes"].values() for v in vs)
    return re.findall(r"[^\W_]+", fold(text))


class FilterTest(unittest.TestCase):
    """The table is ldap_filters.tsv; the evaluator above says what is right."""

    def test_every_filter_of_the_corpus(self):
        code, everybody = search("(objectClass=*)", (), size_limit=500, scope=1)
        self.assertEqual(code, 0)
        self.assertGreater(len(everybody), 200)
        table = (SOURCE / "tests/integration/ldap_filters.tsv").read_text(encoding="utf-8")
        rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
        self.assertEqual(len(rows), 26)
        for client, typed, want_code, want_count, filter_text in rows:
            with self.subTest(client=client, typed=typed):
                # As the wire carries it: the escapes are only for text.
                sent = re.sub(r"\*+", "*", filter_text)
                result = ldapsearch("-z", "100", sent, "*")
                code = result.returncode
                found = re.findall(r"^mail: (.*)$", result.stdout, re.MULTILINE)
                self.assertEqual(code, int(want_code), result.stdout[-200:])
                self.assertEqual(len(found), int(want_count))
                right = {mail for entry in everybody if holds(sent, entry)
                         for mail in mails([entry])}
                self.assertEqual(set(found) - right, set(), "sent and not matching")
                if code == 0:  # nobody missing whom the words begin a word of
                    typed_words = re.findall(r"[^\W_]+", fold(typed))
                    for entry in everybody:
                        mail = mails([entry])[0]
                        words = words_of(entry)
                        if mail in right and all(any(w.startswith(t) for w in words)
                                                 for t in typed_words):
                            self.assertIn(mail, found)

    def test_a_filter_thunderbird_does_not_escape(self):
        # Two stars in a row are no text ldapsearch takes; slapd gets them as one.
        self.assertEqual(mails(search("(|(cn=*mar**)(mail=*mar*)(givenName=*mar*)(sn=*mar*))")[1]),
                         mails(search(MAR)[1]))

    def test_a_title_before_a_name_is_no_part_of_what_is_shown(self):
        code, entries = search("(&(mail=*)(|(mail=dr laura mar*)(|(cn=dr laura mar*))))", ("cn",))
        self.assertEqual((code, [[name.decode() for name in entry["attributes"]["cn"]]
                                 for entry in entries]), (0, [[
                                     "MARTIN Laura – Psychiatrie – Nantes",
                                     "Laura MARTIN – Psychiatrie – Nantes",
                                     "dr laura mar"]]))

    def test_attributes_and_limits(self):
        code, entries = search(MAR, ("cn", "mail"), size_limit=5)
        self.assertEqual((code, len(entries)), (4, 5))
        self.assertEqual({name for entry in entries for name in entry["attributes"]},
                         {"cn", "mail"})
        code, entries = search("(objectClass=*)", ("1.1",))
        self.assertEqual((code, len(entries)), (4, 100), "the soft limit of the configuration")
        self.assertEqual(entries[0]["attributes"], {})

    def test_pages(self):
        # An answer is one page: it is never longer than 500 entries.
        result = ldapsearch("-E", "pr=10/noprompt", "(sn=mar*)", "dn")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertEqual(result.stdout.count("dn:"), 6)
        result = ldapsearch("-E", "!pr=10/noprompt", "(sn=mar*)", "dn")
        self.assertEqual(result.returncode, 12, "unavailableCriticalExtension")

    def test_base_and_entry(self):
        code, entries = search("(objectClass=*)", (), scope=0)
        self.assertEqual((code, [e["dn"] for e in entries]), (0, [BASE]))
        entry = "mail=martin.isabelle@infirmier.mssante.fr," + BASE
        with ldap_wire.Connection("127.0.0.1", parts.slapd.port) as ldap:
            ldap.bind()
            self.assertEqual(len(ldap.search(entry, "(objectClass=*)", scope=0)[1]), 1)
            for escaped in ["\\+", "\\2b"]:
                plus = f"mail={PLUS.replace('+', escaped)},{BASE}"
                code, entries = ldap.search(plus, "(objectClass=*)", scope=0)
                found = mails(map(ldap_wire.decode_entry, entries))
                self.assertEqual((code, found), (0, [PLUS]), plus)
            self.assertEqual(ldap.search("cn=x," + BASE, "(objectClass=*)")[0], 32)

    def test_nothing_can_be_changed(self):
        result = subprocess.run(
            ["ldapdelete", "-x", "-H", parts.slapd.uri,
             "mail=martin.isabelle@infirmier.mssante.fr," + BASE],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        self.assertNotEqual(result.returncode, 0)
        self.assertEqual(len(search("(mail=martin.isabelle@infirmier.mssante.fr)")[1]), 1)


class MalformedTest(unittest.TestCase):
    def ask_socket(self, block):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(60)
            client.connect(str(parts.socket))
            client.sendall(block)
            answer = b""
            while received := client.recv(1 << 16):
                answer += received
        return answer

    def test_two_hundred_malformed_filters(self):
        whole = "(&(mail=*)(|(cn=*mar*)(sn=a\\2ab)(!(o=x))))"
        random.seed(6)
        filters = {"", "(", ")", "(|(cn=*a)(b*)(mail=*a)(b*))", "(cn=\\", "(" * 5000,
                   "(!" * 40 + "(cn=a)" + ")" * 40, "(cn=" + "a" * 20_000 + ")"}
        while len(filters) < 200:
            at = random.randrange(len(whole))
            if whole[at] in "()\\=":
                filters.add(whole[:at] + whole[at + 1 + random.randrange(9):])
            filters.add(whole[:at] + random.choice("()\\") + whole[at + random.randrange(4):])
        codes = set()
        for text in sorted(filters):
            block = (f"SEARCH\nmsgid: 2\nbase: {BASE}\nscope: 2\nsizelimit: 10\nfilter: {text}\n"
                     "attrs: mail\n\n").encode()
            answer = self.ask_socket(block)
            code = re.search(rb"RESULT\ncode: (\d+)\n", answer)
            self.assertTrue(code, text[:100])
            codes.add(int(code[1]))
        self.assertIn(2, codes)
        self.assertLessEqual(codes, {0, 2, 4})  # some are filters all the same
        self.assertEqual(search(MAR)[0], 0)

    def test_a_filter_that_is_too_long(self):
        self.assertEqual(search("(cn=" + "a" * 200_000 + ")"), (2, []))
        self.assertEqual(search(MAR)[0], 0)

    def test_two_hundred_malformed_searches(self):
        random.seed(7)
        whole = ldap_wire.search_request(2, BASE, MAR, ("cn", "mail"), 10)
        for _ in range(200):
            broken = bytearray(whole)
            for _ in range(random.randrange(1, 4)):
                broken[random.randrange(len(broken))] = random.randrange(256)
            with ldap_wire.Connection("127.0.0.1", parts.slapd.port) as ldap:
                ldap.bind()
                try:
                    ldap.send(bytes(broken[:random.randrange(len(broken)) + 1]))
                    ldap.socket.shutdown(socket.SHUT_WR)
                    while ldap.socket.recv(1 << 16):  # slapd answers or hangs up
                        pass
                except TimeoutError:
                    raise  # neither an answer nor an end
                except OSError:
                    pass  # it hung up while we spoke
        self.assertEqual(search(MAR)[0], 0)
        self.assertIsNone(parts.slapd.process.poll())
        self.assertIsNone(parts.server.process.poll())


class ManyClientsTest(unittest.TestCase):
    def test_sixty_four_at_once(self):
        want = mails(search(MAR)[1])
        together = threading.Barrier(64)
        answers = []

        def ask():
            with ldap_wire.Connection("127.0.0.1", parts.slapd.port) as ldap:
                ldap.bind()
                together.wait()
                for _ in range(5):
                    code, entries = ldap.search(BASE, MAR, ("mail",))
                    answers.append((code, mails(map(ldap_wire.decode_entry, entries))))
                ldap.unbind()

        threads = [threading.Thread(target=ask) for _ in range(64)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [(0, want)] * 320)

    def test_a_slow_reader_holds_up_nobody(self):
        with ldap_wire.Connection("127.0.0.1", parts.slapd.port) as slow:
            slow.bind()
            slow.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            request = ldap_wire.search_request(2, BASE, "(objectClass=*)", (), 500)
            for _ in range(20):
                slow.send(request)
            for _ in range(20):
                self.assertEqual(search(MAR)[0], 0)


class LifeTest(unittest.TestCase):
    def test_slapd_restarted(self):
        parts.slapd.stop()
        parts.slapd.start()
        self.assertEqual(search(MAR)[0], 0)

    def test_server_restarted(self):
        want = mails(search(MAR)[1])
        parts.server.stop()
        self.assertFalse(parts.socket.exists())
        self.assertEqual(search(MAR), (OPERATIONS_ERROR_OTHER, []))
        parts.server.start()
        self.assertEqual(mails(search(MAR)[1]), want)

    def test_server_killed(self):
        parts.server.stop(signal.SIGKILL)
        self.assertTrue(parts.socket.exists())
        self.assertEqual(search(MAR), (OPERATIONS_ERROR_OTHER, []))
        parts.server.start()
        self.assertEqual(search(MAR)[0], 0)

    def test_a_second_server_leaves_the_first_alone(self):
        second = subprocess.run(parts.server.arguments, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        self.assertEqual(second.returncode, 3)
        self.assertIn("served by another process", second.stderr)
        self.assertEqual(search(MAR)[0], 0)


class EncryptedTest(unittest.TestCase):
    def setUp(self):
        self.ca = parts.certificates / "ca.pem"

    def test_start_tls_and_ldaps(self):
        plain = ldapsearch(MAR, "mail")
        self.assertEqual(plain.returncode, 0, plain.stdout)
        self.assertEqual(ldapsearch("-ZZ", MAR, "mail", ca=self.ca).stdout, plain.stdout)
        self.assertEqual(ldapsearch(MAR, "mail", uri=parts.slapd.tls_uri, ca=self.ca).stdout,
                         plain.stdout)

    def test_another_authority_is_not_trusted(self):
        other = parts.folder / "other"
        if not other.exists():
            ldap_parts.make_certificates(other)
        self.assertNotEqual(ldapsearch("-ZZ", MAR, ca=other / "ca.pem").returncode, 0)


class PasswordTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        password = parts.folder / "password"
        password.write_text("sésame 42\n", encoding="utf-8")
        options = [*parts.tls, "--password-file", password]
        cls.slapd = ldap_parts.Slapd(SOURCE, parts.folder / "closed", parts.socket, options,
                                     tls=True)

    @classmethod
    def tearDownClass(cls):
        cls.slapd.stop()

    def ask(self, *arguments, uri=None):
        return ldapsearch(*arguments, MAR, "mail", uri=uri or self.slapd.tls_uri,
                          ca=parts.certificates / "ca.pem")

    def test_who_has_it_may_search(self):
        result = self.ask("-D", "cn=annuaire", "-w", "sésame 42")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("mail: ", result.stdout)

    def test_nobody_else_may(self):
        for arguments in [(), ("-D", "cn=annuaire", "-w", "sesame"),
                          ("-D", "cn=annuaire," + BASE, "-w", "sésame 42"),
                          ("-D", "mail=x," + BASE, "-w", "x")]:
            result = self.ask(*arguments)
            self.assertNotEqual(result.returncode, 0, arguments)
            self.assertNotIn("mail: ", result.stdout)

    def test_not_in_clear_text(self):
        result = self.ask("-D", "cn=annuaire", "-w", "sésame 42", uri=self.slapd.uri)
        self.assertEqual(result.returncode, 13, "confidentialityRequired")


class ScriptTest(unittest.TestCase):
    def run_script(self, *arguments):
        return subprocess.run([SOURCE / "script" / "ldap", *arguments], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, check=False)

    def test_help_and_mistakes(self):
        helped = self.run_script("--help")
        self.assertEqual(helped.returncode, 0)
        self.assertIn("--socket PATH", helped.stdout)
        for arguments in [(), ("--socket",), ("--socket", "/s", "--tls", "/one"),
                          ("--socket", "/s", "--size-limit", "0"), ("--socket", "/s\n"),
                          ("--socket", "/s", "--tls", "/no", "/such"), ("--what", "x")]:
            result = self.run_script(*arguments)
            self.assertEqual((result.returncode, result.stdout), (2, ""), arguments)

    def test_the_password_is_in_no_list_of_arguments(self):
        folder = parts.folder / "seen"
        folder.mkdir()
        (folder / "password").write_text("secret 42\n", encoding="utf-8")
        witness = folder / "slappasswd"
        witness.write_text(f'#!/bin/sh\necho "$@" >{folder}/arguments\n'
                           'exec /usr/sbin/slappasswd "$@"\n', encoding="utf-8")
        witness.chmod(0o755)
        made = subprocess.run(
            [SOURCE / "script" / "ldap", "--socket", "/s", "--run-dir", folder,
             "--password-file", folder / "password"],
            env={"PATH": f"{folder}:/usr/bin:/bin"}, check=True, stdout=subprocess.PIPE, text=True)
        self.assertRegex(made.stdout, r"rootpw \{\w+\}")
        self.assertNotIn("secret", (folder / "arguments").read_text(encoding="utf-8"))

    def test_the_image_runs_it(self):
        """The command of the image, with the folders and the port of this test."""
        image = (SOURCE / "server" / "Dockerfile").read_text(encoding="utf-8")
        stage = re.search(r"^FROM \S+ AS ldap$(.*?)^FROM", image, re.MULTILINE | re.DOTALL).group(1)
        command = json.loads(re.search(r"^CMD (.*)$", stage, re.MULTILINE).group(1))
        folder = parts.folder / "image"
        folder.mkdir()
        (folder / "annuaire-ldap-config").symlink_to(SOURCE / "script" / "ldap")
        command = [word.replace("/tmp", str(folder)).replace("/run/annuaire/ldap", str(parts.socket))
                   for word in command]
        slapd = ldap_parts.Slapd(SOURCE, folder / "unused", parts.socket)
        slapd.stop()
        environment = {"PATH": f"{folder}:/usr/sbin:/usr/bin:/sbin:/bin",
                       "ANNUAIRE_LDAP_URLS": slapd.uri + "/",
                       "ANNUAIRE_LDAP_OPTIONS": "--size-limit 2"}
        slapd.start(command, environment)
        self.addCleanup(slapd.stop)
        code, entries = search(MAR, slapd=slapd)
        self.assertEqual((code, len(entries)), (4, 2))

    def test_the_output_is_for_its_owner_only(self):
        """Also where a file that everybody may read was there before."""
        output = parts.folder / "annuaire.conf"
        output.write_text("", encoding="utf-8")
        output.chmod(0o644)
        made = self.run_script("--socket", "/s", "--output", output)
        self.assertEqual(made.stdout, "")
        self.assertEqual(output.stat().st_mode & 0o777, 0o600)
        self.assertIn('socketpath "/s"', output.read_text(encoding="utf-8"))

    def test_the_unit_tells_of_binds_and_not_of_searches(self):
        """The command of the unit, with the configuration and the port of this test."""
        unit = (SOURCE / "script/systemd/annuaire-ldap.service").read_text(encoding="utf-8")
        command = re.search(r"^ExecStart=/bin/bash -c '(.*?)'$", unit, re.MULTILINE | re.DOTALL).group(1)
        (parts.folder / "password").write_text("secret", encoding="utf-8")
        slapd = ldap_parts.Slapd(SOURCE, parts.folder / "unit", parts.socket,
                                 ["--password-file", parts.folder / "password"])
        slapd.stop()
        command = command.replace("\\\n", "").replace("/run/annuaire-ldap/slapd.conf",
                                                      str(slapd.configuration))
        slapd.start(["bash", "-c", command], {"PATH": "/usr/bin:/bin",
                                              "ANNUAIRE_LDAP_URLS": slapd.uri + "/"})
        for password in ["guessed", "secret"]:
            ldapsearch("-D", "cn=annuaire", "-w", password, "(cn=*zebulon*)", uri=slapd.uri)
        slapd.process.terminate()
        told = slapd.process.stderr.read().decode()
        slapd.stop()
        self.assertRegex(told, 'ACCEPT from IP=127.0.0.1')
        self.assertRegex(told, 'BIND dn="cn=annuaire"')
        self.assertRegex(told, 'err=49')
        self.assertNotIn("zebulon", told)

    def test_base_and_limits(self):
        made = self.run_script("--socket", "/s", "--base", "o=hôpital,c=fr", "--size-limit", "7",
                               "--time-limit", "3").stdout
        self.assertIn('suffix "o=hôpital,c=fr"', made)
        self.assertIn("size.soft=7", made)
        self.assertIn("time.soft=3", made)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        parts = Parts(pathlib.Path(name))
        try:
            outcome = unittest.main(argv=sys.argv[:1], exit=False, verbosity=2)
        finally:
            parts.stop()
    sys.exit(not outcome.result.wasSuccessful())
