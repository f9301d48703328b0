#!/usr/bin/env node
// Reads audit events on standard input and writes one line for each export, as a chat message.
//   opq audit-events --action export --since 7d | node exports.mjs
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const event = JSON.parse(line);
  const where = [event.location?.city, event.location?.country].filter(Boolean).join(", ") || "an unknown place";
  console.log(JSON.stringify({ text: `${event.timestamp}: ${event.actor_uuid} exported a ${event.object_type} from ${where}` }));
}
