"""Listings, directories and trails: which records, and in which order."""
from world import ACTOR, STREAMS, get, got_in, milliseconds, failed

ORACLES = {}


def listing(name, stream, where=lambda asked: lambda event: True, **paths):
    """Events of one stream, newest first, that have every given parameter's value in the field named for it."""

    def answer(asked):
        same, wanted = asked.matches(**paths), where(asked)
        events = asked.events(stream, lambda event: same(event) and wanted(event))
        # Whole, as it was loaded.
        return [{name: value for name, value in event.items() if name != "at"} for event in events]

    ORACLES[name] = answer


def is_change_of_vault(event):
    kind, action = event["object_type"], event["action"]
    return kind == "vault" and action in ("delete", "share") or kind in ("uva", "gva") and action in ("grant", "revoke", "update")


PLACE = {"country": "location.country", "city": "location.city"}
listing("audit-events", "audit_events", user="actor_uuid", action="action", type="object_type", vault="object_uuid",
        item="object_uuid", ip="session.ip", **PLACE)
listing("item-usages", "item_usages", user="user.uuid", action="action", vault="vault_uuid", item="item_uuid",
        ip="client.ip_address", **PLACE)
listing("sign-in-attempts", "sign_in_attempts", user="target_user.uuid", category="category", type="type",
        ip="client.ip_address", **PLACE)
listing("failed-sign-ins", "sign_in_attempts", lambda asked: failed, user="target_user.uuid", ip="client.ip_address",
        country="location.country")
listing("high-risk-sign-ins", "sign_in_attempts", lambda asked: lambda event: get(event, "location.country") in asked.countries,
        category="category")
listing("vault-changes", "audit_events", lambda asked: is_change_of_vault, user="actor_uuid", vault="object_uuid")
listing("device-activity", "audit_events", device="session.device_uuid", action="action")
listing("sox-admin-actions", "audit_events",
        lambda asked: lambda event: event["action"] in ("create", "update", "delete", "export") and event["object_type"] in ("vault", "item"),
        user="actor_uuid")
listing("gdpr-data-access", "item_usages", lambda asked: lambda event: event["action"] in ("reveal", "export", "secure-copy"),
        user="user.uuid", vault="vault_uuid")


def hipaa_access_log(asked):
    same = asked.matches(user="user.uuid", vault="vault_uuid", item="item_uuid", action="action")
    return [
        {"timestamp": event["timestamp"], "user": get(event, "user.uuid"), "action": event["action"], "item": event["item_uuid"],
         "title": asked.world.directory["items"].get(event["item_uuid"], {}).get("title"), "vault": event.get("vault_uuid")}
        for event in asked.events("item_usages", same)
    ]


def trail(events):
    """Events of several streams in one order: newest first, then by uuid."""
    rows = [{"timestamp": event["timestamp"], "stream": stream, "uuid": event["uuid"]} for stream, event in events]
    return sorted(rows, key=lambda row: (-milliseconds(row["timestamp"]), row["uuid"]))


def user_timeline(asked):
    return trail((stream, event) for stream in STREAMS for event in asked.events(stream, asked.matches(user=ACTOR[stream])))


def session_trail(asked):
    """The sign-in, what the audit log says of the session, and what its user did from its address after getting in."""
    found = [("audit_events", event) for event in asked.events("audit_events", asked.matches(session="session.uuid"))]
    for entry in asked.events("sign_in_attempts", asked.matches(session="session_uuid")):
        found.append(("sign_in_attempts", entry))
        if got_in(entry):
            who, where = get(entry, "target_user.uuid"), get(entry, "client.ip_address")
            found += [
                ("item_usages", event) for event in asked.events("item_usages")
                if get(event, "user.uuid") == who and get(event, "client.ip_address") == where
                and entry["at"] <= event["at"] < entry["at"] + asked.window
            ]
    return trail(found)


def active_sessions(asked):
    same = asked.matches(user="user_uuid", device="device_uuid", ip="ip")
    sessions = [
        session for session in asked.world.collections["sessions"]
        if session["ended_at"] is None and asked.since <= session["last_activity"] < asked.until and same(session)
    ]
    return [{"session": session["uuid"], "user": session["user_uuid"], "device": session["device_uuid"]} for session in sessions]


def user_devices(asked):
    devices = [device for device in asked.world.collections["devices"] if asked.matches(user="user_uuid")(device)]
    return [{"device": device["uuid"], "user": device["user_uuid"], "last_used": device["last_used"]} for device in devices]


def recent_users(asked):
    users = [user for user in asked.world.collections["users"] if asked.since <= user["created_at"] < asked.until]
    return [{"user": user["uuid"], "created_at": user["created_at"], "role": user["role"]} for user in users]


def vault_access(asked):
    """Who may open a vault, and who did: the union of its permissions and its uses."""
    pairs = {}
    for event in asked.events("item_usages", asked.matches(vault="vault_uuid", user="user.uuid")):
        row = pairs.setdefault((event.get("vault_uuid"), get(event, "user.uuid")), {"role": None, "access_count": 0})
        row["access_count"] += 1
        row["last_access"] = event["timestamp"]
    for vault in asked.world.collections["vaults"]:
        for permission in vault["permissions"]:
            if asked.vault in (None, vault["uuid"]) and asked.user in (None, permission["user_uuid"]):
                row = pairs.setdefault((vault["uuid"], permission["user_uuid"]), {"access_count": 0, "last_access": None})
                row["role"] = permission["role"]
    return [{"vault": vault, "user": user, **row} for (vault, user), row in pairs.items()]


ORACLES |= {
    "hipaa-access-log": hipaa_access_log, "user-timeline": user_timeline, "session-trail": session_trail,
    "active-sessions": active_sessions, "user-devices": user_devices, "recent-users": recent_users, "vault-access": vault_access,
}
# The fields by which answers come sorted, newest or largest first. Ties may come in any order.
ORDER = dict.fromkeys(ORACLES, ("timestamp",)) | {
    "active-sessions": ("last_activity",), "user-devices": (), "recent-users": ("created_at",), "vault-access": (),
}
