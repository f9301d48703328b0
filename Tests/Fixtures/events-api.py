#!/usr/bin/env python3
"""A stand-in for the Events API that answers as the real one does: pages with cursors, a bearer token, 401 without.

    events-api.py FILE-OF-AUDIT-EVENTS

Prints its address, then serves until standard input ends.
"""
import base64
import http.server
import json
import os
import sys
import threading

events = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]


class Pages(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != "Bearer secret":
            return self.answer(401, {"Error": {"Message": "unauthorized"}})
        cursor = json.loads(base64.b64decode(request["cursor"])) if "cursor" in request else {"at": 0, "limit": request["limit"]}
        items = events[cursor["at"] : cursor["at"] + cursor["limit"]]
        cursor["at"] += len(items)
        token = base64.b64encode(json.dumps(cursor).encode()).decode()
        self.answer(200, {"cursor": token, "has_more": cursor["at"] < len(events), "items": items})

    def answer(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Pages)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
