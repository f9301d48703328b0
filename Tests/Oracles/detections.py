"""Detections: what happened, to or by whom, when first and last, and in which events."""
import math

from world import ACTOR, COUNT, GOT_IN, facts, failed, get, got_in, grouped

ORACLES = {}


def answers(name):
    """Says which query a function answers."""

    def register(function):
        ORACLES[name] = function
        return function

    return register


# Everything that matches, one record for each combination of the key's values.


def every(name, stream, where, **key):
    """`key` gives the answer's names for the fields that make a record, be they missing."""

    def answer(asked):
        wanted = where(asked) if where.__code__.co_varnames[0] == "asked" else where
        rows = []
        for values, events in grouped(asked.events(stream, wanted), tuple(key.values())).items():
            if len(events) >= (asked.min or 1):
                rows.append(facts(stream, events, **dict(zip(key, values))))
        return rows

    ORACLES[name] = answer


def audit(kind, *actions):
    return lambda event: event["object_type"] == kind and event["action"] in actions


def by_oneself(kind, *actions):
    return lambda event: audit(kind, *actions)(event) and event.get("actor_uuid") == event.get("aux_uuid") is not None


USER, OBJECT = "actor_uuid", "object_uuid"
every("sso-changes", "audit_events", audit("sso", "enblsso", "disblsso", "chngpsso", "chngasso", "chngdsso", "addgsso", "delgsso"),
      user=USER, action="action")
every("firewall-changes", "audit_events", audit("account", "updatfw"), user=USER)
every("account-mfa-disabled", "audit_events", audit("account", "disblmfa"), user=USER)
every("user-mfa-changes", "audit_events", audit("user", "enblmfa", "updatmfa", "disblmfa"), user=USER, action="action", target=OBJECT)
every("recovery-events", "audit_events", audit("user", "beginr", "completr", "cancelr"), user=USER, action="action", target=OBJECT)
every("travel-mode-changes", "audit_events", audit("user", "trvlaway", "trvlback"), user=USER, action="action", target=OBJECT)
every("service-accounts-created", "audit_events", audit("sa", "create"), user=USER, service_account=OBJECT)
every("service-account-token-activity", "audit_events", audit("satoken", "create", "trename", "tverify", "trevoke"),
      user=USER, action="action")
every("self-granted-vault-access", "audit_events", by_oneself("uva", "grant", "update"), user=USER, vault=OBJECT)
every("new-devices", "audit_events", audit("device", "create"), user=USER, device=OBJECT)
every("vault-exports", "audit_events", audit("vault", "export"), user=USER, vault=OBJECT)
every("item-exports", "item_usages", lambda event: event["action"] == "export", user="user.uuid")
every("blocked-sign-ins", "sign_in_attempts", lambda event: event.get("category") == "firewall_failed", user="target_user.uuid")
every("firewall-reported-successes", "sign_in_attempts",
      lambda event: event.get("category") == "firewall_reported_success", user="target_user.uuid")
every("unusual-clients", "sign_in_attempts", lambda asked: lambda event: get(event, "client.app_name") not in asked.clients,
      user="target_user.uuid", client="client.app_name")
every("vault-access-changes", "audit_events",
      lambda asked: lambda event: event["object_type"] in ("uva", "gva") and event["action"] in ("grant", "revoke", "update")
      and asked.vault in (None, event["object_uuid"]), user=USER, vault=OBJECT)
every("manual-invites", "audit_events",
      lambda asked: lambda event: audit("invite", "create")(event)
      and not (asked.world.email(event.get("actor_uuid")) or "").endswith("@1passwordserviceaccounts.com"), user=USER)


@answers("self-group-escalation")
def self_group_escalation(asked):
    events = asked.events("audit_events", by_oneself("gm", "join", "role"))
    return [
        facts("audit_events", some, user=user, group=group, action=action, role={"A": "manager", "R": "member"}.get(role, role))
        for (user, group, action, role), some in grouped(events, (USER, OBJECT, "action", "aux_info")).items() if user is not None
    ]


# Many within a window that slides.


def runs(events, least, window):
    """Stretches of events in which every one belongs to `least` within the window; those that overlap are one."""
    found = []
    for last in range(least - 1, len(events)):
        first = last - least + 1
        if events[last]["at"] - events[first]["at"] > window:
            continue
        if found and first <= found[-1][1]:
            found[-1][1] = last
        else:
            found.append([first, last])
    return [events[first:last + 1] for first, last in found]


