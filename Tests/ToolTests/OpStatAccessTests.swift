import BSON
import Mongo
import OnePwModel
import TestServer
import Testing

@Suite("opstat and what it may not see", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpStatAccessTests {
  /// A server with authentication: an administrator, and a reader of one database.
  private func start() throws -> TestServer {
    let server = try TestServer.start(arguments: ["--auth"])
    // The first user may be made by anybody on this machine.
    try server.command(["createUser": "root", "pwd": "hunter2", "roles": ["root"]])
    let root = try MongoClient(
      address: MongoAddress("mongodb://root:hunter2@127.0.0.1:\(server.port)/?authSource=admin"),
      applicationName: "tests")
    func run(_ command: BSONDocument, in database: String) throws {
      _ = try root.run(command, in: database, as: .plain, doing: "prepare a test")
    }
    try run(["insert": "users", "documents": [["_id": 1]]], in: "onepw")
    let keys: BSONValue = ["timestamp": -1, "actor_uuid": 1, "action": 1, "location.country": 1]
    try run(["createIndexes": "audit_events", "indexes": [["key": keys, "name": "timestamp_-1"]]], in: "onepw")
    let read: BSONValue = ["role": "read", "db": "onepw"]
    for (user, roles) in [("reader", [read]), ("watcher", ["clusterMonitor", read]), ("nobody", [])] {
      try run(["createUser": .string(user), "pwd": "hunter2", "roles": .array(roles)], in: "admin")
    }
    return server
  }

  private func opstat(_ server: TestServer, _ user: String, _ arguments: String...) -> OpStatRun {
    let uri = "mongodb://\(user):hunter2@127.0.0.1:\(server.port)/onepw?authSource=admin"
    return OpStatRun(arguments + ["--uri", uri])
  }

  @Test("a role sees what it may; the rest are records that say denied, and no password is ever printed")
  func roles() throws {
    let server = try start()
    defer { server.stop() }

    let reader = opstat(server, "reader")
    #expect(reader.status == 0)
    #expect(reader.records(of: "server").first?["denied"]?.boolValue == true)
    #expect(reader.records(of: "server").first?["version"]?.stringValue != nil)
    #expect(reader.records(of: "database").first?["documents"]?.intValue == 1)
    #expect(reader.record("collection", [("collection", "users")])?["documents"]?.intValue == 1)
    let index = try #require(reader.record("index", [("index", "timestamp_-1"), ("collection", "audit_events")]))
    #expect(index["state"]?.stringValue == "wanted" && index["denied"]?.boolValue == true && index["unused"] == nil)
    #expect(reader.record("stream", [("collection", "audit_events")])?["denied"] == nil)

    let watcher = opstat(server, "watcher")
    #expect(watcher.records.allSatisfy { $0["denied"] == nil })

    let nobody = opstat(server, "nobody")
    #expect(nobody.status == 0)
    for kind in ["server", "database"] {
      #expect(nobody.records(of: kind).first?["denied"]?.boolValue == true, "\(kind)")
    }

    let unused = opstat(server, "reader", "check", "--unused", "30d")
    #expect(unused.status == 3 && unused.output.contains("not ours to see"))
    let load = opstat(server, "reader", "check", "--max-connections", "80%")
    #expect(load.status == 3)

    let stranger = OpStatRun(["--uri", "mongodb://reader:hunter3@127.0.0.1:\(server.port)/onepw?authSource=admin"])
    #expect(stranger.status == 77)
    for run in [reader, watcher, nobody, unused, load, stranger] {
      #expect(!(run.output + run.errors).contains("hunter"))
    }
  }

  @Test("a server that answers slowly is bounded by --timeout, and its answers in time are kept")
  func slow() throws {
    let server = try TestServer.start(arguments: ["--setParameter", "enableTestCommands=1"])
    defer { server.stop() }
    try server.command(["insert": "users", "documents": [["_id": 1]]], on: "onepw")
    try server.command([
      "configureFailPoint": "failCommand", "mode": "alwaysOn",
      "data": ["failCommands": ["dbStats"], "blockConnection": true, "blockTimeMS": 3000, "appName": "opstat"],
    ])
    let clock = ContinuousClock()
    let start = clock.now
    let run = OpStatRun(["--uri", server.uri, "--db", "onepw", "--timeout", "1s"])
    #expect(clock.now - start < .seconds(6))
    #expect(run.records(of: "server").first?["version"]?.stringValue != nil)
    #expect(run.records(of: "database").first?["timeout"]?.boolValue == true, "\(run.output) \(run.errors)")
  }

  @Test("the plans of queries have what is left of --timeout, all together")
  func slowPlans() throws {
    let server = try TestServer.start(arguments: ["--setParameter", "enableTestCommands=1"])
    defer { server.stop() }
    try server.command([
      "configureFailPoint": "failCommand", "mode": "alwaysOn",
      "data": ["failCommands": ["explain"], "blockConnection": true, "blockTimeMS": 1000, "appName": "opstat"],
    ])
    let run = OpStatRun(["--kind", "query", "--uri", server.uri, "--db", "onepw", "--timeout", "3s"])
    #expect(run.status == 0, "\(run.errors)")
    let records = run.records(of: "query")
    #expect(records.count == OnePwModel.queries.count)
    #expect(records.last?["timeout"]?.boolValue == true)
    #expect(records.count { $0["timeout"] == nil } <= 3)
  }

  @Test("a frozen server is told within the time given")
  func frozen() throws {
    let server = try TestServer.start()
    defer { server.stop() }
    server.freeze()
    defer { server.thaw() }
    let clock = ContinuousClock()
    let start = clock.now
    let run = OpStatRun(["check", "--uri", server.uri, "--timeout", "2s"])
    #expect(run.status == 3)
    #expect(clock.now - start < .seconds(8))
  }
}
