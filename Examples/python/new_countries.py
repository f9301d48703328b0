#!/usr/bin/env python3
"""Reads sign-in attempts on standard input and writes the first one from each country for each user.

    opq sign-in-attempts --since 30d --order asc | python3 new_countries.py
"""
import json
import sys

seen = set()
for line in sys.stdin:
    attempt = json.loads(line)
    country = (attempt.get("location") or {}).get("country")
    user = attempt["target_user"]
    if attempt["category"] == "success" and country and (user["uuid"], country) not in seen:
        seen.add((user["uuid"], country))
        json.dump({"time": attempt["timestamp"], "user": user["email"], "country": country}, sys.stdout, ensure_ascii=False)
        print()
