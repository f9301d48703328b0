import BSON
import TestServer
import Testing

@Suite(
  "opstat on a replica set", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"), .serialized)
struct OpStatReplicaTests {
  /// Three members with some users, the index `role_1` on them.
  private func start() throws -> ReplicaSet {
    let set = try ReplicaSet.start()
    let primary = try set.primary()
    try primary.command(
      ["insert": "users", "documents": [["_id": 1, "role": "admin"]], "writeConcern": ["w": 3]], on: "onepw")
    try primary.command(
      [
        "createIndexes": "users", "indexes": [["key": ["role": 1], "name": "role_1"]], "commitQuorum": 3,
        // Not only built but there, on every member.
        "writeConcern": ["w": 3, "wtimeout": 60_000],
      ], on: "onepw")
    return set
  }

  private func opstat(_ set: ReplicaSet, _ arguments: String...) -> OpStatRun {
    OpStatRun(arguments + ["--uri", set.uri, "--db", "onepw"])
  }

  private func name(_ server: TestServer) -> String { "127.0.0.1:\(server.port)" }

  @Test("tells each member's state as the set itself does, and asks each for its oplog")
  func members() throws {
    let set = try start()
    defer { set.stop() }
    let status = try set.primary().command(["replSetGetStatus": 1])
    let records = opstat(set, "--kind", "replica").records
    #expect(records.count == 3)
    for member in (status["members"]?.arrayValue ?? []).compactMap(\.documentValue) {
      let record = try #require(records.first { $0["member"] == member["name"] })
      #expect(record["state"] == member["stateStr"])
      #expect(record["healthy"]?.boolValue == true)
      #expect(try #require(record["lag_seconds"]?.doubleValue) < 10)
      #expect(try #require(record.value(at: "oplog.window_seconds")?.doubleValue) >= 0)
    }
  }

  @Test("adds up an index's uses on all members, and does not call unused what one member uses")
  func usage() throws {
    let set = try start()
    defer { set.stop() }
    let primary = try set.primary()
    let secondary = try #require(set.members.first { $0 !== primary })
    for (server, times) in [(primary, 2), (secondary, 5)] {
      for _ in 0..<times {
        try server.command(
          [
            "find": "users", "filter": ["role": "admin"], "hint": "role_1",
            "$readPreference": ["mode": "secondaryPreferred"],
          ], on: "onepw")
      }
    }
    let record = try #require(opstat(set, "--kind", "index").record("index", [("index", "role_1")]))
    // A server may do a read twice when its role changes meanwhile, and counts both.
    #expect(record["operations"]?.intValue ?? 0 >= 7)
    #expect(record["unused"] == nil)
    let counts = Dictionary(
      uniqueKeysWithValues: (record["members"]?.arrayValue ?? []).compactMap(\.documentValue).map {
        ($0["member"]?.stringValue ?? "", $0["operations"]?.intValue ?? -1)
      })
    #expect(counts[name(primary)] ?? 0 >= 2 && counts[name(secondary)] ?? 0 >= 5 && counts.count == 3)
    #expect(record["operations"]?.intValue == counts.values.reduce(0, +))
  }

  @Test("tells of each member what that one says, whatever the address prefers")
  func preference() throws {
    let set = try start()
    defer { set.stop() }
    let primary = try set.primary()
    for _ in 0..<3 {
      try primary.command(["find": "users", "filter": ["role": "admin"], "hint": "role_1"], on: "onepw")
    }
    let run = OpStatRun(["--kind", "index", "--uri", set.uri + "&readPreference=secondary", "--db", "onepw"])
    let record = try #require(run.record("index", [("index", "role_1")]))
    let used = (record["members"]?.arrayValue ?? []).compactMap(\.documentValue)
      .filter { $0["operations"]?.intValue != 0 }.compactMap { $0["member"]?.stringValue }
    // Not only, for a member may do a read twice when its role changes meanwhile.
    #expect(used.contains(name(primary)))
  }

  @Test("warns of a member that is down, and then calls no index unused")
  func stopped() throws {
    let set = try start()
    defer { set.stop() }
    let primary = try set.primary()
    let stopped = try #require(set.members.first { $0 !== primary })
    stopped.kill()
    try waitUntil { self.opstat(set, "--kind", "replica").records.contains { $0["healthy"]?.boolValue == false } }
    let run = opstat(set)
    let record = try #require(run.records(of: "replica").first { $0["member"]?.stringValue == name(stopped) })
    #expect(record["healthy"]?.boolValue == false && record["lag_seconds"] == nil && record["asked"] == false)
    #expect(run.records(of: "index").allSatisfy { $0["unused"] == nil })
    let check = opstatCheck(set)
    #expect(check.status == 1)
    #expect(check.output.hasPrefix("OPSTAT WARNING - \(name(stopped)) is "))
    #expect(check.output.split(separator: "\n").count == 1)
    #expect(opstatCheck(set, "--unused", "0s").output.contains("not known of every member"))
  }

  @Test("is critical without a primary, and still tells what it can")
  func headless() throws {
    let set = try start()
    defer { set.stop() }
    let primary = try set.primary()
    let last = try #require(set.members.first { $0 !== primary })
    for member in set.members where member !== last { member.kill() }
    try waitUntil { self.opstatCheck(set).status == 2 }
    let check = opstatCheck(set)
    #expect(check.status == 2 && check.output.contains("no primary"))
    #expect(opstat(set).record("collection", [("collection", "users")])?["documents"]?.intValue == 1)
  }

  @Test("measures how far a member lags whose writes are held up")
  func lagging() throws {
    let set = try start()
    defer { set.stop() }
    let primary = try set.primary()
    let lagging = try #require(set.members.first { $0 !== primary })
    try lagging.command(["fsync": 1, "lock": true])
    defer { _ = try? lagging.command(["fsyncUnlock": 1]) }
    try waitUntil {
      try primary.command(
        ["insert": "users", "documents": [["role": "x"]], "writeConcern": ["w": 1]], on: "onepw")
      return opstat(set, "--kind", "replica").records.contains { $0["lag_seconds"]?.doubleValue ?? 0 >= 3 }
    }
    let records = opstat(set, "--kind", "replica").records
    let worst = records.max { ($0["lag_seconds"]?.doubleValue ?? 0) < ($1["lag_seconds"]?.doubleValue ?? 0) }
    #expect(worst?["member"]?.stringValue == name(lagging))
    let check = opstatCheck(set, "--max-lag", "2s")
    #expect(check.status == 2 && check.output.contains("\(name(lagging)) is "))
    #expect(check.output.contains("'lag \(name(lagging))'="))
    #expect(opstatCheck(set, "--max-lag", "1h").status == 0)
    #expect(opstatCheck(set, "--max-lag", "2s,1h").status == 1)
  }

  private func opstatCheck(_ set: ReplicaSet, _ arguments: String...) -> OpStatRun {
    OpStatRun(
      ["check"] + arguments + ["--uri", set.uri + "&serverSelectionTimeoutMS=2000", "--db", "onepw"])
  }
}
