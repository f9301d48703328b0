import BSON
import Foundation
import TestServer
import Testing
import ToolSupport

@Suite("opq and a replica set", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpQReplicaTests {
  @Test("follows through a step-down and the loss of a primary, each event once and in order")
  func follows() throws {
    let set = try ReplicaSet.start()
    defer { set.stop() }
    let index: BSONValue = ["key": ["insert_time": 1, "_id": 1], "name": "arrival"]
    try set.primary().command(["createIndexes": "audit_events", "indexes": [index]], on: "feed")
    let total = 400
    // The writer, as opload does, sends again what was not acknowledged, freshly stamped, under the same `_id`.
    Task.detached {
      for number in 0..<total {
        if number == 100 { _ = try? set.stepDown() }
        if number == 250 { try? set.primary().kill() }
        while true {
          let event: BSONValue = [
            "_id": BSONValue(number), "uuid": .string("E\(number)"), "timestamp": .date(.now),
            "insert_time": .date(.now),
          ]
          let write: BSONDocument = [
            "insert": "audit_events", "documents": [event], "writeConcern": ["w": "majority", "wtimeout": 5000],
          ]
          if let reply = try? set.primary().command(write, on: "feed"), reply["writeConcernError"] == nil { break }
          usleep(50_000)
        }
      }
    }
    let run = OpQRun([
      "audit-events", "--follow", "--limit", "\(total)", "--lag", "3s", "--interval", "1s", "--uri", set.uri, "--db",
      "feed",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.texts("uuid") == (0..<total).map { "E\($0)" })
  }

  @Test("ends its operation on the secondary that computes it when it is interrupted")
  func interrupted() async throws {
    let set = try ReplicaSet.start()
    defer { set.stop() }
    let users = (0..<500).map { ["_id": BSONValue($0)] as BSONValue }
    let primary = try set.primary()
    try primary.command(["insert": "users", "documents": .array(users), "writeConcern": ["w": 3]], on: "events")
    @Sendable func running() throws -> [Int] {
      try set.members.map { member in
        try member.command(["currentOp": 1, "command.comment": ["$regex": "^opq slow "]])["inprog"]?.arrayValue?.count
          ?? 0
      }
    }
    var preparing = try Shell(server: false)
    preparing.variables["MONGODB_URI"] = set.uri.replacing("/?", with: "/events?") + "&readPreference=secondary"
    preparing.variables["SLOW"] = """
      {"name": "slow", "summary": "Slow.", "collection": "users", "kind": "quality", "parameters": {}, "pipeline": [{"$match":
       {"$expr": {"$function": {"body": "function() { sleep(200); return true; }", "args": [], "lang": "js"}}}}]}
      """
    // No variable: the compiler does not follow one into a task when it builds for ThreadSanitizer.
    let shell = preparing
    let pid = shell.folder + "/pid"
    // The driver picks any secondary for the question, and any for whatever else it asks.
    for _ in 1...4 {
      unlink(pid)
      async let answer = shell.run(
        "printf %s \"$SLOW\" > slow.json; exec sh -c 'echo $$ > pid; exec opq --file slow.json'")
      try await wait { try running() != [0, 0, 0] }
      let before = try running()
      #expect(before.reduce(0, +) == 1 && before[set.members.firstIndex { $0.port == primary.port }!] == 0)
      let number = try String(contentsOfFile: pid, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
      kill(try #require(pid_t(number)), SIGINT)
      try await wait { try running() == [0, 0, 0] }
      #expect(try running() == [0, 0, 0])
      #expect(try await answer.status == 130)
    }
  }

  /// Until it is so; ten minutes at most, since a shell may have to wait for its turn.
  private func wait(_ isSo: () throws -> Bool) async throws {
    for _ in 0..<12_000 {
      if try isSo() { return }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  @Test("has analytics computed by a secondary when the address prefers one")
  func readPreference() throws {
    let set = try ReplicaSet.start()
    defer { set.stop() }
    let events = (0..<30).map { number -> BSONValue in
      ["_id": BSONValue(number), "timestamp": .date(.now), "actor_uuid": number < 20 ? "ANN" : "BOB", "action": "view"]
    }
    let primary = try set.primary()
    try primary.command(
      ["insert": "audit_events", "documents": .array(events), "writeConcern": ["w": 3]], on: "events")
    // Nobody else aggregates here.
    func aggregations(_ member: TestServer) throws -> Int {
      try member.command(["serverStatus": 1]).value(at: "metrics.commands.aggregate.total")?.intValue ?? 0
    }
    let secondaries = set.members.filter { $0.port != primary.port }
    let before = (primary: try aggregations(primary), secondaries: try secondaries.map(aggregations).reduce(0, +))
    let run = OpQRun([
      "most-active-users", "--since", "1h", "--uri", set.uri + "&readPreference=secondary", "--db", "events",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.records.map { $0["event_count"]?.intValue } == [20, 10])
    #expect(try aggregations(primary) == before.primary)
    #expect(try secondaries.map(aggregations).reduce(0, +) == before.secondaries + 1)
  }
}
