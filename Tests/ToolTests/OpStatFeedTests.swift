import BSON
import Foundation
import TestServer
import Testing

@Suite("opstat on a feed", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpStatFeedTests {
  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()
  private let now: Int64

  init() throws {
    now = try #require(try TestServer.shared.command(["hello": 1])["localTime"]?.dateValue).milliseconds
  }

  private func opstat(_ arguments: String...) -> OpStatRun {
    OpStatRun(arguments + ["--uri", server.uri, "--db", database])
  }

  private let hour: Int64 = 3_600_000
  private var week: Int64 { 168 * hour }

  /// Events so many milliseconds ago, each arriving `late` milliseconds after it happened.
  private func insert(ages: [Int64], late: Int64 = 30_000, into collection: String = "audit_events") throws {
    let documents = ages.map { age -> BSONValue in
      [
        "timestamp": .date(BSONDate(milliseconds: now - age)),
        "insert_time": .date(BSONDate(milliseconds: now - age + late)),
      ]
    }
    try server.command(["insert": .string(collection), "documents": .array(documents)], on: database)
  }

  private func index(_ collection: String = "audit_events") throws {
    try server.command(
      [
        "createIndexes": .string(collection),
        "indexes": [
          ["key": ["timestamp": -1], "name": "timestamp_-1"],
          ["key": ["insert_time": 1, "_id": 1], "name": "insert_time_1__id_1"],
        ],
      ], on: database)
  }

  @Test("counts the last hour and day against the week before, to the event")
  func counts() throws {
    try index()
    let minute: Int64 = 60_000
    let lastHour = (1...7).map { Int64($0) * minute }
    let lastDay = (1...5).map { 2 * hour + Int64($0) * minute }
    let weekBefore = (1...3).map { week + Int64($0) * minute } + (1...4).map { week + 3 * hour + Int64($0) * minute }
    try insert(ages: lastHour + lastDay + weekBefore)
    let record = try #require(opstat("--kind", "stream").record("stream", [("collection", "audit_events")]))
    #expect(record.value(at: "last_hour.events")?.intValue == 7)
    #expect(record.value(at: "last_hour.week_before")?.intValue == 3)
    #expect(record.value(at: "last_day.events")?.intValue == 12)
    #expect(record.value(at: "last_day.week_before")?.intValue == 7)
    #expect(record["newest"]?.stringValue == BSONDate(milliseconds: now - minute).rfc3339)
    #expect(record["oldest"]?.stringValue == BSONDate(milliseconds: now - week - 3 * hour - 4 * minute).rfc3339)
    let age = try #require(record["age_seconds"]?.doubleValue)
    #expect(age >= 60 && age < 120)
    #expect(record.value(at: "arrival.median_lag_seconds")?.doubleValue == 30)
  }

  @Test("is not misled by an event from the future")
  func future() throws {
    try index()
    try insert(ages: [2 * hour, -48 * hour])
    let record = try #require(opstat("--kind", "stream").record("stream", [("collection", "audit_events")]))
    #expect(record["newest"]?.stringValue == BSONDate(milliseconds: now - 2 * hour).rfc3339)
    #expect(record["ahead"]?.intValue == 1)
  }

  @Test("is not ended by an event whose date is as far away as dates go", arguments: [Int64.min, Int64.max])
  func extreme(milliseconds: Int64) throws {
    try index()
    try insert(ages: [hour])
    try server.command(
      [
        "insert": "audit_events",
        "documents": [
          [
            "timestamp": .date(BSONDate(milliseconds: milliseconds)),
            "insert_time": .date(BSONDate(milliseconds: now - 60_000)),
          ]
        ],
      ], on: database)
    let record = try #require(opstat("--kind", "stream").record("stream", [("collection", "audit_events")]))
    #expect(record["newest"]?.stringValue == BSONDate(milliseconds: now - hour).rfc3339)
    #expect(record.value(at: "arrival.maximum_lag_seconds")?.doubleValue != nil)
    for format in ["table", "openmetrics"] { #expect(opstat("--kind", "stream", "--format", format).status == 0) }
    #expect(opstat("check", "--max-arrival-lag", "1m", "--stream", "audit_events").status != 3)
  }

  @Test("says that there is no index to look through, and does not look")
  func unindexed() throws {
    try insert(ages: [hour])
    let record = try #require(opstat("--kind", "stream").record("stream", [("collection", "audit_events")]))
    #expect(record["unindexed"]?.boolValue == true && record["newest"] == nil)
  }

  @Test("does not look through an index that is still being built, nor through one that has gone since it was listed")
  func unfinished() throws {
    let own = try TestServer.start(arguments: ["--setParameter", "enableTestCommands=1"])
    defer { own.kill() }
    func stream(_ kinds: [String] = ["stream"]) throws -> BSONDocument {
      let run = OpStatRun(kinds.flatMap { ["--kind", $0] } + ["--uri", own.uri, "--db", "onepw"])
      #expect(run.status == 0, "\(run.errors)")
      return try #require(run.record("stream", [("collection", "audit_events")]))
    }
    @Sendable func create(_ field: String) throws {
      try own.command(
        [
          "createIndexes": "audit_events",
          "indexes": [["key": .document([field: 1]), "name": .string("by_" + field)]],
        ], on: "onepw")
    }
    let date = BSONDate(milliseconds: now)
    try own.command(
      [
        "insert": "audit_events",
        "documents": [["timestamp": .date(date), "insert_time": .date(date)]],
      ], on: "onepw")
    try own.command(["configureFailPoint": "hangAfterStartingIndexBuild", "mode": "alwaysOn"])
    // A thread of its own: on a busy machine the tests' own are all taken.
    Thread.detachNewThread { try? create("timestamp") }
    try waitUntil {
      let listed = try own.command(["listIndexes": "audit_events"], on: "onepw")
      return listed.value(at: "cursor.firstBatch")?.arrayValue?.count == 2
    }
    for kinds in [["stream"], ["stream", "index"]] {
      let record = try stream(kinds)
      #expect(record["unindexed"]?.boolValue == true && record["newest"] == nil, "\(kinds)")
    }
    try own.command(["configureFailPoint": "hangAfterStartingIndexBuild", "mode": "off"])
    // Waits for the one that is being made.
    try create("timestamp")
    try create("insert_time")
    #expect(try stream()["newest"] != nil)

    func refuse(_ command: String, _ mode: BSONValue) throws {
      try own.command([
        "configureFailPoint": "failCommand", "mode": mode,
        "data": ["failCommands": [.string(command)], "errorCode": 2, "appName": "opstat"],
      ])
    }
    try refuse("count", "alwaysOn")
    #expect(try stream()["unindexed"]?.boolValue == true)
    // After the newest and the oldest event comes the arrival.
    try refuse("find", ["skip": 2])
    let record = try stream()
    #expect(record["newest"] != nil && record["unindexed"] == nil && record["arrival"] == nil)
  }

  @Test("never scans a collection, nor looks at more than the latest arrivals")
  func cheap() throws {
    for collection in ["audit_events", "item_usages", "sign_in_attempts"] {
      try index(collection)
      try insert(ages: (1...2000).map { $0 * 60_000 }, into: collection)
    }
    try server.command(["profile": 2], on: database)
    #expect(opstat().status == 0)
    let entries = try profile()
    #expect(entries.count > 20)
    for entry in entries {
      #expect(entry["planSummary"]?.stringValue?.contains("COLLSCAN") != true, "\(entry.jsonString())")
      // The most that anything looks at is a day of keys, and the latest 100 arrivals.
      #expect((entry["docsExamined"]?.intValue ?? 0) <= 100)
    }
  }

  private func profile() throws -> [BSONDocument] {
    try server.command(["profile": 0], on: database)
    let reply = try server.command(
      ["find": "system.profile", "filter": ["appName": "opstat"], "batchSize": 1000], on: database)
    return (reply.value(at: "cursor.firstBatch")?.arrayValue ?? []).compactMap(\.documentValue)
  }

  @Test("check tells a stalled feed from one that flows")
  func stalled() throws {
    for collection in ["audit_events", "item_usages", "sign_in_attempts"] { try index(collection) }
    try insert(ages: [60_000], into: "item_usages")
    try insert(ages: [60_000], into: "sign_in_attempts")
    try insert(ages: [5 * hour], into: "audit_events")
    let stalled = opstat("check", "--max-age", "2h")
    #expect(stalled.status == 2)
    #expect(stalled.output.hasPrefix("OPSTAT CRITICAL - newest of audit_events is 5 h"))
    #expect(stalled.output.contains("'age audit_events'=1800"))
    #expect(opstat("check", "--max-age", "2h,6h").status == 1)
    #expect(opstat("check", "--max-age", "6h").status == 0)
    #expect(opstat("check", "--max-age", "2h", "--stream", "item_usages").status == 0)
    #expect(opstat("check", "--max-arrival-lag", "10s").status == 2)
    #expect(opstat("check", "--max-arrival-lag", "1m").status == 0)
  }

  @Test("check calls a stream that is not there unknown, and an empty one critical")
  func absent() throws {
    #expect(opstat("check", "--max-age", "2h").status == 3)
    for collection in ["audit_events", "item_usages", "sign_in_attempts"] { try index(collection) }
    #expect(opstat("check", "--max-age", "2h").status == 2)
  }
}
