#!/usr/bin/env python3
"""Thunderbird itself completes a recipient from annuaire.

    thunderbird_test.py SOURCE_DIR BIN_DIR [SCREENSHOT]

Starts annuaire-server with the bundled sample, slapd before it, and Thunderbird
in a profile of its own on a display nobody sees (Xvfb, openbox). Types the
beginning of a name into "To" of a new message, pictures the completion popup in
SCREENSHOT (build/thunderbird.png), takes the first completion, saves the message
as a draft and reads the address in the draft. Needs the packages that
script/packages --clients installs; takes about a minute.
"""

import contextlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import client_parts
from client_parts import child

TYPED = "isabelle mar"
ADDRESS = "martin.isabelle@infirmier.mssante.fr"
SECONDS_MAX = 240

PREFERENCES = {
    # An account that neither receives nor sends, with an identity.
    "mail.accountmanager.accounts": "account1",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server1",
    "mail.account.account1.server": "server1",
    "mail.account.account1.identities": "id1",
    "mail.server.server1.type": "none",
    "mail.server.server1.hostname": "Local Folders",
    "mail.server.server1.userName": "nobody",
    "mail.server.server1.name": "Local Folders",
    "mail.server.server1.directory-rel": "[ProfD]Mail/Local Folders",
    "mail.identity.id1.useremail": "essai@ch-troispics.mssante.fr",
    "mail.identity.id1.fullName": "Essai",
    "mail.identity.id1.valid": True,
    "mail.identity.id1.draft_folder": "mailbox://nobody@Local%20Folders/Drafts",
    "mail.provider.enabled": False,
    # The directory, as the settings dialogue would write it.
    "ldap_2.autoComplete.useDirectory": True,
    "ldap_2.autoComplete.directoryServer": "ldap_2.servers.annuaire",
    "ldap_2.servers.annuaire.dirType": 0,
    "ldap_2.servers.annuaire.description": "Annuaire",
    "ldap_2.servers.annuaire.filename": "annuaire.sqlite",
    "ldap_2.servers.annuaire.maxHits": 100,
    # Nothing that greets, asks or calls home.
    "app.donation.eoy.version.viewed": 999,
    "app.update.auto": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "mail.inappnotifications.enabled": False,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mail.spam.version": 1,
    "mailnews.start_page.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


def write_profile(folder, uri):
    folder.mkdir()
    preferences = {**PREFERENCES, "ldap_2.servers.annuaire.uri":
                   f"{uri}/{client_parts.BASE}??sub?(objectclass=*)"}
    literals = {True: "true", False: "false"}
    with open(folder / "user.js", "w", encoding="utf-8") as file:
        for name, value in preferences.items():
            literal = literals[value] if isinstance(value, bool) else (
                str(value) if isinstance(value, int) else f'"{value}"')
            file.write(f'user_pref("{name}", {literal});\n')


class Display:
    """A display nobody sees, with a window manager."""

    def __init__(self, stack):
        ready, told = os.pipe()
        server = stack.enter_context(child(
            ["Xvfb", "-displayfd", str(told), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[told]))
        os.close(told)
        with os.fdopen(ready) as lines:
            number = lines.readline().strip()
        assert number and server.poll() is None, "Xvfb does not start"
        self.environment = {**os.environ, "DISPLAY": f":{number}"}
        stack.enter_context(child(["openbox"], env=self.environment))

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *arguments], env=self.environment, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True).stdout

    def windows(self, *criteria):
        return set(self.xdotool("search", "--onlyvisible", *criteria).split())

    def focus(self, window):
        self.xdotool("windowactivate", "--sync", window)

    def picture(self, path):
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True)


def wait_for(what, condition):
    """What "condition" returns once it is true; a graphical program tells nobody when."""
    deadline = time.monotonic() + SECONDS_MAX
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.2)
    raise AssertionError(f"no {what}")


def draft_of(profile):
    path = profile / "Mail" / "Local Folders" / "Drafts"
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    recipients = re.search(r"^To: (.*(?:\n .*)*)", text, re.MULTILINE)
    return recipients and recipients[1]


def complete_a_recipient(display, profile, screenshot):
    main = wait_for("main window", lambda: display.windows("--name", "Mozilla Thunderbird")).pop()
    display.focus(main)

    def open_message():
        display.xdotool("key", "ctrl+n")
        time.sleep(2)  # a key struck too early is lost; a second message would do no harm
        return display.windows("--name", "^Write: ")

    message = wait_for("window of a new message", open_message).pop()
    display.focus(message)
    display.xdotool("type", "--delay", "120", TYPED)
    time.sleep(4)  # the popup is drawn when slapd has answered; the draft tells whether it had
    display.picture(screenshot)
    display.xdotool("key", "Tab")

    def save():
        display.xdotool("key", "ctrl+s")
        time.sleep(2)
        return draft_of(profile)

    return wait_for("draft with a recipient", save)


def main(source, programs, screenshot):
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = pathlib.Path(name)
        slapd = stack.enter_context(client_parts.directory(source, programs, folder))
        profile = folder / "profile"
        write_profile(profile, slapd.uri)
        display = Display(stack)
        stack.enter_context(child(
            ["thunderbird", "--profile", profile, "--no-remote"],
            env={**display.environment, "HOME": str(folder), "GDK_BACKEND": "x11",
                 "MOZ_CRASHREPORTER_DISABLE": "1", "NO_AT_BRIDGE": "1", "LC_ALL": "C.UTF-8"}))
        try:
            recipient = complete_a_recipient(display, profile, screenshot)
        except AssertionError:
            display.picture(screenshot)
            raise
    print(f"completed to: {recipient}\npicture: {screenshot}")
    assert ADDRESS in recipient, recipient


if __name__ == "__main__":
    source_folder, programs_folder = map(pathlib.Path, sys.argv[1:3])
    main(source_folder, programs_folder,
         pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else programs_folder.parent
         / "thunderbird.png")
