#!/usr/bin/env python3
"""Measures the tools as a user would, beside what else there is, and prints a table of ratios.

    run.py [NAME...]      all of them, or those whose name begins so

`make bench` builds what it needs, sets the environment and keeps the table in RESULTS.md.
"""
import datetime
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

try:
    import pymongo
except ImportError:
    pymongo = None

from measure import cpu_seconds, once, peak_memory, side_by_side

END = "--end 2026-11-01T00:00:00Z"
MONTH = "--since 2026-10-02 --until 2026-11-01"
URI = os.environ["MONGODB_URI"]
PYMONGO_LOAD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pymongo-load.py")
environment = dict(os.environ)
work = tempfile.TemporaryDirectory(prefix="onepw-bench.")
os.chdir(work.name)
rows = []


def server(client):
    """The server's own count of its CPU, and of the time it took for commands, in seconds."""
    status = client.admin.command("serverStatus")
    usage, latencies = status["extra_info"], status["opLatencies"]
    return {
        "cpu": (usage["user_time_us"] + usage["system_time_us"]) / 1e6,
        "latency": sum(latencies[kind]["latency"] for kind in ("reads", "writes", "commands")) / 1e6,
    }


def row(name, measured, goal, met):
    """One line of the table; `met` is None where there is nothing to compare with."""
    verdict = {True: "yes", False: "no", None: "–"}[met]
    rows.append(f"| {name} | {measured} | {goal} | {verdict} |")
    print(rows[-1], flush=True)


def output(line):
    return subprocess.run(["bash", "-o", "pipefail", "-c", line], env=environment, check=True, capture_output=True, text=True).stdout


def fill(database, what, index=True):
    once(f"opgen {END} {what} | opload --db {database} --drop --yes", environment)
    if index:
        once(f"opidx --db {database}", environment)


def opgen_speed():
    million = 10
    [one, two] = side_by_side([f"opgen {END} --audit {million}000000 --threads {n} > /dev/null" for n in (1, 2)], environment)
    row("opgen: audit events, one thread", f"{million / one.seconds:.1f} M/s", "≥ 8 M/s, floor 4", million / one.seconds >= 8)
    row("opgen: two threads against one", f"{one.seconds / two.seconds:.2f}×", "≥ 1.7×", one.seconds / two.seconds >= 1.7)
    once(f"opgen {END} --audit 2000000 > events", environment)
    # Both through a pipe of a megabyte: opgen asks for one itself.
    [ours, cat] = side_by_side([f"opgen {END} --audit 2000000 | cat > /dev/null", "wide-pipe cat events | cat > /dev/null"], environment)
    row("opgen: through a pipe, against cat and a pipe of the same size", f"{cat.seconds / ours.seconds:.0%}", "≥ 85 %, floor 60 %", cat.seconds / ours.seconds >= 0.85)
    [full] = side_by_side([f"opgen {END} > /dev/null"], environment)
    row("opgen: the full set, whole process", f"{full.seconds * 1000:.0f} ms", "≤ 60 ms", full.seconds <= 0.06)


def opgen_uuids():
    """That no two numbers share one is proved by a test; this counts."""
    count = int(output(f"opgen {END} --audit 10000000 | cut -c 10-35 | LC_ALL=C sort -u -S 1G | wc -l"))
    row("opgen: different uuids in 10 million events", f"{count:,}", "10,000,000", count == 10_000_000)


def opgen_memory():
    for scale in (1, 100):
        memory = peak_memory(f"opgen {END} --audit 10000000 --scale {scale}", environment)
        row(f"opgen: memory, 10 million events, --scale {scale}", f"{memory:.0f} MB", "≤ 16 MB, floor 32", memory <= 16)


def opload_converter():
    """The converter alone, in turns with libbson's reader on one thread."""
    said = output("bench-converter")
    for what, title in (("JSON to BSON", "opload: JSON to BSON, against libbson"), ("BSON to plain JSON", "opq: BSON to JSON, against libbson")):
        ratio = float(re.search(rf"{what}: ([0-9.]+) times", said)[1])
        row(title, f"{ratio:.1f}×", "≥ 15×, floor 8×", ratio >= 15)


