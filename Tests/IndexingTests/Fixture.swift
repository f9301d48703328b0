import BSON
import Mongo
import TestServer

@testable import Indexing

/// A database of a test's own, and the two halves of the room on it.
struct Fixture {
  let server: TestServer
  let database: String

  init(_ server: TestServer = .shared) {
    self.server = server
    database = server.freshDatabase()
  }

  func connect() throws(MongoError) -> MongoClient {
    try MongoClient(address: MongoAddress(server.uri), applicationName: "tests")
  }

  func plan(to settings: Settings = Settings(), pruning: IndexPlan.Pruning = .none) throws -> DatabasePlan {
    let client = try connect()
    var plan = DatabasePlan(from: try DatabaseState(of: database, by: client), to: settings, pruning: pruning)
    try plan.measure(in: database, by: client)
    return plan
  }

  func undoing(_ settings: Settings = Settings()) throws -> DatabasePlan {
    DatabasePlan(undoing: try DatabaseState(of: database, by: try connect()), with: settings)
  }

  /// Plans and performs.
  @discardableResult
  func apply(_ settings: Settings = Settings(), hasConsent: Bool = false) throws -> [StepOutcome] {
    perform(try plan(to: settings), hasConsent: hasConsent)
  }

  @discardableResult
  func perform(_ plan: DatabasePlan, hasConsent: Bool = false) -> [StepOutcome] {
    var outcomes: [StepOutcome] = []
    DatabaseWork(plan, in: database, hasConsent: hasConsent, patience: Patience(), connect: connect)
      .perform { outcomes.append($0) }
    return outcomes
  }

  @discardableResult
  func command(_ command: BSONDocument) throws -> BSONDocument { try server.command(command, on: database) }

  func insert(_ documents: [BSONDocument], into collection: String) throws {
    try command(["insert": .string(collection), "documents": .array(documents.map(BSONValue.document))])
  }
}
