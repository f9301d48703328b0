"""Events that the generator does not make: on a bound and just beyond it, ties, fields that are missing or null, foreign values.

    python3 Tests/Oracles/edges.py END >> LINES
"""
import json
import sys

from world import milliseconds
from reports import time

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
END = milliseconds(sys.argv[1])
BERLIN = {"country": "DE", "region": "Berlin", "city": "Berlin", "latitude": 52.52, "longitude": 13.405}
TOKYO = {"country": "JP", "region": "Tokyo", "city": "Tokyo", "latitude": 35.6895, "longitude": 139.6917}
number = 0


def name(kind):
    """A uuid like no other."""
    global number
    number += 1
    return f"EDGE{kind}{number:05}".ljust(26, "X").upper()


def event(ago, **fields):
    print(json.dumps({"uuid": name("EVENT"), "timestamp": time(END - ago), **fields}))


def sign_in(ago, user, category="credentials_failed", ip="192.0.2.1", location=BERLIN, **more):
    kind = "credentials_ok" if category == "success" else "password_secret_bad"
    event(ago, **{"target_user": {"uuid": user}, "category": category, "type": kind, "country": location.get("country"),
                  "client": {"app_name": "1Password CLI", "ip_address": ip}, "location": location, "session_uuid": name("SESSION"), **more})


def audit(ago, user, action, kind, target="EDGEOBJECT", **more):
    event(ago, actor_uuid=user, action=action, object_type=kind, object_uuid=target,
          session={"uuid": name("SESSION"), "device_uuid": "EDGEDEVICE", "ip": "192.0.2.1"}, location=BERLIN, **more)


def usage(ago, user, action, item="EDGEITEM", vault="EDGEVAULT", **more):
    event(ago, item_uuid=item, vault_uuid=vault, action=action, user={"uuid": user}, used_version=1,
          client={"app_name": "1Password CLI", "ip_address": "192.0.2.1"}, location=BERLIN, **more)


def step_by_step(actions):
    """Hour by hour, what is done to a new user; None is what the user does."""
    user = name("USER")
    for hours, step in enumerate(actions):
        for action in step.split("+") if step else ():
            audit((9 - hours) * HOUR, name("USER"), action, "user", user)
        if not step:
            usage((9 - hours) * HOUR, user, "reveal")


# The first moment of a period is in it, its end is not; a day and a month are what examples ask for.
for bound in (0, 1, DAY, DAY + 1, 7 * DAY, 7 * DAY + 1, 30 * DAY, 30 * DAY + 1):
    sign_in(bound, name("USER"))
    sign_in(bound, name("USER"), "success")
    audit(bound, name("USER"), "export", "vault")
    usage(bound, name("USER"), "reveal")

# A window holds what lies exactly its length apart. One is too few, one too late, two crowds are two, ties count each.
for count, spread in ((20, HOUR), (20, HOUR + 1), (19, MINUTE), (20, 0), (45, 2 * HOUR)):
    users = [name("USER") for _ in range(7)]
    address = f"198.51.100.{number % 250}"
    for i in range(count):
        ago = 5 * HOUR - spread * i // (count - 1)
        sign_in(ago, users[0])
        sign_in(ago, users[i % 7], ip=address)
        audit(ago, users[1], "delete", "item", name("ITEM"))
        audit(ago, users[1], "share", "item", name("ITEM"))
        usage(ago, users[2], "secure-copy", name("ITEM"))
