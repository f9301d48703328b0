import Glibc
import Mongo
import Testing

@testable import Indexing

@Suite("Patience")
struct PatienceTests {
  let broken = MongoError(kind: .transient, operation: "try", cause: "the connection broke")
  let away = MongoError(kind: .unreachable, operation: "try", cause: "connection refused")

  @Test("counts from when the server went away, however long the work before took")
  func countsFromFailure() throws {
    var attempts = 0
    try Patience(limit: .milliseconds(200)).retrying { () throws(MongoError) in
      attempts += 1
      guard attempts == 1 else { return }
      usleep(400_000)
      throw broken
    }
    #expect(attempts == 2)
  }

  @Test("ends, and is then used up until the server answers")
  func ends() throws {
    let patience = Patience(limit: .milliseconds(300))
    func attempts(failing error: MongoError?) -> Int {
      var attempts = 0
      _ = try? patience.retrying { () throws(MongoError) in
        attempts += 1
        if let error { throw error }
      }
      return attempts
    }
    #expect(attempts(failing: away) > 1)
    #expect(attempts(failing: away) == 1)
    #expect(attempts(failing: nil) == 1)
    #expect(attempts(failing: broken) > 1)
  }

  @Test("is not spent on what will not pass, nor on a user who has had enough")
  func throwsAtOnce() {
    var attempts = 0
    func attempt(_ error: MongoError, _ patience: Patience) {
      attempts = 0
      _ = try? patience.retrying { () throws(MongoError) in
        attempts += 1
        throw error
      }
    }
    attempt(MongoError(kind: .refused, operation: "try", cause: "no"), Patience())
    #expect(attempts == 1)
    attempt(away, Patience(isInterrupted: { true }))
    #expect(attempts == 1)
  }
}