def crowd(name, stream, where, key, path):
    def answer(asked):
        return [
            facts(stream, run, **{key: value})
            for value, events in grouped(asked.events(stream, where(asked)), path).items() if value is not None
            for run in runs(events, asked.min, asked.window)
        ]

    ORACLES[name] = answer


def of_categories(asked):
    return lambda event: event.get("category") in asked.categories


def of_objects(asked):
    return lambda event: event["action"] in asked.actions and event["object_type"] in asked.types


crowd("brute-force", "sign_in_attempts", of_categories, "user", "target_user.uuid")
crowd("brute-force-by-ip", "sign_in_attempts", of_categories, "ip", "client.ip_address")
crowd("bulk-reveal", "item_usages", lambda asked: lambda event: event["action"] == "reveal", "user", "user.uuid")
crowd("bulk-copy", "item_usages", lambda asked: lambda event: event["action"] == "secure-copy", "user", "user.uuid")
crowd("mass-deletion", "audit_events", of_objects, "user", USER)
crowd("mass-sharing", "audit_events", of_objects, "user", USER)


@answers("mfa-fatigue")
def mfa_fatigue(asked):
    """Whoever gets in from the moment the failures are enough: another prompt may come after the one that was given in to."""
    entries = grouped(asked.events("sign_in_attempts", got_in), "target_user.uuid")
    failures = grouped(asked.events("sign_in_attempts", lambda event: event.get("category") == "mfa_failed"), "target_user.uuid")
    rows = []
    for user, events in failures.items():
        for run in runs(events, asked.min, asked.window) if user is not None else []:
            start, end = run[asked.min - 1]["at"], run[-1]["at"] + asked.window
            entry = next((entry["timestamp"] for entry in entries[user] if start <= entry["at"] <= end), None)
            rows.append(facts("sign_in_attempts", run, user=user, got_in=entry))
    return rows


@answers("password-spray")
def password_spray(asked):
    """The shortest windows that hold enough failures of enough users; those that overlap are one."""
    rows = []
    for ip, events in grouped(asked.events("sign_in_attempts", of_categories(asked)), "client.ip_address").items():
        spans = []
        for last, end in enumerate(events):
            for first in range(last, -1, -1):
                some = events[first:last + 1]
                if end["at"] - some[0]["at"] > asked.window:
                    break
                if len(some) >= asked.min and len({get(event, "target_user.uuid") for event in some}) >= asked.users:
                    if spans and some[0]["at"] <= spans[-1][1]:
                        spans[-1][1] = end["at"]
                    else:
                        spans.append([some[0]["at"], end["at"]])
                    break
        for start, end in spans if ip is not None else []:
            some = [event for event in events if start <= event["at"] <= end]
            rows.append(facts("sign_in_attempts", some, ip=ip, unique_users=len({get(event, "target_user.uuid") for event in some})))
    return rows


# What a user had never done before.


def unseen(name, stream, now, before, path, key, count):
    """From the first event on that has none in the time of `history` before it, be that in the period or before it."""

    def answer(asked):
        rows = []
        past = grouped(asked.all(stream, before), (ACTOR[stream], path))
        for (user, value), events in grouped(asked.events(stream, now(asked)), (ACTOR[stream], path)).items():
            is_new = lambda event: not any(event["at"] - asked.history <= other["at"] < event["at"] for other in past[user, value])
            start = next((number for number, event in enumerate(events) if is_new(event)), None)
            if user is not None and start is not None:
                row = facts(stream, events[start:], user=user, **{key: value})
                rows.append({count if name == COUNT[stream] else name: fact for name, fact in row.items()})
        return rows

    ORACLES[name] = answer


unseen("new-ip-sign-ins", "sign_in_attempts", lambda asked: got_in, got_in, "client.ip_address", "ip", "sign_ins")
unseen("new-country-sign-ins", "sign_in_attempts", lambda asked: got_in, got_in, "country", "country", "sign_ins")
unseen("first-seen-items", "item_usages", lambda asked: lambda event: event["action"] in asked.actions, lambda event: True,
       "item_uuid", "item", "access_count")


# One thing after another.