def opload_speed():
    once(f"opgen {END} --audit 50000 > lines", environment)
    load = "opload --db bench --drop --yes < lines"
    [libbson, ours] = side_by_side([f"libbson-load insert {URI} < lines", load], environment)
    ratio = libbson.seconds / ours.seconds
    row("opload: 50,000 lines against libbson's reader and one connection", f"{ratio:.1f}×", "≥ 2×", ratio >= 2)
    encoded, walls = [], []
    for _ in range(5):
        encoded.append(json.loads(output(f"libbson-load preencoded {URI} < lines"))["seconds"])
        walls.append(once(load, environment)["seconds"])
    ratio = sorted(walls)[2] / sorted(encoded)[2]
    row("opload: wall time against inserting pre-encoded BSON", f"{ratio:.2f}×", "≤ 0.7×, floor 1.0×", ratio <= 0.7)
    row("opload: client CPU, 50,000 lines", f"{ours.cpu * 1000:.0f} ms", "≤ 60 ms, floor 120", ours.cpu <= 0.06)
    memory = peak_memory(load, environment)
    row("opload: memory, 50,000 lines", f"{memory:.0f} MB", "≤ 48 MB, floor 64", memory <= 48)
    [again] = side_by_side(["opload --db bench < lines"], environment)
    row("opload: the same 50,000 lines again", f"{again.seconds / ours.seconds:.2f}×", "≤ 1.5×", again.seconds / ours.seconds <= 1.5)


def opload_others():
    """What else there is to load lines with and to write them out, where it is installed."""
    once(f"opgen {END} --audit 50000 > lines", environment)
    load, read = "opload --db bench --drop --yes < lines", f"opq audit-events {MONTH} --db bench"
    others = [
        ("opload: against mongoimport", "mongoimport", load,
         f"mongoimport --quiet --drop --uri {URI}/bench_import --collection audit_events lines"),
        ("opload: against a script with pymongo", pymongo and sys.executable, load, f"{sys.executable} {PYMONGO_LOAD} {URI} < lines"),
        ("opq: against mongoexport", "mongoexport", read, f"mongoexport --quiet --uri {URI}/bench --collection audit_events"),
    ]
    for name, program, ours, theirs in others:
        if not program or not shutil.which(program):
            row(name, "not installed here", "–", None)
            continue
        [our, their] = side_by_side([ours, theirs], environment)
        row(name, f"{their.seconds / our.seconds:.1f}×", "–", None)


def opload_million():
    line = f"opgen {END} --audit 1000000 | opload --db bench --drop --yes"
    [sample] = side_by_side([line], environment)
    row("opgen \\| opload, 1 million audit events", f"{sample.seconds:.2f} s", "≤ 3.5 s, floor 5", sample.seconds <= 3.5)
    memory = peak_memory(line, environment)
    row("opload: memory, 1 million lines", f"{memory:.0f} MB", "≤ 48 MB, floor 64", memory <= 48)


def order_of_load():
    once(f"opgen {END} --audit 200000 > lines", environment)
    empty = "opload --db bench --drop --yes < /dev/null"
    [first, last] = side_by_side(
        ["opload --db bench < lines && opidx --db bench", "opidx --db bench && opload --db bench < lines"], environment, before=empty)
    ratio = first.seconds / last.seconds
    row("load then opidx, against opidx then load", f"{ratio:.2f}×", "≤ 0.5×", ratio <= 0.5)


def pipeline():
    [sample] = side_by_side([f"opgen {END} | opload --db bench --drop --yes && opidx --db bench"], environment)
    row("opgen \\| opload && opidx, the full set", f"{sample.seconds:.2f} s", "< 3 s", sample.seconds < 3)


def opidx_again():
    fill("bench", "")
    [sample] = side_by_side(["opidx --db bench"], environment)
    row("opidx: nothing to do, whole process", f"{sample.seconds * 1000:.0f} ms", "≤ 60 ms", sample.seconds <= 0.06)


