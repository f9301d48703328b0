#!/usr/bin/env python3
"""What one writes in a minute: lines from standard input into MongoDB by pymongo, dates as dates, a batch of 1,000 at a time.

    pymongo-load.py URI
"""
import datetime
import json
import sys

import pymongo


def event(line):
    document = json.loads(line)
    document["timestamp"] = datetime.datetime.fromisoformat(document["timestamp"])
    return document


events = pymongo.MongoClient(sys.argv[1])["bench_pymongo"]["audit_events"]
events.drop()
batch = []
for line in sys.stdin:
    batch.append(event(line))
    if len(batch) == 1000:
        events.insert_many(batch, ordered=False)
        batch = []
if batch:
    events.insert_many(batch, ordered=False)
