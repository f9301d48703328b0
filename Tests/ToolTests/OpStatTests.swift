import BSON
import OnePwModel
import TestServer
import Testing

@Suite("opstat", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpStatTests {
  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()

  private func opstat(_ arguments: String...) -> OpStatRun {
    OpStatRun(arguments + ["--uri", server.uri, "--db", database])
  }

  private func insert(_ count: Int, into collection: String) throws {
    let documents = (0..<count).map { number -> BSONValue in
      ["_id": BSONValue(number), "uuid": .string("U\(number)"), "email": .string("\(number)@example.com")]
    }
    try server.command(["insert": .string(collection), "documents": .array(documents)], on: database)
  }

  @Test("says the same of a collection as the server's own command")
  func collection() throws {
    try insert(500, into: "users")
    let stats = try server.command(["collStats": "users"], on: database)
    let record = try #require(opstat().record("collection", [("collection", "users")]))
    #expect(record["state"]?.stringValue == "wanted")
    for (mine, theirs) in [
      ("documents", "count"), ("data_bytes", "size"), ("storage_bytes", "storageSize"),
      ("index_bytes", "totalIndexSize"), ("average_bytes", "avgObjSize"), ("free_bytes", "freeStorageSize"),
      ("indexes", "nindexes"),
    ] {
      #expect(record[mine]?.intValue == stats[theirs]?.intValue, "\(mine)")
    }
  }

  @Test("says the same of the database as the server's own command")
  func databaseTotals() throws {
    try insert(100, into: "users")
    try insert(50, into: "notes")
    let stats = try server.command(["dbStats": 1], on: database)
    let record = try #require(opstat().record("database", [("database", database)]))
    for (mine, theirs) in [
      ("documents", "objects"), ("collections", "collections"), ("data_bytes", "dataSize"),
      ("storage_bytes", "storageSize"), ("index_bytes", "indexSize"),
    ] {
      #expect(record[mine]?.intValue == stats[theirs]?.intValue, "\(mine)")
    }
  }

  @Test("says the same of the server as the server's own command")
  func serverStatus() throws {
    let stats = try server.command(["serverStatus": 1])
    let record = try #require(opstat().records(of: "server").first)
    #expect(record["version"] == stats["version"])
    #expect(record.value(at: "role")?.stringValue == "standalone")
    #expect(record.value(at: "storage_engine")?.stringValue == "wiredTiger")
    #expect(record.value(at: "cache.maximum_bytes") == stats.value(at: "wiredTiger.cache.maximum bytes configured"))
    #expect(record.value(at: "tickets.read.total")?.intValue == 128)
    let uptime = try #require(record["uptime_seconds"]?.doubleValue)
    let theirs = try #require(stats["uptimeMillis"]?.doubleValue) / 1000
    #expect(uptime >= theirs && uptime < theirs + 30)
    #expect(try #require(record.value(at: "operations.command")?.intValue) > 0)
  }

  @Test("tells wanted, missing, changed, foreign and redundant indexes apart")
  func indexes() throws {
    try insert(20, into: "users")
    try server.command(
      [
        "createIndexes": "users",
        "indexes": [
          ["key": ["uuid": 1], "name": "uuid_1", "unique": true], ["key": ["email": 1], "name": "email_1"],
          ["key": ["role": 1], "name": "role_1"], ["key": ["role": 1, "email": 1], "name": "foo_1"],
          ["key": ["role": -1, "name": -1], "name": "foo_-1", "hidden": true],
        ],
      ], on: database)
    let run = opstat()
    func state(_ name: String) -> String? {
      run.record("index", [("collection", "users"), ("index", name)])?["state"]?.stringValue
    }
    #expect(state("_id_") == "wanted")
    #expect(state("uuid_1") == "wanted")
    #expect(state("email_1") == "changed")
    #expect(state("created_at_-1") == "missing")
    #expect(state("role_1") == "foreign")
    func flag(_ name: String, _ flag: String) -> Bool {
      run.record("index", [("collection", "users"), ("index", name)])?[flag]?.boolValue == true
    }
    #expect(flag("role_1", "redundant") && !flag("foo_1", "redundant"))
    #expect(flag("foo_-1", "hidden"))
  }

  @Test("counts an index's uses, and calls unused what nobody used")
  func usage() throws {
    try insert(20, into: "users")
    try server.command(
      [
        "createIndexes": "users",
        "indexes": [["key": ["role": 1], "name": "role_1"], ["key": ["name": 1], "name": "name_1"]],
      ],
      on: database)
    for _ in 0..<3 {
      try server.command(["find": "users", "filter": ["role": "admin"], "hint": "role_1"], on: database)
    }
    let run = opstat()
    let used = try #require(run.record("index", [("index", "role_1")]))
    let unused = try #require(run.record("index", [("index", "name_1")]))
    #expect(used["operations"]?.intValue == 3 && used["unused"] == nil)
    #expect(unused["operations"]?.intValue == 0 && unused["unused"]?.boolValue == true)
    #expect(used["since"]?.stringValue != nil)
    let stats = try server.command(["collStats": "users"], on: database)
    #expect(used["size_bytes"]?.intValue == stats.value(at: "indexSizes.role_1")?.intValue)
  }

  @Test("names collections that are missing and those that are somebody else's")
  func collections() throws {
    try insert(1, into: "notes")
    let states = Dictionary(
      uniqueKeysWithValues: opstat().records(of: "collection").map {
        ($0["collection"]?.stringValue ?? "", $0["state"]?.stringValue ?? "")
      })
    #expect(states["notes"] == "foreign")
    #expect(OnePwModel.collections.allSatisfy { states[$0.name] == "missing" })
  }

  @Test("tells a dead server in one line, with status 69")
  func deadServer() {
    let run = OpStatRun(["--uri", "mongodb://user:hunter2@127.0.0.1:1/?serverSelectionTimeoutMS=200"])
    #expect(run.status == 69)
    #expect(run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains("127.0.0.1:1") && !run.errors.contains("hunter2"))
  }
}