def opidx_build():
    """The catalogue's audit indexes by opidx, against the same definitions in one createIndexes of pymongo, by turns."""
    if pymongo is None:
        return row("opidx: the catalogue on 1 million events", "no pymongo here", "≤ 1.0×", None)
    once(f"opgen {END} --audit 1000000 | opload --db bench --drop --yes && opidx --db bench", environment)
    client = pymongo.MongoClient(URI)
    collection = client["bench"]["audit_events"]
    models = [
        pymongo.IndexModel(list(index["key"].items()), name=index["name"], unique=index.get("unique", False))
        for index in collection.list_indexes() if index["name"] != "_id_"]
    ways = {"ours": lambda: once("opidx --db bench", environment), "theirs": lambda: collection.create_indexes(models)}
    wall, cpu = {way: [] for way in ways}, {way: [] for way in ways}
    for turn in range(5):
        for way in sorted(ways, reverse=turn % 2 == 1):
            collection.drop_indexes()
            client.admin.command("fsync")
            start, used = time.monotonic(), server(client)["cpu"]
            ways[way]()
            wall[way].append(time.monotonic() - start)
            cpu[way].append(server(client)["cpu"] - used)
    for what, times in [("", wall), (", the server's CPU", cpu)]:
        ratio = statistics.median(times["ours"]) / statistics.median(times["theirs"])
        row(f"opidx: the catalogue on 1 million events, against one createIndexes{what}", f"{ratio:.2f}×", "≤ 1.0×, goal 0.8×", ratio <= 1.0)


def opidx_validators():
    """What a validator costs a load: the server's CPU, without indexes, where it shows most."""
    if pymongo is None:
        return row("opidx: a validator's price", "no pymongo here", "", None)
    client = pymongo.MongoClient(URI)
    once(f"opgen {END} --audit 100000 --usages 60000 --signins 40000 > lines", environment)
    cpu = {"off": [], "warn": [], "enforce": []}
    for _ in range(5):
        for mode, times in cpu.items():
            client.drop_database("bench")
            once(f"opidx --db bench --validators {mode}", environment)
            for collection in ("audit_events", "item_usages", "sign_in_attempts"):
                client["bench"][collection].drop_indexes()
            used = server(client)["cpu"]
            once("opload --db bench < lines 2> /dev/null", environment)
            times.append(server(client)["cpu"] - used)
    for mode in ("warn", "enforce"):
        price = (statistics.median(cpu[mode]) - statistics.median(cpu["off"])) / 200_000 * 1e6
        row(f"opidx: --validators {mode}, the server's CPU for an event", f"{price:+.1f} µs", "", None)


def opstat_cost():
    """One sample, by the server's own latency counters."""
    if pymongo is None:
        return row("opstat: server time of a sample", "no pymongo here", "< 15 ms", None)
    client = pymongo.MongoClient(URI)
    once(f"opgen {END} | opload --db bench --drop --yes && opidx --db bench", environment)
    for options in ("", " --no-sizes"):
        runs = []
        for _ in range(11):
            before = server(client)["latency"]
            once(f"opstat --db bench{options}", environment)
            runs.append(server(client)["latency"] - before)
        cost = statistics.median(runs)
        row(f"opstat{options}: server time of a sample, nine collections", f"{cost * 1000:.1f} ms", "< 15 ms", cost < 0.015)


QUERIES = [
    ("recent events, newest 100", "audit-events --limit 100 {month}", 12),
    ("user activity, 30 days", "most-active-users {month}", 60),
    ("geographic analysis, 30 days", "multi-country-users {month}", 60),
    ("failed sign-ins, 1 day", "brute-force --since 2026-10-31 --until 2026-11-01", 15),
]


def opq_speed():
    [sample] = side_by_side(["opq --help"], environment)
    row("opq --help", f"{sample.seconds * 1000:.0f} ms", "≤ 10 ms", sample.seconds <= 0.01)
    fill("bench", "")
    for name, arguments, goal in QUERIES:
        [sample] = side_by_side([f"opq {arguments.format(month=MONTH)} --db bench"], environment, runs=15)
        row(f"opq: {name}, the full set", f"{sample.seconds * 1000:.0f} ms", f"≤ {goal} ms", sample.seconds * 1000 <= goal)


