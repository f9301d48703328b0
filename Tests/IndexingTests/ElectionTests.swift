import BSON
import Mongo
import OnePwModel
import TestServer
import Testing

@testable import Indexing

@Suite("An election", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct ElectionTests {
  @Test("in the middle of an apply costs nothing but time")
  func survives() throws {
    let set = try ReplicaSet.start()
    defer { set.stop() }
    let documents = (0..<50_000).map { number -> BSONValue in
      ["uuid": .string("\(number)"), "timestamp": .date(BSONDate(milliseconds: Int64(number))), "actor_uuid": "A"]
    }
    try set.primary().command(["insert": "audit_events", "documents": .array(documents)], on: "events")
    let connect = { @Sendable () throws(MongoError) in
      try MongoClient(address: MongoAddress(set.uri), applicationName: "tests")
    }
    let plan = DatabasePlan(from: try DatabaseState(of: "events", by: try connect()), to: Settings())
    var outcomes: [StepOutcome] = []
    var hasSteppedDown = false
    DatabaseWork(plan, in: "events", hasConsent: false, patience: Patience(), connect: connect).perform { outcome in
      outcomes.append(outcome)
      if !hasSteppedDown {
        hasSteppedDown = true
        #expect(throws: Never.self) { try set.stepDown() }
      }
    }
    #expect(outcomes.filter { !$0.isSettled }.map { $0.record().jsonString() } == [])
    #expect(try DatabasePlan(from: DatabaseState(of: "events", by: connect()), to: Settings()).isEmpty)
  }
}
