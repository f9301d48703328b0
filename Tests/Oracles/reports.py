"""Analytics, compliance, hygiene and data quality: figures over many events."""
import datetime
import math
import zoneinfo
from collections import Counter

from world import ACTOR, STREAMS, failed, get, got_in, grouped, milliseconds

HOUR = 3_600_000
DAY = 24 * HOUR


def time(at):
    """As the tools print it."""
    moment = datetime.datetime.fromtimestamp(at // 1000, datetime.timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{at % 1000:03}Z"


def different(events, path):
    """How many values other than none the field has."""
    return len({get(event, path) for event in events} - {None})


def by_actor(asked, stream, where):
    """Events of the period by who acted; those of nobody are left out."""
    groups = grouped(asked.events(stream, where), ACTOR[stream])
    groups.pop(None, None)
    return groups.items()


def anything(event):
    return True


def failed_sign_ins_by_country(asked):
    return [
        {"country": country, "failed_attempts": len(events), "unique_users": different(events, "target_user.uuid")}
        for country, events in grouped(asked.events("sign_in_attempts", failed), "country").items()
    ]


def most_active_users(asked):
    return [
        {"user": user, "event_count": len(events), "actions": different(events, "action"), "last_activity": events[-1]["timestamp"]}
        for user, events in by_actor(asked, "audit_events", anything)
    ]


def sensitive_actions(asked):
    rows = []
    for user, events in by_actor(asked, "audit_events", lambda event: event["action"] in asked.actions):
        if len(events) >= asked.min:
            detail = [
                {"action": action, "count": len(some), "last": some[-1]["timestamp"]}
                for action, some in grouped(events, "action").items()
            ]
            rows.append({"user": user, "sensitive_actions": len(events), "actions_detail": detail,
                         "first": events[0]["timestamp"], "last": events[-1]["timestamp"]})
    return rows


def multi_country_users(asked):
    rows = []
    for user, events in by_actor(asked, "audit_events", lambda event: get(event, "location.country") is not None):
        countries = {event["location"]["country"] for event in events}
        cities = {(event["location"]["country"], event["location"]["city"]) for event in events if "city" in event["location"]}
        if len(countries) >= asked.min:
            rows.append({"user": user, "countries": len(countries), "country_list": list(countries), "locations": len(cities),
                         "event_count": len(events), "first": events[0]["timestamp"], "last": events[-1]["timestamp"]})
    return rows


def most_accessed_items(asked):
    titles = asked.world.directory["items"]
    return [
        {"item": item, "title": titles.get(item, {}).get("title"), "access_count": len(events),
         "unique_users": different(events, "user.uuid"), "last_access": events[-1]["timestamp"]}
        for item, events in grouped(asked.events("item_usages"), "item_uuid").items()
    ]


def after_hours_access(asked):
    zone = zoneinfo.ZoneInfo(asked.zone)

    def local(event):
        return datetime.datetime.fromtimestamp(event["at"] / 1000, zone)

    def is_free_day(event):
        return asked.weekend == "off" and local(event).isoweekday() >= 6

    def is_after_hours(event):
        hour, opening, closing = local(event).hour, asked.opening, asked.closing
        is_open = opening <= hour < closing if opening < closing else hour >= opening or hour < closing
        return not is_open or is_free_day(event)

    return [
        {"user": user, "after_hours_access": len(events), "on_weekends": sum(map(is_free_day, events)),
         "first": events[0]["timestamp"], "last": events[-1]["timestamp"]}
        for user, events in by_actor(asked, "item_usages", is_after_hours) if len(events) >= asked.min
    ]


def events_per_hour(asked):
    hours = {}
    for stream in STREAMS:
        for event in asked.events(stream):
            hours.setdefault(event["at"] // HOUR * HOUR, Counter())[stream] += 1
    return [{"hour": time(hour), **{stream: counts[stream] for stream in STREAMS}} for hour, counts in hours.items()]


def compliance_metrics(asked):
    """One record, whatever there is."""
    exports = lambda event: event["action"] == "export"
    return [{
        "total_events": len(asked.events("audit_events")), "failed_logins": len(asked.events("sign_in_attempts", failed)),
        "data_exports": len(asked.events("audit_events", exports)), "item_exports": len(asked.events("item_usages", exports)),
        "item_usages": len(asked.events("item_usages")), "sign_in_attempts": len(asked.events("sign_in_attempts")),
    }]


def retention_horizon(asked):
    rows = []
    for stream in STREAMS:
        times = [event["at"] for event in asked.all(stream) if event["timestamp"] < asked.until]
        if times:
            rows.append({"stream": stream, "oldest": time(times[0]), "newest": time(times[-1]),
                         "days": round((times[-1] - times[0]) / DAY, 1),
                         "past_horizon": sum(at < milliseconds(asked.horizon) for at in times)})
    return rows


def dormant_users(asked):
    """Active by the directory, not seen since then, and nothing in the events says otherwise."""
    awake = set()
    for stream in STREAMS:
        done = got_in if stream == "sign_in_attempts" else anything
        awake |= {get(event, ACTOR[stream]) for event in asked.all(stream, done) if event["timestamp"] >= asked.since}
    return [
        {"user": user["uuid"], "last_seen": user["last_seen"]} for user in asked.world.collections["users"]
        if user["is_active"] and (user["last_seen"] or user["created_at"]) < asked.since and user["uuid"] not in awake
    ]


def suspended_but_active(asked):
    """Suspended or deleted, whenever, and something done before the next return; inactive by the directory, and no event says why."""
    def changes(*actions):
        is_one = lambda event: event["action"] in actions and event["object_type"] == "user" and event["at"] < milliseconds(asked.until)
        return grouped(asked.all("audit_events", is_one), "object_uuid")

    inactive = {user["uuid"] for user in asked.world.collections["users"] if not user["is_active"]}
    off, back = changes("suspend", "delete"), changes("reactive", "activate")
    rows = []
    for user in inactive | off.keys():
        spans = [
            (event["at"], min((other["at"] for other in back[user] if other["at"] > event["at"]), default=math.inf))
            for event in off[user]
        ]
        if not spans and not back[user]:
            spans = [(-math.inf, math.inf)]
        done = {
            stream: asked.events(stream, lambda some: get(some, ACTOR[stream]) == user
                                 and any(start < some["at"] < end for start, end in spans)
                                 and (stream != "sign_in_attempts" or got_in(some)))
            for stream in STREAMS
        }
        times = sorted(some["timestamp"] for events in done.values() for some in events)
        if times:
            start = min(start for start, end in spans if start < milliseconds(times[0]) < end)
            rows.append({"user": user, "suspended": time(start) if start > 0 else None, "sign_ins": len(done["sign_in_attempts"]),
                         "access_count": len(done["item_usages"]), "event_count": len(done["audit_events"]),
                         "first": times[0], "last": times[-1]})
    return rows


def shared_credentials_exposure(asked):
    uses = asked.events("item_usages", lambda event: event["action"] in asked.actions and get(event, "user.uuid") is not None)
    return [
        {"item": item, "unique_users": different(events, "user.uuid"), "access_count": len(events),
         "last_access": events[-1]["timestamp"], "user_list": list({event["user"]["uuid"] for event in events})}
        for item, events in grouped(uses, "item_uuid").items() if different(events, "user.uuid") >= asked.min
    ]


def ingestion_gaps(asked):
    rows = []
    for stream in STREAMS:
        times = [milliseconds(asked.since), *(event["at"] for event in asked.events(stream)), milliseconds(asked.until)]
        rows += [
            {"stream": stream, "from": time(start), "to": time(end), "hours": round((end - start) / HOUR, 2)}
            for start, end in zip(times, times[1:]) if end - start > asked.window
        ]
    return rows


def counted(asked, stream, field, where):
    """Values of a field that are worth a record."""
    for value, events in grouped(asked.events(stream), field).items():
        if where(value):
            yield {"collection": stream, "field": field, "value": value, "event_count": len(events),
                   "first": events[0]["timestamp"], "last": events[-1]["timestamp"]}


def orphans(asked):
    """References to what the directory does not have; a directory that was never loaded is not asked."""
    references = [
        ("audit_events", "actor_uuid", "users"), ("audit_events", "session.uuid", "sessions"),
        ("audit_events", "session.device_uuid", "devices"), ("item_usages", "user.uuid", "users"),
        ("item_usages", "item_uuid", "items"), ("item_usages", "vault_uuid", "vaults"),
        ("sign_in_attempts", "target_user.uuid", "users"),
    ]
    return [
        row for stream, field, name in references if (known := asked.world.directory[name])
        for row in counted(asked, stream, field, lambda value: value is not None and value not in known)
    ]


def unknown_values(asked):
    lists = [
        ("audit_events", "action", asked.actions), ("audit_events", "object_type", asked.objects),
        ("item_usages", "action", asked.uses), ("sign_in_attempts", "category", asked.categories),
        ("sign_in_attempts", "type", asked.types),
    ]
    return [row for stream, field, known in lists for row in counted(asked, stream, field, lambda value: value not in known)]


ORACLES = {
    function.__name__.replace("_", "-"): function
    for function in (
        failed_sign_ins_by_country, most_active_users, sensitive_actions, multi_country_users, most_accessed_items,
        after_hours_access, events_per_hour, compliance_metrics, retention_horizon, dormant_users, suspended_but_active,
        shared_credentials_exposure, ingestion_gaps, orphans, unknown_values,
    )
}
# The field by which answers come sorted, largest first.
ORDER = {
    "failed-sign-ins-by-country": ("failed_attempts",), "most-active-users": ("event_count",),
    "sensitive-actions": ("sensitive_actions",), "multi-country-users": ("countries", "event_count"),
    "most-accessed-items": ("access_count",), "after-hours-access": ("after_hours_access",),
    "shared-credentials-exposure": ("unique_users", "access_count"), "unknown-values": ("event_count",),
}
