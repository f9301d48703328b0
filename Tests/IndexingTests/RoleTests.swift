import BSON
import Mongo
import OnePwModel
import TestServer
import Testing

@testable import Indexing

@Suite("A role", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct RoleTests {
  /// A server that asks who one is, with the roles made and a user for each.
  private static let server: TestServer = {
    do {
      let server = try TestServer.start(arguments: ["--auth"])
      // The first user may be made without being one.
      try server.command(["createUser": "root", "pwd": "root", "roles": ["root"]])
      let root = try client(of: server, as: "root")
      for step in try RoleStep.steps(to: RoleDefinition.all(for: "events", prefix: "onepw"), by: root) {
        try step.perform(by: root, Patience())
      }
      for role in ["Writer", "Reader", "Admin"] {
        let user: BSONDocument = [
          "createUser": .string(role), "pwd": .string(role), "roles": [.string("onepw\(role)")],
        ]
        _ = try root.run(user, in: "admin", doing: "make a user")
      }
      return server
    } catch {
      fatalError("no server with roles: \(error)")
    }
  }()

  private static func client(of server: TestServer, as user: String) throws(MongoError) -> MongoClient {
    try MongoClient(
      address: MongoAddress("mongodb://\(user):\(user)@127.0.0.1:\(server.port)/?authSource=admin"),
      applicationName: "tests")
  }

  private func may(_ user: String, _ command: BSONDocument, in database: String = "events") throws -> Bool {
    do throws(MongoError) {
      _ = try Self.client(of: Self.server, as: user).run(command, in: database, doing: "try")
      return true
    } catch  where error.kind == .unauthorized {
      return false
    }
  }

  @Test("to write lets events be added, never changed or removed", arguments: OnePwModel.events.map(\.name))
  func writer(events: String) throws {
    let name = BSONValue.string(events)
    #expect(try may("Writer", ["insert": name, "documents": [["uuid": "A"]]]))
    #expect(try may("Writer", ["find": name]))
    #expect(try may("Writer", ["listIndexes": name]))
    #expect(try may("Writer", ["listCollections": 1]))
    #expect(try !may("Writer", ["update": name, "updates": [["q": [:], "u": ["$set": ["a": 1]]]]]))
    #expect(try !may("Writer", ["delete": name, "deletes": [["q": [:], "limit": 0]]]))
    #expect(try !may("Writer", ["findAndModify": name, "remove": true]))
    #expect(try !may("Writer", ["aggregate": "users", "pipeline": [["$out": name]], "cursor": [:]]))
    #expect(try !may("Writer", ["drop": name]))
    #expect(try !may("Writer", ["collMod": name, "validator": [:]]))
    #expect(try !may("Writer", ["createIndexes": name, "indexes": [["key": ["a": 1], "name": "a"]]]))
  }

  @Test("to write lets directories change")
  func directories() throws {
    #expect(try may("Writer", ["insert": "users", "documents": [["uuid": "A"]]]))
    #expect(
      try may("Writer", ["update": "users", "updates": [["q": ["uuid": "A"], "u": ["uuid": "A"], "upsert": true]]]))
    #expect(try may("Writer", ["delete": "users", "deletes": [["q": ["uuid": "A"], "limit": 1]]]))
  }

  @Test("to read lets all be read and measured, and nothing else, there and elsewhere")
  func reader() throws {
    _ = try may("Writer", ["insert": "users", "documents": [["uuid": "A"]]])
    for command: BSONDocument in [
      ["find": "audit_events"], ["listIndexes": "users"], ["listCollections": 1], ["dbStats": 1],
      ["aggregate": "users", "pipeline": [["$indexStats": [:]]], "cursor": [:]],
      ["aggregate": "users", "pipeline": [["$collStats": ["storageStats": [:]]]], "cursor": [:]],
      ["explain": ["find": "users"]],
    ] { #expect(try may("Reader", command), "\(command.jsonString())") }
    #expect(try may("Reader", ["serverStatus": 1], in: "admin"))
    #expect(try !may("Reader", ["insert": "users", "documents": [["uuid": "A"]]]))
    #expect(try !may("Reader", ["find": "users"], in: "other"))
    #expect(try !may("Reader", ["find": "system.users"], in: "admin"))
  }

  @Test("to administer lets opidx do all it does")
  func admin() throws {
    let client = try Self.client(of: Self.server, as: "Admin")
    let connect = { @Sendable () throws(MongoError) in try Self.client(of: Self.server, as: "Admin") }
    var settings = Settings()
    settings.retention["audit_events"] = .seconds(1_000_000)
    try settings.write(to: "events", by: client, Patience())
    let plan = DatabasePlan(from: try DatabaseState(of: "events", by: client), to: settings)
    var outcomes: [StepOutcome] = []
    DatabaseWork(plan, in: "events", hasConsent: true, patience: Patience(), connect: connect)
      .perform { outcomes.append($0) }
    #expect(!outcomes.contains { if case .failed = $0.result { true } else { false } })
    #expect(try !may("Admin", ["createUser": "x", "pwd": "x", "roles": []], in: "admin"))
  }

  @Test("is left as it is when it is right, and is not taken from another database")
  func keeps() throws {
    let root = try Self.client(of: Self.server, as: "root")
    let steps = { (database: String) in
      try RoleStep.steps(to: RoleDefinition.all(for: database, prefix: "onepw"), by: root).map(\.action)
    }
    #expect(try steps("events") == ["keep", "keep", "keep"])
    #expect(try steps("another") == ["foreign", "foreign", "foreign"])
  }
}