@answers("failures-then-success")
def failures_then_success(asked):
    """The success lies in the period. What failed at its very moment failed before it."""
    rows = []
    attempts = sorted(asked.events("sign_in_attempts", before=asked.window), key=lambda event: (event["at"], got_in(event)))
    for user, events in grouped(attempts, "target_user.uuid").items():
        failures = []
        for event in events if user is not None else []:
            if event.get("category") in asked.categories:
                failures.append(event)
            elif got_in(event):
                if len(failures) >= asked.min and event["at"] - failures[-asked.min]["at"] <= asked.window:
                    some = [
                        other for other in events if other.get("category") in asked.categories
                        and event["at"] - asked.window <= other["at"] <= event["at"]
                    ]
                    if event["timestamp"] >= asked.since:
                        rows.append({"user": user, "attempts": len(some), "first": some[0]["timestamp"], "last": event["timestamp"]})
                    failures = []
    return rows


def kilometres(one, other):
    """Along the great circle, by the haversine formula."""
    one, other = ([math.radians(place[name]) for name in ("latitude", "longitude")] for place in (one, other))
    half = math.sin((other[0] - one[0]) / 2) ** 2 + math.cos(one[0]) * math.cos(other[0]) * math.sin((other[1] - one[1]) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


@answers("impossible-travel")
def impossible_travel(asked):
    rows = []
    placed = asked.all("sign_in_attempts", lambda event: got_in(event) and get(event, "location.latitude") is not None)
    for user, events in grouped(placed, "target_user.uuid").items():
        for one, other in zip(events, events[1:]):
            milliseconds = other["at"] - one["at"]
            is_asked = asked.since <= other["timestamp"] < asked.until and milliseconds <= asked.history
            address = get(other, "client.ip_address")
            if user is None or not is_asked or address and address == get(one, "client.ip_address"):
                continue
            distance, hours = kilometres(one["location"], other["location"]), max(milliseconds / 3_600_000, 0.0001)
            if distance >= asked.km and distance / hours > asked.speed:
                rows.append({"user": user, "km": float(round(distance)), "last": other["timestamp"],
                             "events": [one["uuid"], other["uuid"]]})
    return rows


@answers("secret-extraction")
def secret_extraction(asked):
    """Somebody lets themselves into a vault and then reads it, in the period."""
    rows = []
    grants = asked.events("audit_events", by_oneself("uva", "grant", "update"), before=asked.window)
    reads = asked.events("item_usages", lambda event: event["action"] in ("server-fetch", "reveal", "secure-copy"))
    reads = grouped(reads, ("user.uuid", "vault_uuid"))
    for (user, vault), given in grouped(grants, (USER, OBJECT)).items():
        follows = lambda grant, read: grant["at"] <= read["at"] <= grant["at"] + asked.window
        used = [grant for grant in given if any(follows(grant, read) for read in reads[user, vault])]
        done = [read for read in reads[user, vault] if any(follows(grant, read) for grant in given)]
        if done and user is not None:
            rows.append({"user": user, "vault": vault, "access_count": len(done), "first": used[0]["timestamp"],
                         "last": done[-1]["timestamp"], "unique_items": len({read["item_uuid"] for read in done})})
    return rows


@answers("export-by-new-user")
def export_by_new_user(asked):
    activations = grouped(asked.all("audit_events", audit("user", "activate")), OBJECT)
    exports = asked.events(
        "audit_events", lambda event: audit("vault", "export")(event)
        and any(other["at"] <= event["at"] <= other["at"] + asked.window for other in activations[event.get("actor_uuid")]))
    rows = [facts("audit_events", some, user=user) for user, some in grouped(exports, USER).items()]
    # The answer's list of events begins with the activations.
    return [{name: fact for name, fact in row.items() if name != "events"} for row in rows]


@answers("export-before-suspension")
def export_before_suspension(asked):
    exports = grouped(asked.all("audit_events", audit("vault", "export")), USER)
    rows = []
    for event in asked.events("audit_events", audit("user", "suspend", "delete")):
        some = [other for other in exports[event["object_uuid"]] if event["at"] - asked.window <= other["at"] <= event["at"]]
        if some:
            rows.append({"user": event["object_uuid"], "action": event["action"], "event_count": len(some),
                         "first": some[0]["timestamp"], "last": event["timestamp"]})
    return rows
