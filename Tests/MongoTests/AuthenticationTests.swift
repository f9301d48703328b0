import BSON
import Mongo
import TestServer
import Testing

@Suite("A server that wants to know its users", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct AuthenticationTests {
  /// An administrator; a reader of one database with a password that has to be percent-encoded.
  private func start(_ arguments: [String] = []) throws -> TestServer {
    let server = try TestServer.start(arguments: ["--auth"] + arguments)
    // The first user may be made by anybody on the server's own machine.
    try server.command(["createUser": "root", "pwd": "geheim", "roles": ["root"]])
    let root = try client(server, "root:geheim")
    let read: BSONValue = ["role": "read", "db": "events"]
    let reader: BSONDocument = [
      "createUser": "reader", "pwd": "ge@he/im?", "roles": [read], "mechanisms": ["SCRAM-SHA-256"],
    ]
    _ = try root.run(reader, in: "admin", doing: "create a user")
    return server
  }

  private func uri(_ server: TestServer, _ credentials: String, _ options: String = "") -> String {
    "mongodb://\(credentials)@127.0.0.1:\(server.port)/events?\(options.isEmpty ? "authSource=admin" : options)"
  }

  private func client(_ server: TestServer, _ credentials: String) throws -> MongoClient {
    try MongoClient(address: MongoAddress(uri(server, credentials)), applicationName: "tests")
  }

  @Test("lets in who has the right password, and tells a wrong one or a wrong user apart from other errors")
  func passwords() throws {
    let server = try start()
    defer { server.stop() }
    let right = "reader:ge%40he%2Fim%3F"
    #expect(refusal(of: uri(server, right), patience: 10_000) == nil)
    #expect(refusal(of: uri(server, right, "authSource=admin&authMechanism=SCRAM-SHA-256"), patience: 10_000) == nil)

    for (credentials, options) in [
      ("reader:geheim", ""), ("nobody:geheim", ""), ("root:geheim", "authSource=events"),
      (right, "authSource=admin&authMechanism=SCRAM-SHA-1"),
    ] {
      let error = try #require(refusal(of: uri(server, credentials, options), patience: 10_000))
      #expect(error.kind == .unauthorized)
      #expect(error.cause == "the user name or the password is wrong")
      #expect(error.operation == "reach 127.0.0.1:\(server.port)")
    }
    for mechanism in ["nonsense", "PLAIN"] {
      let error = try #require(
        refusal(of: uri(server, right, "authSource=admin&authMechanism=\(mechanism)"), patience: 10_000))
      #expect(error.kind == .address && error.cause == "the server offers no such authMechanism", "\(error)")
    }
  }

  @Test("is no wrong password when it breaks the connection in the middle of logging in")
  func brokenLogin() throws {
    let server = try start(["--setParameter", "enableTestCommands=1"])
    defer { server.stop() }
    let root = try client(server, "root:geheim")
    for (times, outcome) in [(2, nil), (3, MongoError.Kind.transient)] {
      _ = try root.run(
        [
          "configureFailPoint": "failCommand", "mode": ["times": .int32(Int32(times))],
          "data": ["failCommands": ["saslContinue"], "closeConnection": true],
        ], in: "admin", doing: "break it")
      let error = refusal(of: uri(server, "reader:ge%40he%2Fim%3F"), patience: 10_000)
      #expect(error?.kind == outcome, "\(times): \(String(describing: error))")
    }
  }

  @Test("lets a user do what its roles allow, and refuses the rest as unauthorized")
  func roles() throws {
    let server = try start()
    defer { server.stop() }
    let reader = try client(server, "reader:ge%40he%2Fim%3F")
    #expect(try reader.find([:], in: "audit_events", of: "events", doing: "read").isEmpty)
    // Without credentials a server answers a ping and nothing else.
    let stranger = try MongoClient(address: MongoAddress(server.uri), applicationName: "tests")
    try stranger.ping()

    expectUnauthorized { () throws(MongoError) in
      _ = try reader.find([:], in: "audit_events", of: "others", doing: "try it")
    }
    expectUnauthorized { () throws(MongoError) in
      _ = try reader.aggregate([], in: "audit_events", of: "others", doing: "try it")
    }
    expectUnauthorized { () throws(MongoError) in
      _ = try reader.list(["listIndexes": "audit_events"], in: "others", doing: "try it")
    }
    let insert: BSONDocument = ["insert": "audit_events", "documents": [["_id": 1]]]
    expectUnauthorized { () throws(MongoError) in
      _ = try reader.run(insert, in: "events", as: .write, doing: "try it")
    }
    expectUnauthorized { () throws(MongoError) in
      _ = try stranger.find([:], in: "audit_events", of: "events", doing: "try it")
    }
  }

  private func expectUnauthorized(
    at location: SourceLocation = #_sourceLocation, _ body: () throws(MongoError) -> Void
  ) {
    do throws(MongoError) {
      try body()
      Issue.record("it was allowed", sourceLocation: location)
    } catch {
      #expect(error.kind == .unauthorized && error.code == 13, sourceLocation: location)
      #expect(error.message == "try it: not authorized for this", sourceLocation: location)
    }
  }
}
