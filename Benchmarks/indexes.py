#!/usr/bin/env python3
"""Measures what each index of the event collections costs, and prints a table: its size, and the server's CPU for keeping it up in a load.

Each index alone is compared with none, medians of three loads by turns; CPU is the server's own count, which other work on the machine
moves less than it moves the clock. `scripts/bench indexes` keeps the table in INDEXES.md.
"""
import os
import statistics
import subprocess

import pymongo

EVENTS = 200_000
SIZES = {"audit_events": "--audit", "item_usages": "--usages", "sign_in_attempts": "--signins"}
environment = dict(os.environ, MONGODB_URI=os.environ["MONGODB_URI"] + "/bench_indexes")
client = pymongo.MongoClient(os.environ["MONGODB_URI"])
database = client["bench_indexes"]


def run(line, lines=None):
    subprocess.run(["bash", "-o", "pipefail", "-c", line], env=environment, check=True, stdout=subprocess.DEVNULL, input=lines)


def cpu():
    usage = client.admin.command("serverStatus")["extra_info"]
    return (usage["user_time_us"] + usage["system_time_us"]) / 1e6


def load(collection, model, lines):
    """Seconds of server CPU for loading the lines with one index or none, and the index's bytes."""
    database[collection].drop()
    # Not empty, so that opload does not warn of an index that is missing on purpose.
    database.create_collection(collection)
    if model:
        database[collection].create_indexes([model])
    client.admin.command("fsync")
    start = cpu()
    run("opload 2> /dev/null", lines)
    seconds = cpu() - start
    # Into the file, where its size is counted.
    client.admin.command("fsync")
    sizes = database.command("collStats", collection)["indexSizes"]
    return seconds, sizes.get(model.document["name"], 0) if model else 0


def measure(collection):
    run("opidx")
    definitions = [index for index in database[collection].list_indexes() if index["name"] != "_id_"]
    models = [None] + [
        pymongo.IndexModel(list(index["key"].items()), name=index["name"], unique=index.get("unique", False)) for index in definitions]
    world = f"opgen --end 2026-11-01T00:00:00Z {SIZES[collection]} {EVENTS}"
    lines = subprocess.run(["bash", "-c", world], env=environment, check=True, capture_output=True).stdout
    rounds = [[load(collection, model, lines) for model in models] for _ in range(3)]
    costs = [statistics.median(one[place][0] for one in rounds) for place in range(len(models))]
    for place, index in enumerate(definitions, start=1):
        size = rounds[-1][place][1]
        keys = ", ".join(f"{field}{' ↓' if direction < 0 else ''}" for field, direction in index["key"].items())
        print(f"| {collection} | {keys}{' (unique)' if index.get('unique') else ''} | {size / EVENTS:.0f} B "
              f"| {(costs[place] - costs[0]) / EVENTS * 1e6:.1f} µs |", flush=True)
    print(f"| {collection} | none but _id | | {costs[0] / EVENTS * 1e6:.1f} µs |", flush=True)


print("| collection | index | size, an event | load, an event |\n|---|---|---|---|", flush=True)
for name in SIZES:
    measure(name)
client.drop_database("bench_indexes")
