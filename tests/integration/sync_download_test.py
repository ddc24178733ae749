"""annuaire-indexer sync and what goes wrong on the way, against a real HTTPS server."""

import subprocess

import sync_parts
from https_fixture import body, endless, in_turn, status
from sync_parts import MAILBOXES, PERSONS, SyncCase, last_dropped, zipped


class SyncDownloadTest(SyncCase):
    # What goes wrong on the way, and passes.

    def test_a_download_that_broke_off_is_resumed(self):
        url = self.odd(in_turn(body(self.mailboxes, etag='"a"', cut=30000),
                               body(self.mailboxes, etag='"a"')))
        mirror = self.mirror(url=url)
        self.published(mirror)
        first, second = self.publisher.odd.requests
        self.assertNotIn("Range", first[2])
        self.assertEqual((second[2]["Range"], second[2]["If-Range"]), ("bytes=30000-", '"a"'))
        kept = mirror.store / "sources" / "mailboxes" / mirror.state("mailboxes")["good"]["name"]
        self.assertEqual(kept.read_bytes(), self.mailboxes)

    def test_a_download_is_resumed_by_the_next_run_too(self):
        url = self.odd(body(self.mailboxes, etag='"a"', cut=30000))
        mirror = self.mirror(url=url)
        mirror.network["retries"] = 0
        mirror.configure()
        self.assertEqual(mirror.sync().returncode, 3)
        self.odd(body(self.mailboxes, etag='"a"'))
        self.published(mirror)
        self.assertEqual(self.publisher.odd.requests[-1][2]["Range"], "bytes=30000-")

    def test_a_file_replaced_during_its_download_is_fetched_anew(self):
        replaced = last_dropped(self.mailboxes)
        url = self.odd(in_turn(body(self.mailboxes, etag='"a"', cut=30000),
                               body(replaced, etag='"b"')))
        mirror = self.mirror(url=url)
        self.published(mirror)
        self.assertEqual(self.publisher.odd.requests[-1][2]["If-Range"], '"a"')
        kept = mirror.store / "sources" / "mailboxes" / mirror.state("mailboxes")["good"]["name"]
        self.assertEqual(kept.read_bytes(), replaced)

    def test_what_is_gone_on_with_is_the_whole_of_one_version(self):
        older, newer = "Fri, 20 Nov 2026 03:00:00 GMT", "Sat, 21 Nov 2026 03:00:00 GMT"
        whole, replaced = self.mailboxes, last_dropped(self.mailboxes)
        part = len(whole) // 4
        cases = [
            # name, the answer that breaks off and those to the next tries, what is held, ranges
            ("parts that are shorter than asked for",
             [body(whole, etag='"a"', cut=part), body(whole, etag='"a"', part=part)], whole,
             [None, *(f"bytes={at}-" for at in range(part, len(whole), part))]),
            ("a part of another version, told by its date alone",
             [body(whole, modified=older, cut=part), body(replaced, modified=newer)], replaced,
             [None, f"bytes={part}-", None]),
            ("a page about an error, longer than any file may be, in between",
             [body(whole, etag='"a"', cut=part), status(503, page=b"x" * (5 << 20)),
              body(whole, etag='"a"')], whole,
             [None, f"bytes={part}-", f"bytes={part}-"]),
            ("a part of the same version, told by its date alone",
             [body(whole, modified=older, cut=part), body(whole, modified=older)], whole,
             [None, f"bytes={part}-"]),
        ]
        for name, answers, held, ranges in cases:
            with self.subTest(name=name):
                self.publisher.odd.requests.clear()
                mirror = self.mirror(url=self.odd(in_turn(*answers)))
                mirror.network["retries"] = 4
                mirror.configure()
                self.published(mirror)
                self.assertEqual([headers.get("Range")
                                  for _, _, headers in self.publisher.odd.requests], ranges)
                good = mirror.state("mailboxes")["good"]["name"]
                self.assertEqual((mirror.store / "sources" / "mailboxes" / good).read_bytes(), held)

    def test_the_limit_of_bytes_is_that_of_the_file_not_of_one_try(self):
        whole = self.mailboxes
        limit = len(whole) * 3 // 4
        broken_off = body(whole, etag='"a"', announced=limit, cut=len(whole) // 2)
        for name, rest in (
                ("announced", body(whole, etag='"a"')),
                ("sent", body(whole, etag='"a"', total=limit))):
            with self.subTest(name=name):
                mirror = self.mirror(url=self.odd(in_turn(broken_off, rest)))
                mirror.network["bytes_max"] = limit
                mirror.configure(persons={"enabled": False})
                ran = mirror.sync()
                self.assertEqual(ran.returncode, 3, ran.stderr)
                self.assertIn("a file may have: refused", ran.sources["mailboxes"]["message"])
                self.assertEqual((mirror.store / "sources" / "mailboxes" / "partial").stat().st_size, 0)

    def test_throttling_and_trouble_of_the_server_are_waited_out(self):
        for code in (429, 500, 503):
            with self.subTest(code=code):
                self.publisher.odd.requests.clear()
                url = self.odd(in_turn(status(code, Retry_After="0"), status(code),
                                       body(self.mailboxes)))
                self.published(self.mirror(url=url))
                self.assertEqual(len(self.publisher.odd.requests), 3)

    def test_redirects_are_followed(self):
        self.published(self.mirror(url=f"{self.publisher.url}/moved"))

    # What goes wrong, and does not pass: said clearly, nothing lost.

    def test_every_failure_is_said_and_costs_nothing(self):
        url = self.publisher.url
        good = zipped(**{MAILBOXES: self.mailboxes})
        stranger = zipped(**{"../../etc/" + MAILBOXES: self.mailboxes})
        corrupt = bytearray(good)
        corrupt[len(good) // 2] ^= 255
        ratio_bomb = zipped(**{MAILBOXES: self.mailboxes + b"\n" * (200 << 20)})
        header, rows = self.mailboxes.split(b"\n", 1)
        doubled = header + b"\n" + rows + rows.replace(b"@", b"2@")
        cases = [
            # name, address, condition, what the message must say
            ("404", self.odd(status(404), "/odd/404"), "failing", "answers 404: the file is not"),
            ("403", self.odd(status(403), "/odd/403"), "failing", "answers 403: access is denied"),
            ("429", self.odd(status(429), "/odd/429"), "failing", "too many requests"),
            ("500", self.odd(status(500), "/odd/500"), "failing", "(tried 3 times)"),
            ("truncated", self.odd(body(self.mailboxes, cut=1000), "/odd/cut"), "failing",
             "broke off after 1000 bytes"),
            ("wrong length", self.odd(body(self.mailboxes, announced=len(self.mailboxes) + 1),
                                      "/odd/longer"), "failing", "broke off"),
            ("slow drip", self.odd(endless(b"x", 0.05), "/odd/drip"), "failing", "is too slow"),
            ("endless body", self.odd(endless(b"x" * 65536), "/odd/endless"), "failing",
             "a file may have: refused"),
            ("announced too large", self.odd(body(self.mailboxes, announced=1 << 40),
                                             "/odd/large"), "failing", "a file may have: refused"),
            ("redirect to http", f"{url}/to-http", "failing", "not https, which is refused"),
            ("http", f"{self.publisher.http_url}/files/mailboxes.txt", "failing", "not https"),
            ("redirects without end", f"{url}/round", "failing", "redirects more than 5 times"),
            ("expired certificate", f"{self.publisher.expired_url}/files/mailboxes.txt",
             "failing", "certificate is not trusted"),
            ("nobody there", "https://127.0.0.1:1/", "failing", "cannot be reached"),
            ("web page", self.odd(body(b"<!DOCTYPE html><html><body>Maintenance</body></html>"),
                                  "/odd/page"), "refused", "is a web page, not the file"),
            ("another file", f"{url}/files/{PERSONS}", "refused", "is a file of kind"),
            ("no archive", self.odd(body(b"PK\x03\x04 but nothing else"), "/odd/no.zip"),
             "refused", "is damaged"),
            ("corrupt zip", self.odd(body(bytes(corrupt)), "/odd/corrupt.zip"), "refused",
             "is damaged"),
            ("truncated zip", self.odd(body(good[:len(good) // 2]), "/odd/half.zip"), "refused",
             "damaged"),
            ("bomb", self.odd(body(ratio_bomb), "/odd/bomb.zip"), "refused",
             "inflates more than 200 times"),
            ("names outside", self.odd(body(stranger), "/odd/outside.zip"), "refused",
             "is named outside of its archive"),
            ("unreadable rows", self.odd(body(header + b"\n" + rows.replace(b"|", b"||")),
                                         "/odd/rows"), "refused", "are unreadable"),
            ("twice as many", self.odd(body(doubled), "/odd/doubled"), "refused", "went from"),
        ]
        mirror = self.mirror()
        generation = self.published(mirror)
        for name, address, condition, message in cases:
            with self.subTest(name=name):
                # Else a busy machine is no slow one.
                mirror.network["low_speed_s"] = 1 if name == "slow drip" else 60
                mirror.configure(mailboxes={"url": address})
                ran = mirror.sync()
                self.assertEqual(ran.returncode, 3, ran.stderr)
                self.assertEqual(ran.sources["mailboxes"]["condition"], condition)
                self.assertIn(message, ran.sources["mailboxes"]["message"])
                self.assertIn(message, ran.stderr)
                self.still_serves(mirror, generation)
                self.assertTrue((mirror.store / "sources" / "mailboxes" /
                                 mirror.state("mailboxes")["good"]["name"]).is_file())
                mirror.network["low_speed_s"] = 60
                mirror.configure()
                well = mirror.sync()
                self.assertEqual(well.returncode, 0, well.stderr)
                self.assertEqual(well.sources["mailboxes"]["condition"], "good")

    def test_a_certificate_of_no_known_authority_is_refused(self):
        mirror = self.mirror(ca_bundle="")
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("certificate is not trusted", ran.stderr)
        self.assertIn("--ca-bundle", ran.stderr)
        bundle = f"mailboxes={self.publisher.authority.pem}"
        self.assertEqual(mirror.sync("--ca-bundle", bundle).returncode, 0)

    def test_a_proxy_is_taken_from_the_environment(self):
        proxied = self.mirror().sync(environment={"https_proxy": "http://127.0.0.1:1"})
        self.assertEqual(proxied.returncode, 3)
        self.assertIn("cannot be reached", proxied.stderr)
        past = self.mirror().sync(environment={"https_proxy": "http://127.0.0.1:1",
                                               "no_proxy": "127.0.0.1"})
        self.assertEqual(past.returncode, 0, past.stderr)
        for proxy in ("http://me:secret@127.0.0.1:1", "http://me:secret@[no", "no://me:secret@a"):
            refused = self.mirror().sync(environment={"https_proxy": proxy})
            self.assertEqual(refused.returncode, 3)
            self.assertNotIn("secret", refused.stdout + refused.stderr)

    def test_plain_http_is_used_when_the_configuration_says_so(self):
        mirror = self.mirror(url=f"{self.publisher.http_url}/files/mailboxes.txt", allow_http=True)
        self.published(mirror)

    def test_nothing_is_published_without_a_required_source(self):
        mirror = self.mirror(url=self.odd(status(500)))
        ran = mirror.sync()
        self.assertEqual(ran.returncode, 3)
        self.assertIn("nothing is published without the source mailboxes", ran.stderr)
        self.assertIn("nothing is published without the source mailboxes", ran.report["error"])
        self.assertEqual((ran.report["published"], ran.report["served"]), ("", ""))
        self.assertEqual((ran.sources["mailboxes"]["outcome"], ran.sources["persons"]["outcome"]),
                         ("failed", "new"))
        line = subprocess.run([word for word in mirror.words() if word != "--json"], text=True,
                              env=mirror.environment, check=False, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL).stdout
        self.assertRegex(line, "^failed, served: nothing: 0 new, 1 unchanged; failed: mailboxes; "
                               ".*; error: nothing is published without the source mailboxes, .*\n$")
        self.assertEqual(list((mirror.store / "generations").glob("*"))
                         if (mirror.store / "generations").exists() else [], [])


if __name__ == "__main__":
    sync_parts.main()
