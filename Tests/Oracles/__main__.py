"""Compares answers of opq with what the lines in a database say.

    python3 Tests/Oracles LINES < CASES

LINES are what was loaded. Each case is a line `{"query", "values", "answer"}`: the value of each parameter, times in RFC 3339 and durations in
milliseconds, and opq's records with --full. Prints one line for each answer that is wrong; the status is 1 then.
"""
import json
import sys

import detections
import listings
import reports
from world import Question, World

ORACLES = listings.ORACLES | reports.ORACLES | detections.ORACLES
ORDER = listings.ORDER | reports.ORDER


def plain(value):
    """People, devices and the like by their uuid, sets in one order."""
    if isinstance(value, dict):
        return value["uuid"] if "uuid" in value and "email" in value else {name: plain(inner) for name, inner in value.items()}
    return sorted(map(plain, value), key=json.dumps) if isinstance(value, list) else value


def lines(rows):
    """Rows as texts that can be compared, in one order."""
    return sorted(json.dumps(plain(row), sort_keys=True) for row in rows)


def difference(query, values, answer, world):
    """What is wrong with an answer, or None."""
    rows = ORACLES[query](Question(world, values))
    # What the oracle says nothing about is not compared.
    names = {name for row in rows for name in row}
    expected, given = (lines({name: row.get(name) for name in names} for row in some) for some in (rows, answer))
    if expected != given:
        missing, extra = ([line for line in some if line not in others] for some, others in ((expected, given), (given, expected)))
        return f"{len(expected)} records expected, {len(given)} given; missing {missing[:2]}, not expected {extra[:2]}"
    for one, other in zip(answer, answer[1:]):
        fields = ORDER.get(query, ())
        if [one[name] for name in fields] < [other[name] for name in fields]:
            return f"not sorted by {fields}: {one} before {other}"
    for row in answer:
        if row.keys() & {"_id", "insert_time"}:
            return f"shows what is the database's own: {row}"
        for user in filter(lambda value: isinstance(value, dict) and value.keys() == {"uuid", "name", "email"}, row.values()):
            known = world.directory["users"].get(user["uuid"])
            if known and (user["name"], user["email"]) != (known["name"], known["email"]):
                return f"not the name that the directory has: {user}"
    return None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        world = World(file)
    wrong = 0
    for case in map(json.loads, sys.stdin):
        if problem := difference(case["query"], case["values"], case["answer"], world):
            wrong += 1
            print(f"{case['query']} {json.dumps(case['values'])}: {problem}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
