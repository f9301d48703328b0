import BSON
import Glibc
import OnePwModel
import TestServer
import Testing
import ToolSupport

@testable import opq

@Suite("opq", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpQTests {
  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()
  private let now = BSONDate.now

  private func opq(_ arguments: String..., terminal: Terminal? = nil, environment: [String: String] = [:]) -> OpQRun {
    OpQRun(arguments + ["--uri", server.uri, "--db", database], terminal: terminal, environment: environment)
  }

  private func ago(_ minutes: Int) -> BSONDate { BSONDate(milliseconds: now.milliseconds - Int64(minutes) * 60_000) }

  /// Audit events of ANN and BOB by turns, one a minute back from now: event 0 is the newest.
  private func insertEvents(_ count: Int) throws {
    let events = (0..<count).map { number -> BSONValue in
      [
        "_id": BSONValue(number), "uuid": .string("E\(number)"), "timestamp": .date(ago(number)),
        "actor_uuid": number % 2 == 0 ? "ANN" : "BOB", "action": number % 3 == 0 ? "export" : "view",
        "object_type": "vault", "object_uuid": "v", "insert_time": .date(now),
        "location": ["country": number % 5 == 0 ? "$country" : "DE", "city": "Bonn"],
      ]
    }
    try server.command(["insert": "audit_events", "documents": .array(events)], on: database)
  }

  @Test("lists its queries, for programs with every fact, for people by kind")
  func lists() {
    let piped = OpQRun([])
    #expect(piped.status == 0)
    #expect(piped.texts("name") == OnePwModel.queryNames)
    #expect(piped.records.allSatisfy { $0["pipeline"] != nil && $0["parameters"] != nil && $0["kind"] != nil })
    let shown = OpQRun([], terminal: Terminal(width: 80, hasColor: false))
    for name in OnePwModel.queryNames { #expect(shown.output.contains("  \(name) ")) }
    #expect(OpQRun(["--kind", "events"]).records.allSatisfy { $0["kind"] == "events" })
  }

  @Test("gives the newest events first, or the oldest, as many as asked for")
  func listing() throws {
    try insertEvents(30)
    #expect(opq("audit-events", "--limit", "3").texts("uuid") == ["E0", "E1", "E2"])
    #expect(opq("audit-events", "--order", "asc", "--limit=2").texts("uuid") == ["E29", "E28"])
    #expect(opq("--limit", "3", "audit-events", "--user", "BOB").texts("uuid") == ["E1", "E3", "E5"])
    #expect(opq("audit-events", "--since", "5m", "--until", "2m").texts("uuid").last == "E4")
    #expect(opq("audit-events", "--since", "1h", "--action", "export", "--user", "ANN").texts("uuid").first == "E0")
  }

  @Test("has nothing to say about an empty database, figures and gaps excepted, and says it with status 0")
  func empty() {
    for name in OnePwModel.queryNames where !["compliance-metrics", "ingestion-gaps"].contains(name) {
      let run = opq(name)
      #expect(run.status == 0, "\(name): \(run.errors)")
      #expect(run.output == "", "\(name)")
    }
  }

  @Test("streams an answer of many batches whole and in order")
  func streams() throws {
    try insertEvents(5000)
    let run = opq("audit-events", "--since", "30d")
    #expect(run.texts("uuid") == (0..<5000).map { "E\($0)" })
  }

  @Test("leaves with 1 on a match when asked to")
  func failOnMatch() throws {
    #expect(opq("audit-events", "--fail-on-match").status == 0)
    try insertEvents(1)
    #expect(opq("audit-events", "--fail-on-match", "--since", "1h").status == 1)
  }

  @Test("refuses a period that holds nothing, and says which default made it so")
  func emptyPeriod() {
    let late = opq("audit-events", "--until", "365d")
    #expect(late.status == 64)
    #expect(late.errors == "opq: audit-events: --until is not after --since, which is 30d where it is not given.\n")
    let future = opq("audit-events", "--since", "2999-01-01")
    #expect(future.status == 64)
    #expect(future.errors == "opq: audit-events: --since is not before --until, which is now where it is not given.\n")
    let turned = opq("audit-events", "--since", "1h", "--until", "2h", "--print-cursor")
    #expect(turned.status == 64)
    #expect(turned.errors == "opq: audit-events: --since is not before --until.\n")
    #expect(opq("--all", "--kind", "detection", "--until", "90d").status == 64)
    // A feed's first run begins with the first event that arrived.
    #expect(opq("audit-events", "--until", "365d", "--print-cursor").status == 0)
  }

  @Test("takes what is typed as data, never as an operator or a field")
  func injection() throws {
    try insertEvents(20)
    #expect(opq("audit-events", "--country", "$country").texts("uuid").count == 4)
    for text in [#"{"$gt":""}"#, "$location.city", "$$ROOT", #"{"$ne":null}"#, "[\"DE\"]"] {
      let run = opq("audit-events", "--country", text)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output == "")
    }
    for arguments in [
      ["audit-events", "--since", "{\"$gt\":0}"], ["audit-events", "--limit", "{\"$gt\":0}"],
      ["after-hours-access", "--zone", "$$NOW"], ["after-hours-access", "--weekend", "$off"],
      ["brute-force", "--window", "{}"], ["brute-force", "--min", "{\"$literal\":0}"],
    ] {
      #expect(OpQRun(arguments + ["--uri", server.uri]).status == 64)
    }
    let listed = opq("sensitive-actions", "--actions", "$action,$$ROOT", "--min", "1")
    #expect(listed.status == 0)
    #expect(listed.output == "")
  }

  @Test("finds the user behind an e-mail address in the directory, else in the events")
  func resolvesUsers() throws {
    try insertEvents(4)
    #expect(opq("audit-events", "--user", "ann@example.com").status == 64)
    let signIn: BSONValue = [
      "_id": 1, "timestamp": .date(now), "target_user": ["uuid": "BOB", "email": "bob@example.com"],
    ]
    try server.command(["insert": "sign_in_attempts", "documents": [signIn]], on: database)
    try server.command(
      ["insert": "users", "documents": [["uuid": "ANN", "email": "ann@example.com"]]], on: database)
    #expect(opq("audit-events", "--user", "ann@example.com").texts("uuid") == ["E0", "E2"])
    #expect(opq("audit-events", "--user", "bob@example.com").texts("uuid") == ["E1", "E3"])
    let second: BSONValue = [
      "_id": 9, "uuid": "E9", "timestamp": .date(ago(1)), "actor_uuid": "EVE",
      "actor_details": ["email": "eve@example.com"],
    ]
    try server.command(["insert": "audit_events", "documents": [second]], on: database)
    #expect(opq("audit-events", "--user", "eve@example.com").texts("uuid") == ["E9"])
  }

  @Test("finds whoever acted while suspended, also once the account is active or suspended again, or deleted")
  func suspendedAgain() throws {
    let steps = [
      ("CARL", "suspend"), ("CARL", ""), ("CARL", "delete"),
      ("DORA", "suspend"), ("DORA", ""), ("DORA", "reactive"), ("DORA", "suspend"),
      ("ERIC", "suspend"), ("ERIC", "activate"), ("ERIC", "suspend"), ("ERIC", "suspend"), ("ERIC", ""),
      ("FINN", "suspend"), ("FINN", "reactive"), ("FINN", ""),
    ]
    let events = steps.enumerated().map { number, step -> BSONValue in
      [
        "_id": BSONValue(number), "timestamp": .date(ago(60 - number)), "object_type": "user",
        "object_uuid": .string(step.0),
        "actor_uuid": .string(step.1.isEmpty ? step.0 : "ADA"), "action": .string(step.1.isEmpty ? "changemp" : step.1),
      ]
    }
    try server.command(["insert": "audit_events", "documents": .array(events)], on: database)
    let run = opq("suspended-but-active")
    #expect(run.texts("user.uuid") == ["ERIC", "DORA", "CARL"])
    #expect(run.texts("suspended") == [ago(51).rfc3339, ago(57).rfc3339, ago(60).rfc3339])
    #expect(run.texts("first") == [ago(49).rfc3339, ago(56).rfc3339, ago(59).rfc3339])
  }

  @Test("ends the trail of a session where the period ends, uses of items too")
  func trailEnds() throws {
    let signIn: BSONValue = [
      "_id": 1, "uuid": "S", "timestamp": .date(ago(60)), "session_uuid": "SESSION", "category": "success",
      "target_user": ["uuid": "ANN"], "client": ["ip_address": "203.0.113.9"],
    ]
    let uses = [50, 30, 10].map { minutes -> BSONValue in
      [
        "_id": BSONValue(minutes), "uuid": .string("U\(minutes)"), "timestamp": .date(ago(minutes)),
        "user": ["uuid": "ANN"],
        "client": ["ip_address": "203.0.113.9"],
      ]
    }
    try server.command(["insert": "sign_in_attempts", "documents": [signIn]], on: database)
    try server.command(["insert": "item_usages", "documents": .array(uses)], on: database)
    #expect(opq("session-trail", "--session", "SESSION").texts("uuid") == ["U10", "U30", "U50", "S"])
    #expect(opq("session-trail", "--session", "SESSION", "--until", ago(30).rfc3339).texts("uuid") == ["U50", "S"])
  }

  @Test("calls a time zone that the server does not know a wrong value, as a window of no length")
  func wrongValues() throws {
    try server.command(
      ["insert": "item_usages", "documents": [["timestamp": .date(ago(5)), "user": ["uuid": "ANN"]]]], on: database)
    #expect(opq("after-hours-access", "--zone", "Europe/Berlin").status == 0)
    for more in [[], ["--explain"]] {
      let zone = OpQRun(["after-hours-access", "--zone", "Foo/Bar", "--uri", server.uri, "--db", database] + more)
      #expect(zone.status == 64)
      #expect(zone.errors.contains("the server knows no such time zone"))
    }
    #expect(opq("ingestion-gaps", "--window", "0s").status == 64)
  }

  @Test("explains which index serves a query and how much is read for it")
  func explains() throws {
    try insertEvents(100)
    let scan = try #require(opq("audit-events", "--explain").records.first)
    #expect(scan["collection_scan"] == true)
    #expect(scan["blocking_sort"] == true)
    let index: BSONValue = ["key": ["timestamp": -1], "name": "time"]
    try server.command(["createIndexes": "audit_events", "indexes": [index]], on: database)
    let served = try #require(opq("audit-events", "--explain", "--limit", "7").records.first)
    #expect(served["index"] == "time")
    #expect(served["keys"] == ["timestamp": -1])
    #expect(served["collection_scan"] == false)
    #expect(served["blocking_sort"] == false)
    #expect(served["documents_examined"] == 7)
    #expect(served["returned"] == 7)
  }

  @Test("prints a pipeline for mongosh with its types")
  func printsPipeline() {
    let text = opq("brute-force", "--since", "2026-11-01", "--window", "1h", "--print-pipeline").output
    #expect(text.hasPrefix("db.getSiblingDB(\"\(database)\").getCollection(\"sign_in_attempts\").aggregate([\n"))
    #expect(text.contains(#"ISODate("2026-11-01T00:00:00.000Z")"#))
    #expect(text.contains(#"NumberLong("3600000")"#))
    #expect(!text.contains("$parameter"))
  }

  @Test("prints the formats that the other tools print")
  func formats() throws {
    try insertEvents(2)
    #expect(opq("audit-events", "--format", "tsv").lines.first?.hasPrefix("uuid\ttimestamp\tactor_uuid") == true)
    #expect(opq("audit-events", "--format", "csv").output.split(separator: "\r\n").count == 3)
    let table = opq("audit-events", "--format", "table", terminal: Terminal(width: 40, hasColor: false))
    #expect(table.lines.count == 3)
    #expect(table.lines.allSatisfy { $0.count <= 40 })
    #expect(opq("audit-events", "--extended-json").output.contains(#""timestamp":{"$date":"#))
  }

  @Test("names the nearest thing there is")
  func suggestions() {
    let name = OpQRun(["brute-frce"])
    #expect(name.status == 64)
    #expect(name.errors == "opq: there is no query 'brute-frce'; did you mean brute-force?\n")
    let parameter = OpQRun(["brute-force", "--mn", "5"])
    #expect(parameter.status == 64)
    #expect(parameter.errors == "opq: brute-force has no --mn; did you mean --min?\n")
    let value = OpQRun(["brute-force", "--min", "0"])
    #expect(value.status == 64)
    #expect(value.errors == "opq: --min takes a whole number of at least 2, not '0'.\n")
  }

  @Test("describes a query, also when help on it is asked for")
  func describes() {
    let text = OpQRun(["--describe", "brute-force"]).output
    for part in ["T1110.001", "--window <duration>", "default 60m", "false positives", "opq brute-force --since 30d"] {
      #expect(text.contains(part))
    }
    #expect(OpQRun(["brute-force", "--help"]).output == text)
  }

  @Test("asks every query of a kind once, one line a finding")
  func all() throws {
    try insertEvents(1)
    let attempts = (0..<25).map { number -> BSONValue in
      [
        "_id": BSONValue(number), "uuid": .string("S\(number)"), "timestamp": .date(ago(10 + number)),
        "category": "credentials_failed", "type": "password_secret_bad",
        "target_user": ["uuid": "ANN", "name": "Ann", "email": "ann@example.com"],
        "client": ["ip_address": "203.0.113.9", "app_name": "1Password CLI"], "location": ["country": "DE"],
        "country": "DE",
      ]
    }
    try server.command(["insert": "sign_in_attempts", "documents": .array(attempts)], on: database)
    let run = opq("--all", "--kind", "detection", "--since", "24h")
    #expect(run.status == 0, "\(run.errors)")
    let finding = try #require(run.records.first { $0["query"] == "brute-force" })
    #expect(finding["severity"] == "medium")
    #expect(finding["attack"] == ["T1110.001"])
    #expect(finding.value(at: "finding.user") == ["uuid": "ANN", "name": "Ann", "email": "ann@example.com"])
    #expect(finding.value(at: "finding.attempts") == 25)
    #expect(run.errors.contains("findings of"))
    #expect(opq("--all", "--kind", "detection", "--fail-on-match").status == 1)
    #expect(opq("--all", "--kind", "detection", "--sincee", "1h").status == 64)
  }
}
