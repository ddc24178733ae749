"""The parts of a test of Roundcube: Debian's Roundcube on PHP's own web server, and a mailbox.

Each listens on a free port of 127.0.0.1 and keeps what it writes in a folder of
its own; Roundcube's configuration is Debian's defaults and what it is given.
"""

import contextlib
import http.cookiejar
import json
import os
import pathlib
import re
import socketserver
import sqlite3
import threading
import urllib.parse
import urllib.request

import client_parts
import ldap_parts

PUBLIC = pathlib.Path("/var/lib/roundcube/public_html")
SCHEMA = pathlib.Path("/usr/share/roundcube/SQL/sqlite.initial.sql")
DEFAULTS = pathlib.Path("/etc/roundcube")
USER = "essai@ch-troispics.mssante.fr"


class Mailbox(socketserver.ThreadingTCPServer):
    """IMAP, as little of it as Roundcube asks for: anybody may log in, messages are only kept."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _ImapHandler)
        self.port = self.server_address[1]
        self.messages = []


class _ImapHandler(socketserver.StreamRequestHandler):
    answers = {
        "LIST": '* LIST () "/" INBOX\r\n* LIST () "/" Drafts\r\n',
        "LSUB": '* LSUB () "/" INBOX\r\n* LSUB () "/" Drafts\r\n',
        "SELECT": "* FLAGS (\\Seen \\Draft)\r\n* 0 EXISTS\r\n* 0 RECENT\r\n"
                  "* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 1]\r\n",
        "STATUS": "* STATUS INBOX (MESSAGES 0 UNSEEN 0 RECENT 0 UIDNEXT 1 UIDVALIDITY 1)\r\n",
        "SEARCH": "* SEARCH\r\n",
        "LOGOUT": "* BYE\r\n",
    }

    def say(self, text):
        self.wfile.write(text.encode())

    def handle(self):
        self.say("* OK [CAPABILITY IMAP4rev1] ready\r\n")
        command = ""
        while command != "LOGOUT" and (line := self.rfile.readline()):
            tag, command, *rest = line.decode().split()
            command = rest[0].upper() if command.upper() == "UID" else command.upper()
            while literal := re.search(rb"\{(\d+)\}\r\n$", line):
                self.say("+ go on\r\n")
                text = self.rfile.read(int(literal[1]))
                if command == "APPEND":
                    self.server.messages.append(text)
                line = self.rfile.readline()
            self.say(f"{self.answers.get(command, '')}{tag} OK done\r\n")


def _write_configuration(folder, imap_port, settings):
    folder.mkdir()
    for name in ("defaults.inc.php", "mimetypes.php"):
        (folder / name).symlink_to(DEFAULTS / name)
    database = folder / "roundcube.sqlite"
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    (folder / "config.inc.php").write_text(f"""<?php
$config['db_dsnw'] = 'sqlite:///{database}?mode=0600';
$config['imap_host'] = '127.0.0.1:{imap_port}';
$config['temp_dir'] = $config['log_dir'] = '{folder}';
$config['des_key'] = 'throw-away key of a test';
{settings}
""", encoding="utf-8")


@contextlib.contextmanager
def serving(folder, settings, authority):
    """Roundcube's address, and the mailbox it reads; "settings" are lines of its configuration."""
    with Mailbox() as mailbox:
        threading.Thread(target=mailbox.serve_forever, daemon=True).start()
        try:
            _write_configuration(folder, mailbox.port, settings)
            port = ldap_parts.free_port()
            environment = {**os.environ, "ROUNDCUBE_CONFIG_DIR": str(folder),
                           "LDAPTLS_CACERT": str(authority)}
            with client_parts.child(
                    ["php", "-S", f"127.0.0.1:{port}", "-t", PUBLIC], env=environment) as php:
                ldap_parts.wait_until_listening(port, php)
                yield f"http://127.0.0.1:{port}/", mailbox
        finally:
            mailbox.shutdown()


class Session:
    """A user of Roundcube who has logged in and is writing a message."""

    def __init__(self, address):
        self.address = address
        self.token = ""
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        token = re.search(r'name="_token" value="(\w+)"', self.request({}))[1]
        page = self.request({"_task": "login"}, {
            "_token": token, "_task": "login", "_action": "login", "_timezone": "Europe/Paris",
            "_user": USER, "_pass": "essai"})
        self.token = re.search(r'"request_token":"(\w+)"', page)[1]
        page = self.request({"_task": "mail", "_action": "compose"})
        self.message = re.search(r'"compose_id":"(\w+)"', page)[1]

    def request(self, query, form=None):
        with self.opener.open(urllib.request.Request(
                self.address + "?" + urllib.parse.urlencode(query),
                urllib.parse.urlencode(form).encode() if form else None,
                {"X-Roundcube-Request": self.token}), timeout=ldap_parts.SECONDS_MAX) as answer:
            return answer.read().decode()

    def calls(self, task, action, parameters):
        """What the page is told to do, in JavaScript: [(function, its arguments)]."""
        query = {"_task": task, "_action": action, "_remote": "1", **parameters}
        script = json.loads(self.request(query))["exec"]
        return [(function, json.loads(f"[{arguments}]")) for function, arguments
                in re.findall(r"^this\.(\w+)\((.*)\);$", script, re.MULTILINE)]

    def complete(self, text):
        """The rows that come up below a recipient; "name" is what choosing one inserts."""
        return dict(self.calls("mail", "autocomplete", {"_search": text}))[
            "ksearch_query_results"][0]

    def search_contacts(self, text):
        """The list a search in the address book shows: {identifier: row}."""
        calls = self.calls("addressbook", "search", {"_q": text, "_headers": "*"})
        return {arguments[0]: arguments[1] for function, arguments in calls
                if function == "add_contact_row"}

    def save_draft(self, recipients):
        self.request({"_task": "mail", "_action": "send"}, {
            "_token": self.token, "_id": self.message, "_draft": "1", "_from": "1",
            "_to": recipients, "_subject": "essai", "_message": "essai"})
