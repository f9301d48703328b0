"""What the generated lines say: the ground on which every answer is computed a second time."""
import datetime
import json
from collections import defaultdict

STREAMS = ("audit_events", "item_usages", "sign_in_attempts")
GOT_IN = ("success", "firewall_reported_success")
# The field that names the acting user, in each stream.
ACTOR = {"audit_events": "actor_uuid", "item_usages": "user.uuid", "sign_in_attempts": "target_user.uuid"}
# What each stream's events are called when they are counted.
COUNT = {"audit_events": "event_count", "item_usages": "access_count", "sign_in_attempts": "attempts"}


def milliseconds(text):
    """Since 1970, of a time as the tools print it."""
    time = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return round(time.timestamp() * 1000)


def get(document, path):
    """The value at a dotted path; None where there is none."""
    for name in path.split("."):
        document = document.get(name) if isinstance(document, dict) else None
    return document


def grouped(events, key):
    """Events by a field, by several, or by what a function makes of them; in their order."""
    if isinstance(key, str):
        path, key = key, lambda event: get(event, path)
    elif isinstance(key, tuple):
        paths, key = key, lambda event: tuple(get(event, path) for path in paths)
    groups = defaultdict(list)
    for event in events:
        groups[key(event)].append(event)
    return groups


def collection(line):
    """Where a line belongs, by its shape."""
    keys = line.keys()
    if "target_user" in keys or {"category", "client"} <= keys:
        return "sign_in_attempts"
    if {"item_uuid", "user"} <= keys:
        return "item_usages"
    if "actor_uuid" in keys or {"object_type", "action"} <= keys:
        return "audit_events"
    for name, field in (
        ("sessions", "login_time"), ("devices", "registered_at"), ("items", "title"), ("vaults", "permissions"), ("users", "email"),
    ):
        if field in keys:
            return name
    return "locations"


class World:
    def __init__(self, lines):
        self.collections = defaultdict(list)
        for line in map(json.loads, lines):
            self.collections[collection(line)].append(line)
        for stream in STREAMS:
            for event in self.collections[stream]:
                event["at"] = milliseconds(event["timestamp"])
            self.collections[stream].sort(key=lambda event: event["at"])
        self.directory = {
            name: {entry["uuid"]: entry for entry in self.collections[name]}
            for name in ("users", "devices", "vaults", "items", "sessions")
        }

    def email(self, user):
        """From the directory, else from the user's own events."""
        if user is None:
            return None
        known = self.directory["users"].get(user)
        for stream, field in (("sign_in_attempts", "target_user"), ("item_usages", "user")):
            known = known or next((e[field] for e in self.collections[stream] if get(e, f"{field}.uuid") == user), None)
        return (known or {}).get("email")


class Question:
    """A query's parameters as attributes, None where one was not given, and the events that it is about."""

    def __init__(self, world, values):
        self.world = world
        self.values = values

    def __getattr__(self, name):
        return self.values.get(name)

    def all(self, stream, where=lambda event: True):
        """Events of any time, oldest first."""
        return [event for event in self.world.collections[stream] if where(event)]

    def events(self, stream, where=lambda event: True, before=0):
        """Events of the period, oldest first; `before` makes it begin so many milliseconds earlier."""
        since, until = milliseconds(self.since) - before, milliseconds(self.until)
        return self.all(stream, lambda event: since <= event["at"] < until and where(event))

    def matches(self, **paths):
        """A condition: each parameter that was given equals the field named for it."""
        given = [(path, self.values[name]) for name, path in paths.items() if name in self.values]
        return lambda event: all(get(event, path) == value for path, value in given)


def failed(event):
    return event.get("category") not in GOT_IN


def got_in(event):
    return not failed(event)


def facts(stream, events, **more):
    """What a finding says of its events."""
    return {
        **more, COUNT[stream]: len(events), "first": events[0]["timestamp"], "last": events[-1]["timestamp"],
        "events": [event["uuid"] for event in events],
    }
