import BSON
import Glibc
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
}
