"""What every measure needs: where things are, and how to run, time and end programs."""

import contextlib
import dataclasses
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import time

START_SECONDS_MAX = 300


@dataclasses.dataclass
class Run:
    """One program that has ended well."""
    wall_s: float
    cpu_s: float
    peak_bytes: int
    output: str
    errors: str


class Failed(RuntimeError):
    """A measure that could not be made; its message is shown in its place."""


class Context:
    def __init__(self, root, build, cache, quick):
        self.root = pathlib.Path(root)
        self.bin = pathlib.Path(build) / "bin"
        self.cache = pathlib.Path(cache)
        self.quick = quick
        self.published = self.root / "tests/data/sample" if quick else self.cache / "national"
        self.store = self.cache / ("quick-store" if quick else "store")
        self.scratch = self.cache / f"scratch-{os.getpid()}"
        self.scratch.mkdir(parents=True, exist_ok=True)

    def close(self):
        shutil.rmtree(self.scratch, ignore_errors=True)

    def program(self, name):
        path = self.bin / name
        if not path.exists():
            raise Failed(f"{name} is not built")
        return str(path)

    def rounds(self, many):
        return 1 if self.quick else many

    @staticmethod
    def pinned(cpu, command):
        """The command on one processor, as far as there is one."""
        return ["taskset", "-c", str(cpu % os.cpu_count()), *map(str, command)]

    @staticmethod
    def run(command, stdin=None, stdout=None):
        """Runs to the end. stdout: a file to write instead of keeping what is printed."""
        start = time.monotonic()
        process = subprocess.Popen(list(map(str, command)), stdin=stdin,
                                   stdout=stdout or subprocess.PIPE, stderr=subprocess.PIPE)
        # Read before waiting, so that a full pipe does not hold the program up.
        output = b"" if stdout else process.stdout.read()
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()
        if process.returncode != 0:
            said = errors.decode(errors="replace").strip().splitlines()[-3:]
            raise Failed(f"{pathlib.Path(command[0]).name} left with {process.returncode}: "
                         + " / ".join(said))
        return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024,
                   output.decode(), errors.decode(errors="replace"))

    def json_lines(self, command):
        return [json.loads(line) for line in self.run(command).output.splitlines() if line]

    @contextlib.contextmanager
    def server(self, command, ready):
        """A program that serves; ready(line) tells from what it prints that it does.

        Yields (process, the line, seconds it took); ends it by its own id."""
        start = time.monotonic()
        log_path = self.scratch / f"server-{time.monotonic_ns()}.log"
        with open(log_path, "wb") as log:
            process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE,
                                       stderr=log, text=True)
        process.log_path = log_path
        try:
            for line in process.stdout:
                if ready(line):
                    yield process, line.strip(), time.monotonic() - start
                    return
            raise Failed(f"{pathlib.Path(command[0]).name} ended before it served")
        finally:
            end(process)

    @contextlib.contextmanager
    def annuaire_server(self, store=None, listen=None, pin=None, threads=None):
        """annuaire-server on a Unix socket of the scratch folder. Yields
        (process, address, seconds from exec to serving)."""
        address = listen or f"unix:{self.scratch}/annuaire-{time.monotonic_ns()}.sock"
        command = [self.program("annuaire-server"), "--store", store or self.store,
                   "--listen", address]
        if threads:
            command += ["--threads", threads]
        if pin is not None:
            command = self.pinned(pin, command)
        with self.server(command, lambda line: line.startswith("listening on")) as started:
            process, line, seconds = started
            yield process, line.split()[-1], seconds


def wait_until_complete(process):
    """Until an annuaire-server has logged that all it keeps in memory is there."""
    deadline = time.monotonic() + START_SECONDS_MAX
    while " event=completed " not in process.log_path.read_text(encoding="utf-8"):
        if time.monotonic() > deadline or process.poll() is not None:
            raise Failed("annuaire-server never had all in memory")
        time.sleep(0.05)


def end(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.stdout:
        process.stdout.close()


def memory_bytes(pid, field="VmRSS"):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(field + ":"):
                return int(line.split()[1]) * 1024
    raise Failed(f"no {field} of process {pid}")


def median(values):
    return statistics.median(values)


def say(text):
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)