def opq_large():
    fill("bench", "--audit 3000000")
    [sample] = side_by_side([f"opq audit-events {MONTH} --limit 100 --db bench"], environment, runs=15)
    row("opq: newest 100 of 3 million", f"{sample.seconds * 1000:.0f} ms", "≤ 12 ms", sample.seconds <= 0.012)
    [sample] = side_by_side([f"opq most-active-users {MONTH} --db bench"], environment, runs=3)
    row("opq: most active users of 3 million events", f"{sample.seconds:.2f} s", "2.1 s through a covering index", None)
    stream = f"opq audit-events {MONTH} --limit 1000000 --db bench"
    [ours, cursor] = side_by_side([stream, f"libbson-load read {URI}/bench 1000000"], environment)
    row("opq: streaming 1 million events", f"{1000 / ours.seconds:.0f},000 /s", "≥ 510,000 /s", ours.seconds <= 1 / 0.51)
    row("opq: the same, against a bare cursor of libmongoc", f"{cursor.seconds / ours.seconds:.0%}", "–", None)
    row("opq: client CPU, streaming 1 million events", f"{ours.cpu:.2f} s", "–", None)
    memory = peak_memory(stream, environment)
    row("opq: memory, streaming 1 million events", f"{memory:.0f} MB", "≤ 32 MB", memory <= 32)
    window()
    pages()


def window():
    """The last 100,000 of 3 million events, and the same events alone: the same window of both."""
    once(f"opgen {END} --audit 3000000 --slice 30/30 | opload --db bench_window --drop --yes", environment)
    once("opidx --db bench_window", environment)
    oldest = json.loads(output("opq audit-events --since 2026-10-02 --order asc --limit 1 --db bench_window"))["timestamp"]
    for name, query in (("listed", "audit-events"), ("grouped", "most-active-users")):
        line = f"opq {query} --since {oldest} --until 2026-11-01 --db "
        [large, small] = side_by_side([line + "bench", line + "bench_window"], environment)
        ratio = large.seconds / small.seconds
        row(f"opq: 100,000 events {name}, of 3 million against alone", f"{ratio:.2f}×", "≤ 1.3×", ratio <= 1.3)


def pages():
    """A feed of a million events by pages of 1,000: the last 100,000 against the first."""
    ratios = []
    for _ in range(3):
        feed = subprocess.Popen(
            ["opq", "audit-events", "--print-cursor", "--limit", "1000000", "--db", "bench"], env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        times = [time.monotonic()]
        for number, _ in enumerate(feed.stdout, 1):
            if number % 100_000 == 0:
                times.append(time.monotonic())
        feed.wait()
        ratios.append((times[-1] - times[-2]) / (times[1] - times[0]))
    ratio = sorted(ratios)[1]
    row("opq: a page at the end of 1 million events, against the start", f"{ratio:.2f}×", "≤ 1.2×", ratio <= 1.2)


def opq_follow():
    """How late an event comes out, and what waiting costs."""
    if pymongo is None:
        return row("opq: from acknowledgement to output", "no pymongo here", "≤ 2.5 s", None)
    fill("bench_follow", "--audit 1000")
    events = pymongo.MongoClient(URI)["bench_follow"]["audit_events"]
    feed = subprocess.Popen(
        ["opq", "audit-events", "--follow", "--lag", "1s", "--interval", "1s", "--db", "bench_follow", "--since", "1s"], env=environment,
        stdout=subprocess.PIPE)
    slowest = 0
    for number in range(20):
        events.insert_one({"uuid": f"E{number}", "insert_time": datetime.datetime.now(datetime.timezone.utc)})
        start = time.monotonic()
        while f'"E{number}"'.encode() not in feed.stdout.readline():
            pass
        slowest = max(slowest, time.monotonic() - start)
        time.sleep(number / 20)
    row("opq: from acknowledgement to output, lag and interval 1 s", f"{slowest:.2f} s", "≤ 2.5 s", slowest <= 2.5)
    busy = cpu_seconds(feed.pid)
    time.sleep(20)
    busy = (cpu_seconds(feed.pid) - busy) / 20
    feed.terminate()
    feed.wait()
    row("opq: following, with nothing to follow", f"{busy:.2%} of a core", "< 1 %", busy < 0.01)


BENCHMARKS = [
    opgen_speed, opgen_memory, opgen_uuids, pipeline, opload_converter, opload_speed, opload_others, opload_million, order_of_load, opidx_again,
    opidx_build, opidx_validators, opstat_cost, opq_speed, opq_large, opq_follow,
]
print("| what | measured | goal | met |\n|---|---|---|---|", flush=True)
for benchmark in BENCHMARKS:
    if not sys.argv[1:] or any(benchmark.__name__.startswith(name) for name in sys.argv[1:]):
        benchmark()
