"""A real HTTPS server that publishes the sample's files, for the tests of sync.

nginx terminates TLS with a certificate of a throw-away authority. What is under
/files/ it serves from disk itself: ETag, 304, ranges. What is under /odd/ it
passes to a small server of ours, which misbehaves as it is told.
"""

import http.server
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import threading
import time

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
# Of the log, and a program's last word.
LINE = re.compile(r'time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ event=[a-z_]+'
                  r'( [a-z_]+=("([^"\\]|\\.)*"|[^ "=\\]+))*|annuaire-indexer: .*')


def run(*words, **more):
    return subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **more)


class Authority:
    """A throw-away authority, and certificates of it, under a folder."""

    def __init__(self, folder, name):
        self.folder = pathlib.Path(folder)
        self.name = name
        self.pem = self.folder / f"{name}.pem"
        self._key = self.folder / f"{name}.key"
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self._key,
            "-out", self.pem, "-subj", f"/CN={name}", "-days", "30",
            "-addext", "basicConstraints=critical,CA:TRUE",
            "-addext", "keyUsage=critical,keyCertSign")

    def certify(self, name, days=30, extensions="subjectAltName=IP:127.0.0.1"):
        """The certificate and the key of a new pair, as paths."""
        key, pem = self.folder / f"{name}.key", self.folder / f"{name}.pem"
        request, text = self.folder / f"{name}.csr", self.folder / f"{name}.ext"
        text.write_text(extensions + "\n", encoding="ascii")
        run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request,
            "-subj", f"/CN={name}")
        run("openssl", "x509", "-req", "-in", request, "-CA", self.pem, "-CAkey", self._key,
            "-CAcreateserial", "-days", days, "-extfile", text, "-out", pem)
        return pem, key


class OddServer:
    """Answers GET and HEAD by path with what a test gave: a function of the request handler.

    "requests" lists what was asked: (method, path, headers).
    """

    def __init__(self):
        self.answers = {}
        self.requests = []
        odd = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                odd.requests.append((self.command, self.path, dict(self.headers)))
                try:
                    odd.answers.get(self.path, lambda asked: asked.send_error(404))(self)
                except OSError:
                    pass  # the other side left, as it should

            do_GET = do_HEAD = answer

            def log_message(self, *words):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def status(code, page=b"", **headers):
    """Answers with a status and a page that says why."""
    def answer(asked):
        asked.send_response(code)
        for name, value in headers.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.send_header("Content-Length", str(len(page)))
        asked.end_headers()
        if asked.command == "GET":
            asked.wfile.write(page)
    return answer


def body(content, etag=None, announced=None, cut=None, file_name=None, **more):
    """Answers with "content", honouring Range and If-Range when it has an ETag.

    announced: the Content-Length told; cut: bytes after which the connection is closed;
    modified: the Last-Modified, with which any Range is honoured; part: the most bytes that
    an answer to a Range holds; total: the length of the file that it tells.
    """
    modified = more.get("modified")

    def answer(asked):
        start, end = 0, len(content)
        wanted = asked.headers.get("Range")
        if wanted and (modified or etag and asked.headers.get("If-Range") == etag):
            start = int(wanted[len("bytes="):-1])
        asked.send_response(206 if start else 200)
        if start:
            end = min(end, start + more.get("part", end))
            total = more.get("total", len(content))
            asked.send_header("Content-Range", f"bytes {start}-{end - 1}/{total}")
        if etag:
            asked.send_header("ETag", etag)
        if modified:
            asked.send_header("Last-Modified", modified)
        if file_name:
            asked.send_header("Content-Disposition", f"attachment; filename={file_name}")
        length = end - start if announced is None else announced
        asked.send_header("Content-Length", str(length))
        asked.end_headers()
        if asked.command == "GET":
            asked.wfile.write(content[start:end if cut is None else cut])
    return answer


def in_turn(*answers):
    """The first answer to the first request, and so on; the last one again and again."""
    left = list(answers)

    def answer(asked):
        (left.pop(0) if len(left) > 1 else left[0])(asked)
    return answer


def endless(chunk, pause=0.0):
    """A body that never ends, chunk by chunk."""
    def answer(asked):
        asked.send_response(200)
        asked.end_headers()
        while True:
            asked.wfile.write(chunk)
            asked.wfile.flush()
            time.sleep(pause)
    return answer


