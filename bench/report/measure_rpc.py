"""Calls to a running server, beside the echo of the same bytes from the same code."""

import contextlib
import threading
import time

from context import Failed, memory_bytes, wait_until_complete

WAIT_SECONDS_MAX = 900


@contextlib.contextmanager
def echo_server(context, listen, pin, threads):
    command = context.pinned(pin, [context.program("echo_server"), "--listen", listen,
                                   "--threads", threads])
    with context.server(command, lambda line: line.startswith("listening on")) as started:
        yield started[1].split()[-1]


def load(context, pin, arguments):
    """The lines of rpc_load by workload; a failed call fails the measure."""
    lines = context.json_lines(context.pinned(pin, [context.program("rpc_load"), *arguments]))
    return {line["what"]: line for line in lines}


def table_lines(where, answers):
    return [{"table": "calls", "placement": where, "call": name,
             "in flight": line["in_flight"], "p50 µs": line["p50_us"], "p99 µs": line["p99_us"],
             "calls/s": round(line["calls_per_s"]), "calls": line["n"]}
            for name, line in answers.items()]


def ratio(row, ours, against, unit):
    return {"row": row, "ours": ours, "against": against, "ratio": ours / against, "unit": unit}


def measure_rpc(context):
    """One call in flight with both ends on one processor, where waking the other
    is not part of the figure; 64 in flight with one processor each. Rounds are short:
    what slows a shared machine for a second then slows a call and its floor alike."""
    rounds, calls = context.rounds(25), 200 if context.quick else 1400
    echo_socket = f"unix:{context.scratch}/echo.sock"
    with context.annuaire_server(pin=0, threads=1) as (_, address, _), \
            echo_server(context, echo_socket, 0, 1) as echo:
        ends = ["--server", address, "--echo", echo, "--rounds", rounds]
        one = load(context, 0, [*ends, "--calls", calls, "empty", "suggest", "suggest_echo",
                                "get_mailbox", "get_mailbox_echo", "validate", "validate_echo"])
        many = load(context, 1, [*ends, "--calls", 10 * calls, "--in-flight", 64, "suggest",
                                 "suggest_echo"])
        stream = load(context, 1, ["--server", address, "--rounds", 1, "--calls", 72 * calls,
                                   "validate_stream"])
    lines = [ratio("suggest p50", one["suggest"]["p50_us"], one["suggest_echo"]["p50_us"], "µs"),
             ratio("suggest p99", one["suggest"]["p99_us"], one["suggest_echo"]["p99_us"], "µs"),
             ratio("suggest throughput", many["suggest"]["calls_per_s"],
                   many["suggest_echo"]["calls_per_s"], "calls/s"),
             ratio("GetMailbox p50", one["get_mailbox"]["p50_us"], one["empty"]["p50_us"], "µs"),
             ratio("Validate p50", one["validate"]["p50_us"], one["empty"]["p50_us"], "µs")]
    return (lines + table_lines("both ends on one processor, Unix socket", one)
            + table_lines("one processor each, Unix socket", many)
            + table_lines("one stream of addresses, one processor each", stream))


def measure_silence(context):
    """Typing: calls after silence, on an otherwise idle server."""
    with context.annuaire_server() as (_, address, _):
        line = load(context, 1, ["--server", address, "--rounds", 1, "--pause-ms", 1300,
                                 "--calls", 5 if context.quick else 500, "suggest"])["suggest"]
    return [{"row": "after silence p99", "ours": line["p99_us"] / 1000, "unit": "ms",
             "rounds": line["n"]},
            {"row": "after silence slowest", "ours": line["max_us"] / 1000, "unit": "ms",
             "rounds": line["n"]}]


class Ingest(threading.Thread):
    """An ingest beside the calls; stays until the server serves what it made."""

    def __init__(self, context, store, server):
        super().__init__()
        self.context, self.store, self.server = context, store, server
        self.failure = None
        self.start()

    def run(self):
        try:
            self.context.run(["nice", "-n", "19", self.context.program("annuaire-indexer"),
                              "ingest", "--store", self.store, self.context.published])
            self.wait_for((self.store / "CURRENT").read_text().strip())
        except (Failed, OSError) as failure:
            self.failure = failure

    def wait_for(self, generation):
        status = [self.context.program("annuaire"), "--server", self.server, "--json", "status"]
        for _ in range(WAIT_SECONDS_MAX):
            if generation in self.context.run(status).output:
                return
            time.sleep(1)
        raise Failed("the new generation was never served")


def measure_swap(context):
    """Suggestions while a generation is ingested beside them and swapped in."""
    store = context.scratch / "swap-store"
    ingest = [context.program("annuaire-indexer"), "ingest", "--store", store, context.published]
    context.run(ingest)
    with context.annuaire_server(store=store) as (process, address, _):
        round_of = ["--server", address, "--in-flight", 16, "--rounds", 1, "--seconds",
                    0.5 if context.quick else 5, "suggest"]
        quiet = [load(context, 1, round_of)["suggest"] for _ in range(context.rounds(5))]
        wait_until_complete(process)
        resident = memory_bytes(process.pid)
        beside = Ingest(context, store, address)
        busy = []
        while beside.is_alive() or not busy:
            busy.append(load(context, 1, round_of)["suggest"])
        beside.join()
        if beside.failure:
            raise beside.failure
        peak = memory_bytes(process.pid, "VmHWM")
    quiet_p99 = sorted(line["p99_us"] for line in quiet)[len(quiet) // 2]
    # Each slice of five seconds has its own p99; the median slice is the figure, the worst is told.
    busy_p99 = sorted(line["p99_us"] for line in busy)
    failed = sum(line["failed"] for line in quiet + busy)
    return [ratio("p99 during ingest", busy_p99[len(busy_p99) // 2], quiet_p99, "µs"),
            {"row": "calls failed during ingest", "ours": failed, "unit": "calls",
             "rounds": sum(line["n"] for line in busy)},
            ratio("peak memory of the swap", peak / 1e6, resident / 1e6, "MB"),
            {"table": "swap", "slices of 5 s": len(busy), "median p99 µs":
             busy_p99[len(busy_p99) // 2], "worst p99 µs": busy_p99[-1],
             "quiet p99 µs": quiet_p99, "slowest call ms":
             round(max(line["max_us"] for line in busy) / 1000, 1)}]