for count, spread in ((30, HOUR), (30, HOUR + 1), (29, MINUTE)):
    user = name("USER")
    for i in range(count):
        usage(6 * HOUR - spread * i // (count - 1), user, "reveal", name("ITEM"))
twice = name("USER")
for start in (20, 6):
    for i in range(25):
        sign_in(start * HOUR + i * MINUTE, twice)
for count, spread, success in ((5, 10 * MINUTE, 1), (5, 10 * MINUTE + 1, 1), (4, MINUTE, 1), (5, 9 * MINUTE, 10 * MINUTE)):
    user = name("USER")
    for i in range(count):
        sign_in(3 * HOUR - spread * i // (count - 1), user, "mfa_failed")
    sign_in(3 * HOUR - spread - success, user, "success")

# A success that ends failures: within the window of the first of them, or a millisecond later; with its tie; after too few.
for count, spread, after in ((5, 10 * MINUTE, 5 * MINUTE), (5, 10 * MINUTE, 5 * MINUTE + 1), (4, 0, 1), (6, 0, 1), (12, 14 * MINUTE, MINUTE)):
    user = name("USER")
    for i in range(count):
        sign_in(4 * HOUR - spread * i // (count - 1), user)
    sign_in(4 * HOUR - spread - after, user, "success")

# Journeys: too fast, from the same address, without coordinates, from before the period, to the next street.
for places, hours, addresses in (
    ((BERLIN, TOKYO), 5, "12"), ((BERLIN, TOKYO), 12, "12"), ((BERLIN, TOKYO), 3, "11"), ((BERLIN, {"country": "JP"}), 3, "12"),
    ((BERLIN, BERLIN), 0, "12"), ((BERLIN, TOKYO), 0, "12"),
):
    user = name("USER")
    for place, address, ago in zip(places, addresses, (10 * HOUR, (10 - hours) * HOUR - 1)):
        sign_in(ago, user, "success", f"203.0.113.{address}", place)
user = name("USER")
sign_in(25 * HOUR, user, "success", "203.0.113.1", BERLIN)
sign_in(23 * HOUR, user, "firewall_reported_success", "203.0.113.2", TOKYO)

# Seen before: exactly as long ago as the history reaches, and a millisecond earlier.
for past in (14 * DAY, 14 * DAY + 1):
    user = name("USER")
    for ago in (2 * HOUR + past, 2 * HOUR):
        sign_in(ago, user, "success", "203.0.113.7", TOKYO)
        usage(ago, user, "reveal", "EDGESEEN")

# One after the other: at the very moment, at the end of the window, a millisecond late, before, by somebody else, elsewhere.
for delay, action, other in (
    (0, "reveal", False), (HOUR, "secure-copy", False), (HOUR + 1, "reveal", False), (-1, "server-fetch", False), (5, "fill", False),
    (5, "reveal", True),
):
    user, vault = name("USER"), name("VAULT")
    audit(10 * HOUR, user, "grant", "uva", vault, aux_uuid=name("USER") if other else user)
    usage(10 * HOUR - delay, user, action, vault=vault)
    usage(10 * HOUR - 5, user, "reveal", vault=name("VAULT"))
for past in (14 * DAY, 14 * DAY + 1):
    user = name("USER")
    audit(2 * HOUR + past, name("USER"), "activate", "user", user)
    audit(2 * HOUR, user, "export", "vault")
    user = name("USER")
    audit(2 * HOUR + past, user, "export", "vault")
    audit(2 * HOUR, name("USER"), "suspend", "user", user)
user = name("USER")
audit(5 * HOUR, name("USER"), "suspend", "user", user)
audit(5 * HOUR, user, "view", "vault")
audit(4 * HOUR, user, "export", "vault")
sign_in(4 * HOUR, user, "success")

# Suspended, seen, and then deleted, suspended again, or let in again; let in at the moment of a suspension; seen while let in.
for actions in (("suspend", None, "delete"), ("suspend", None, "suspend", None), ("delete", None, "reactive"), ("reactive+suspend", None),
                ("suspend", "reactive", None, "suspend"), ("suspend", None, "activate", "suspend", None, "delete")):
    step_by_step(actions)

# A session that goes on past the end: the busiest by far, so that its trail is asked for.
user, session = name("USER"), "EDGESESSION"
sign_in(HOUR, user, "success", session_uuid=session)
for ago in range(200, 0, -1):
    event(ago, actor_uuid=user, action="view", object_type="vault", object_uuid="EDGEOBJECT", session={"uuid": session})
for ago in (1, 0):
    usage(ago, user, "reveal")

# Administration, each with itself as the target and with another.
for kind, actions in {"sso": ["enblsso"], "account": ["updatfw", "disblmfa"], "user": ["disblmfa", "beginr", "trvlback"], "sa": ["create"],
                      "satoken": ["trevoke"], "invite": ["create"], "device": ["create"], "uva": ["grant", "revoke"]}.items():
    for action in actions:
        user = name("USER")
        audit(3 * HOUR, user, action, kind, user, aux_uuid=user)
        audit(2 * HOUR, user, action, kind, name("OBJECT"), aux_uuid=name("USER"))
for role in ("A", "R", "X", None):
    user = name("USER")
    audit(HOUR, user, "role", "gm", name("GROUP"), aux_uuid=user, aux_info=role)

# Missing, null, foreign.
for fields in ({}, {"target_user": None}, {"target_user": {"uuid": None}}, {"target_user": {"name": "Nobody"}}):
    event(HOUR, category="credentials_failed", type="foreign", client={}, **fields)
event(HOUR, target_user={"uuid": name("USER")}, category="foreign", type=None, client={"app_name": "Foreign"}, location=None)
event(HOUR, target_user={"uuid": name("USER")}, client={"app_name": None, "ip_address": None}, location={"country": None})
event(HOUR, target_user={"uuid": name("USER")}, category="success", client={}, location={})
event(HOUR, action="never", object_type="heard")
event(HOUR, action="export", object_type="vault", actor_uuid=None)
event(HOUR, action="delete", object_type="item", actor_uuid=name("USER"), location={"country": "XX"})
event(HOUR, item_uuid="GONE", user={}, action="reveal", client={})
event(HOUR, item_uuid="GONE", user={"uuid": None}, action="foreign", vault_uuid=None)
event(HOUR, item_uuid="GONE", user={"uuid": name("USER")}, action="export", vault_uuid="GONE", client={})

# One gives in to a prompt while others still come; the one before the failures are enough is somebody who mistypes.
for minutes in (5, 3.5):
    user = name("USER")
    for minute in (0, 1, 2, 3, 4, 6):
        sign_in(3 * HOUR - minute * MINUTE, user, "mfa_failed")
    sign_in(3 * HOUR - int(minutes * MINUTE), user, "success")

# Suspended, seen and let in again, once and twice; long before the period, and since then let in or not.
for actions in (("suspend", None, "reactive"), ("suspend", None, "reactive", "suspend"), ("suspend+reactive", None, "activate"),
                ("suspend", "reactive", None, "suspend", None, "reactive", None), ("suspend", None, "reactive", "delete", None)):
    step_by_step(actions)
for back in (None, 2 * DAY, 35 * DAY):
    user = name("USER")
    audit(40 * DAY, name("USER"), "suspend", "user", user)
    if back:
        audit(back, name("USER"), "reactive", "user", user)
    for ago in (38 * DAY, 3 * DAY, DAY):
        usage(ago, user, "reveal")

# What began before the period, within the window or a millisecond earlier; what was an answer of the day before alone.
for grant, read in ((MINUTE, MINUTE), (HOUR - 1, 1), (HOUR, 1), (MINUTE, -1)):
    user, vault = name("USER"), name("VAULT")
    audit(DAY + grant, user, "grant", "uva", vault, aux_uuid=user)
    usage(DAY - read, user, "reveal", vault=vault)
for entries in ((MINUTE,), (0,), (-1,), (10 * MINUTE,), (10 * MINUTE + 1,), (-1, MINUTE)):
    user = name("USER")
    for i in range(5):
        sign_in(DAY + 5 * MINUTE - i * SECOND, user)
    for entry in entries:
        sign_in(DAY - entry, user, "success")

# At one moment, the success stored before the failures and after them.
for is_first in (True, False):
    user = name("USER")
    for category in ["success"] * is_first + ["credentials_failed"] * 5 + ["success"] * (not is_first):
        sign_in(8 * HOUR, user, category)

# New again: after a pause longer than the history, in the period; after as long a one; used otherwise in between.
for days in ((31, 29, 1), (31, 29, 15), (29, 1), (31, 20, 3), (44, 30, 16, 1)):
    user = name("USER")
    for day in days:
        sign_in(day * DAY, user, "success", "203.0.113.8", TOKYO)
        usage(day * DAY, user, "reveal", "EDGEAGAIN")
for uses in (((5, "fill"), (1, "reveal")), ((29, "fill"), (1, "reveal")), ((29, "reveal"), (10, "fill"), (1, "reveal")),
             ((29, "reveal"), (13, "export"), (12, "reveal")), ((1, "fill"), (1, "reveal"))):
    user = name("USER")
    for day, action in uses:
        usage(day * DAY, user, action, "EDGEOTHERWISE")

# An address that nobody knows is no proof of the same place.
for address in (None, ""):
    user = name("USER")
    for ago, place in ((10 * HOUR, BERLIN), (9 * HOUR, TOKYO)):
        sign_in(ago, user, "success", address, place)

# An alarm needs no user.
for fields in ({}, {"target_user": None}):
    event(HOUR, category="firewall_failed", type="country_blocked", client={"app_name": "Foreign"}, **fields)
    event(HOUR, category="firewall_reported_success", type="country_reported", client={"app_name": "Foreign"}, **fields)
for kind, action in (("sso", "enblsso"), ("account", "updatfw"), ("sa", "create"), ("device", "create"), ("uva", "grant"), ("invite", "create")):
    audit(HOUR, None, action, kind)
