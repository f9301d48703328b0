import BSON
import TestServer
import Testing

@Suite("The tests' own server", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct TestServerTests {
  @Test("comes back on the same port with its data after it was killed")
  func restarts() throws {
    let server = try TestServer.start()
    let database = server.freshDatabase()
    try server.command(
      ["insert": "kept", "documents": [["_id": 7]], "writeConcern": ["j": true]], on: database)
    server.kill()
    #expect(throws: TestServerError.self) { try server.command(["ping": 1]) }
    try server.restart()
    #expect(try server.command(["count": "kept", "query": ["_id": 7]], on: database)["n"]?.intValue == 1)
    server.stop()
  }

  @Test("says why it did not start")
  func refusesNonsense() {
    #expect { try TestServer.start(arguments: ["--nonsense"]) } throws: { error in
      guard case .left(_, let lastWords) = error as? TestServerError else { return false }
      return lastWords.contains("nonsense")
    }
  }

  @Test("elects another primary when the first steps down or dies")
  func elects() throws {
    let set = try ReplicaSet.start()
    let first = try set.primary()
    let second = try set.stepDown()
    #expect(second !== first)
    second.kill()
    let third = try set.primary()
    #expect(third !== second)
    try second.restart()
    let write: BSONDocument = ["insert": "a", "documents": [["_id": 1]], "writeConcern": ["w": 3, "j": true]]
    #expect(try third.command(write, on: "test")["writeConcernError"] == nil)
    set.stop()
  }
}