def free_ports(count):
    """nginx cannot pick its own: ports that were free a moment ago."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


CONFIGURATION = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 64; }}
http {{
  access_log off; etag on; gzip off; default_type application/octet-stream;
  client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp;
  fastcgi_temp_path {folder}/tmp; uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
  ssl_certificate {good[0]}; ssl_certificate_key {good[1]};
  server {{
    listen 127.0.0.1:{ports[0]} ssl;
    location /files/ {{ root {folder}; }}
    location /odd/ {{
      proxy_pass http://127.0.0.1:{odd}; proxy_buffering off; proxy_http_version 1.1;
      proxy_read_timeout 60s;
    }}
    location = /to-http {{ return 302 http://127.0.0.1:{ports[2]}/files/mailboxes.txt; }}
    location = /round {{ return 302 /round; }}
    location = /moved {{ return 302 /files/mailboxes.txt; }}
  }}
  server {{
    listen 127.0.0.1:{ports[1]} ssl;
    ssl_certificate {expired[0]}; ssl_certificate_key {expired[1]};
    location /files/ {{ root {folder}; }}
  }}
  server {{ listen 127.0.0.1:{ports[2]}; location /files/ {{ root {folder}; }} }}
}}
"""


class Publisher:
    """nginx over "folder"/files. Close it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.files = self.folder / "files"
        self.files.mkdir(parents=True)
        (self.folder / "tmp").mkdir()
        self.authority = Authority(self.folder, "throw-away authority")
        good = self.authority.certify("127.0.0.1")
        expired = self.authority.certify("expired", days=-1)
        self.odd = OddServer()
        for _ in range(5):  # another program may take a port first
            ports = free_ports(3)
            (self.folder / "nginx.conf").write_text(CONFIGURATION.format(
                folder=self.folder, ports=ports, odd=self.odd.port, good=good, expired=expired),
                encoding="utf-8")
            self._nginx = subprocess.Popen(
                [NGINX, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"),
                 "-e", str(self.folder / "nginx.log")],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if all(self._answers(port) for port in ports):
                break
            self._nginx.kill()
            self._nginx.wait()
        else:
            raise RuntimeError((self.folder / "nginx.log").read_text(encoding="utf-8"))
        self.url = f"https://127.0.0.1:{ports[0]}"
        self.expired_url = f"https://127.0.0.1:{ports[1]}"
        self.http_url = f"http://127.0.0.1:{ports[2]}"

    def _answers(self, port):
        while self._nginx.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                return True
            except ConnectionRefusedError:
                time.sleep(0.01)
        return False

    def publish(self, name, content):
        """Replaces a file at once, as a publisher does."""
        (self.files / "next").write_bytes(content)
        (self.files / "next").rename(self.files / name)

    def close(self):
        self._nginx.terminate()
        self._nginx.wait()
        self.odd.close()


class Mirror:
    """A store and its configuration, and the commands on it."""

    def __init__(self, folder, programs, sources, **network):
        self.store = pathlib.Path(folder)
        self.indexer = pathlib.Path(programs) / "annuaire-indexer"
        self.config = self.store.parent / f"{self.store.name}.json"
        self.network = {"retries": 2, "first_delay_ms": 5, "longest_delay_ms": 20,
                        "low_speed_bytes_per_s": 1000, "low_speed_s": 60, "bytes_max": 4 << 20,
                        **network}
        self.sources = sources
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.lower().endswith("_proxy")}

    def configure(self, **changes):
        """Writes the configuration; the built-in sources are off. changes: per source, by name."""
        off = [{"name": name, "enabled": False}
               for name in ("persons", "skills", "diplomas", "mailboxes", "finess")
               if name not in self.sources]
        on = [{"name": name, "enabled": True, "fallback_url": "", **source,
               **changes.get(name.replace("-", "_"), {})}
              for name, source in self.sources.items()]
        self.config.write_text(json.dumps({"sources": off + on, "network": self.network}),
                               encoding="utf-8")

    def words(self, *more):
        return [str(self.indexer), "sync", "--store", str(self.store), "--config",
                str(self.config), "--json", *more]

    def sync(self, *more, environment=None, timeout=120):
        ran = subprocess.run(self.words(*more), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             text=True, timeout=timeout, check=False,
                             env={**self.environment, **(environment or {})})
        for line in ran.stderr.splitlines():
            assert LINE.fullmatch(line), f"neither an event nor a last word: {line}"
        ran.report = json.loads(ran.stdout) if ran.stdout else None
        ran.sources = {source["name"]: source
                       for source in (ran.report or {"sources": []})["sources"]}
        return ran

    def verify(self):
        """Checks the current generation whole; its name."""
        ran = run(self.indexer, "verify", "--full", "--json", "--store", self.store)
        return json.loads(ran.stdout)["verified"]

    def generations(self):
        ran = run(self.indexer, "generations", "--json", "--store", self.store)
        return json.loads(ran.stdout)["generations"]

    def state(self, source):
        return json.loads((self.store / "sources" / f"{source}.json").read_text(encoding="utf-8"))
