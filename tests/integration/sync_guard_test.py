"""annuaire-indexer sync and what it refuses: guards, signatures, files that the disk damaged."""

import fcntl
import json
import pathlib
import tempfile

import sync_parts
from https_fixture import Authority, run
from sync_parts import PERSONS, SAMPLE, SyncCase, last_dropped, without_lines


class SyncGuardTest(SyncCase):
    def test_a_file_fetched_on_the_same_day_passes_the_guards_too(self):
        mirror = self.mirror()
        generation = self.published(mirror)
        lines = self.mailboxes.splitlines(keepends=True)
        self.publisher.publish("mailboxes.txt", b"".join(lines[:len(lines) // 2]))
        (mirror.store / "sources" / "mailboxes.json").write_text("torn", encoding="utf-8")
        with open(mirror.store / "LOCK", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertIn("cannot be written", mirror.sync().report["error"])  # it was fetched
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3, ran.stderr)
        self.assertIn("went from", ran.stderr)
        self.still_serves(mirror, generation)

    def test_a_file_that_lost_a_tenth_is_kept_aside_until_it_is_accepted(self):
        mirror = self.mirror()
        generation = self.published(mirror)
        lines = self.mailboxes.splitlines(keepends=True)
        self.publisher.publish("mailboxes.txt", b"".join(lines[:len(lines) * 3 // 4]))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertEqual(ran.sources["mailboxes"]["outcome"], "refused")
        self.assertIn("went from", ran.stderr)
        self.assertIn("--accept mailboxes", ran.stderr)
        self.still_serves(mirror, generation)
        again = mirror.sync()  # neither fetched nor read again
        self.assertEqual((again.returncode, again.sources["mailboxes"]["requests"],
                          again.sources["mailboxes"]["bytes_downloaded"]), (3, 1, 0))
        self.assertEqual(len(mirror.generations()), 1)
        accepted = self.published(mirror, "--accept", "mailboxes")
        self.assertGreater(accepted, generation)
        self.assertEqual(mirror.state("mailboxes")["refused"]["name"], "")
        self.assertEqual(mirror.sync().returncode, 0)

    def test_the_rejects_of_a_refused_file_are_kept_beside_it(self):
        mirror = self.mirror()
        self.published(mirror)
        header, rows = self.mailboxes.split(b"\n", 1)
        self.publisher.publish("mailboxes.txt", header + b"\n" + rows.replace(b"|", b"||"))
        rejects = mirror.store / "sources" / "mailboxes" / "rejects.jsonl"
        for count, more in enumerate(((), ("--accept", "mailboxes"), ()), start=1):
            self.publisher.publish(PERSONS, last_dropped(self.persons, count))
            ran = mirror.sync(*more)
            self.assertEqual(ran.returncode, 3)
            self.assertNotEqual(ran.report["published"], "")
            self.assertIn(f"see {rejects}", ran.sources["mailboxes"]["message"])
            self.assertEqual("--accept does not help" in ran.sources["mailboxes"]["message"],
                             count > 1)
            rejected = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
            self.assertIn(mirror.state("mailboxes")["refused"]["name"],
                          {reject["file"] for reject in rejected})
        self.publisher.publish("mailboxes.txt", self.mailboxes)
        self.assertEqual(mirror.sync().returncode, 0)
        self.assertFalse(rejects.exists())

    def test_the_news_of_other_sources_is_published_beside_a_refused_file(self):
        mirror = self.mirror()
        generation = self.published(mirror)
        self.publisher.publish("mailboxes.txt",
                               without_lines(self.mailboxes, lambda line: b"|ORG|" in line
                                             or line.startswith(b"ORG|")))
        self.publisher.publish(PERSONS, last_dropped(self.persons))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("no mailbox is ORG", ran.sources["mailboxes"]["message"])
        self.assertEqual(ran.sources["persons"]["outcome"], "new")
        self.assertGreater(ran.report["published"], generation)
        self.still_serves(mirror, ran.report["published"])

    def test_a_torn_generation_is_replaced_and_the_one_before_guards(self):
        mirror = self.mirror()
        self.published(mirror)
        self.publisher.publish("mailboxes.txt", last_dropped(self.mailboxes))
        torn = self.published(mirror)
        for path in (mirror.store / "generations" / torn).glob("*.sst"):
            path.write_bytes(b"damaged" + path.read_bytes()[7:])
        lines = self.mailboxes.splitlines(keepends=True)
        self.publisher.publish("mailboxes.txt", b"".join(lines[:len(lines) * 3 // 4]))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("went from", ran.sources["mailboxes"]["message"])
        self.assertGreater(ran.report["published"], torn)  # of the last good files
        self.still_serves(mirror, ran.report["published"])

    def test_a_good_file_that_the_disk_damaged_is_fetched_again(self):
        cases = [
            ("as it was", self.persons, self.mailboxes),
            ("changed meanwhile", last_dropped(self.persons), self.mailboxes),
        ]
        for name, persons, mailboxes in cases:
            with self.subTest(name=name):
                self.publisher.publish(PERSONS, self.persons)
                self.publisher.publish("mailboxes.txt", last_dropped(mailboxes))
                mirror = self.mirror()
                generation = self.published(mirror)
                good = mirror.store / "sources" / "persons" / mirror.state("persons")["good"]["name"]
                good.write_bytes(b"\0" * 2000 + self.persons[2000:])
                self.publisher.publish("mailboxes.txt", mailboxes)
                (self.publisher.files / PERSONS).unlink()
                ran = mirror.sync()
                self.assertEqual(ran.returncode, 3)
                self.assertIn("event=damaged source=persons", ran.stderr)
                self.assertIn(good.name, self.last_run(mirror)["failure"])
                self.still_serves(mirror, generation)
                self.publisher.publish(PERSONS, persons)
                self.published(mirror)
                good = mirror.store / "sources" / "persons" / mirror.state("persons")["good"]["name"]
                self.assertEqual(good.read_bytes(), persons)
                self.assertEqual(self.last_run(mirror)["failure"], "")

    # The white list.

    def signed(self, authority, common_name, content):
        """The white list "content" with a signature by a fresh certificate of "authority"."""
        pem, key = authority.certify(common_name, extensions="keyUsage=digitalSignature")
        template = """<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
<Reference URI=""><Transforms>
<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms>
<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference>
</SignedInfo><SignatureValue/><KeyInfo><X509Data/></KeyInfo></Signature>"""
        unsigned = pathlib.Path(self.folder.name) / "unsigned.xml"
        unsigned.write_bytes(content.replace(b"</ListeBlancheMSSante>",
                                             template.encode() + b"</ListeBlancheMSSante>"))
        out = unsigned.with_name("signed.xml")
        run("xmlsec1", "--sign", "--privkey-pem", f"{key},{pem}", "--output", out, unsigned)
        return out.read_bytes()

    def test_a_white_list_is_published_when_its_signer_is_the_right_one(self):
        plain = (SAMPLE / "listeblanchemssante.xml").read_bytes()
        signed = self.signed(self.publisher.authority, "alb.test.invalid", plain)
        foreign_authority = Authority(tempfile.mkdtemp(dir=self.folder.name),
                                      self.publisher.authority.name)
        mirror = self.mirror()
        mirror.sources["white-list"] = {
            "url": f"{self.publisher.url}/files/listeblanchemssante.xml",
            "ca_bundle": str(self.publisher.authority.pem),
            "signature": {"issuer": self.publisher.authority.name, "signer": "alb.test.invalid"}}
        mirror.configure()
        self.publisher.publish("listeblanchemssante.xml", signed)
        generation = self.published(mirror)
        domains = mirror.generations()[-1]["domains"]
        self.assertGreater(domains, 10)
        some_domain = plain[plain.index(b"<Domaine>"):plain.index(b"</Domaine>") + 10]
        for name, content, message in [
                ("unsigned", plain, "is not signed"),
                ("tampered", signed.replace(b"2022-11-02T09:00:00Z", b"2022-11-02T09:00:01Z"),
                 "was changed after it was signed"),
                ("signed by another", self.signed(self.publisher.authority, "other.invalid", plain),
                 "is signed by \"other.invalid\""),
                ("foreign authority", self.signed(foreign_authority, "alb.test.invalid", plain),
                 "cannot be verified"),
                ("smuggled", signed.replace(b"<X509Data>", some_domain + b"<X509Data>"),
                 "something else than a signature"),
        ]:
            with self.subTest(name=name):
                self.publisher.publish("listeblanchemssante.xml", content)
                ran = mirror.sync()
                self.assertEqual(ran.returncode, 3, ran.stderr)
                self.assertEqual(ran.sources["white-list"]["condition"], "refused")
                self.assertIn(message, ran.sources["white-list"]["message"])
                # No word of the operator makes a bad signature good.
                accepted = mirror.sync("--accept", "white-list")
                self.assertEqual(accepted.sources["white-list"]["condition"], "refused")
                self.still_serves(mirror, generation)

    def test_a_white_list_that_shrank_is_kept_aside(self):
        plain = (SAMPLE / "listeblanchemssante.xml").read_bytes()
        entries = plain.split(b"<Domaine>")
        half = b"<Domaine>".join(entries[:len(entries) // 2] + entries[-1:])
        mirror = self.mirror()
        mirror.sources["white-list"] = {
            "url": f"{self.publisher.url}/files/half.xml",
            "ca_bundle": str(self.publisher.authority.pem),
            "signature": {"issuer": self.publisher.authority.name, "signer": "alb.test.invalid"}}
        mirror.configure()
        sign = lambda content: self.signed(self.publisher.authority, "alb.test.invalid", content)
        self.publisher.publish("half.xml", sign(plain))
        generation = self.published(mirror)
        self.publisher.publish("half.xml", sign(half))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("domains went from", ran.sources["white-list"]["message"])
        self.still_serves(mirror, generation)
        self.published(mirror, "--accept", "white-list")


if __name__ == "__main__":
    sync_parts.main()
