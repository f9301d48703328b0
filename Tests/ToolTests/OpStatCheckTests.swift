import BSON
import OnePwModel
import TestServer
import Testing

@Suite("opstat check", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpStatCheckTests {
  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()

  private func check(_ arguments: String...) -> OpStatRun {
    OpStatRun(["check"] + arguments + ["--uri", server.uri, "--db", database])
  }

  /// Every index and validator of the catalogue, made without opidx.
  private func makeCatalogue() throws {
    for collection in OnePwModel.collections {
      try server.command(
        [
          "create": .string(collection.name), "validator": ["$jsonSchema": .document(collection.jsonSchema)],
          "validationAction": "warn",
        ], on: database)
      let indexes = collection.indexes.map { index -> BSONValue in
        [
          "key": .document(BSONDocument(index.keys.map { ($0.field, BSONValue.int32($0.direction)) })),
          "name": .string(index.name), "unique": .bool(index.isUnique),
        ]
      }
      try server.command(
        ["createIndexes": .string(collection.name), "indexes": .array(indexes)], on: database)
    }
  }

  @Test("finds no drift in a whole catalogue, whatever else there is")
  func whole() throws {
    try makeCatalogue()
    try server.command(
      ["createIndexes": "users", "indexes": [["key": ["role": 1], "name": "mine"]]], on: database)
    try server.command(["create": "mine"], on: database)
    let run = check("--drift")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.hasPrefix("OPSTAT OK - "))
    #expect(run.output.hasSuffix("| drift=0;;;0;\n"))
  }

  @Test("warns of a missing index; of a missing constraint it is critical")
  func missing() throws {
    try makeCatalogue()
    try server.command(["dropIndexes": "users", "index": "last_seen_-1"], on: database)
    let warned = check("--drift")
    #expect(warned.status == 1 && warned.output.contains("1 index missing: users.last_seen_-1"))
    try server.command(["dropIndexes": "users", "index": "uuid_1"], on: database)
    let critical = check("--drift")
    #expect(critical.status == 2 && critical.output.contains("drift=2;"))
  }

  @Test("warns of an index that is no longer unique, or hidden, and of a validator that is gone or another")
  func changed() throws {
    try makeCatalogue()
    try server.command(["dropIndexes": "users", "index": "email_1"], on: database)
    try server.command(
      ["createIndexes": "users", "indexes": [["key": ["email": 1], "name": "email_1"]]], on: database)
    try server.command(["collMod": "users", "index": ["name": "last_seen_-1", "hidden": true]], on: database)
    try server.command(["collMod": "vaults", "validator": [:]], on: database)
    try server.command(
      [
        "collMod": "items",
        "validator": ["$jsonSchema": ["title": .string(OnePwModel.collection(named: "items")!.schemaTitle)]],
      ], on: database)
    let run = check("--drift")
    #expect(run.status == 1)
    for phrase in [
      "1 index changed: users.email_1", "1 index hidden: users.last_seen_-1", "1 validator missing: vaults",
      "1 validator changed: items",
    ] {
      #expect(run.output.contains(phrase), "\(phrase) in \(run.output)")
    }
  }

  @Test("asks for no validators where opidx was told to leave them off, and for the retention it was told to keep")
  func settings() throws {
    try makeCatalogue()
    for collection in OnePwModel.collections {
      try server.command(["collMod": .string(collection.name), "validator": [:]], on: database)
    }
    try server.command(
      [
        "insert": "onepw_settings",
        "documents": [["_id": "opidx", "retention": ["audit_events": 86_400], "validators": "off"]],
      ], on: database)
    let missing = check("--drift")
    #expect(missing.status == 1 && missing.output.contains("1 index missing: audit_events.timestamp_1"))
    try server.command(
      [
        "createIndexes": "audit_events",
        "indexes": [["key": ["timestamp": 1], "name": "timestamp_1", "expireAfterSeconds": 86_400]],
      ], on: database)
    #expect(check("--drift").status == 0)
  }

  @Test("warns of an index that nobody used for so long, and of none sooner")
  func unused() throws {
    try server.command(
      ["createIndexes": "users", "indexes": [["key": ["role": 1], "name": "role_1"]]], on: database)
    let run = check("--unused", "0s")
    #expect(run.status == 1 && run.output.contains("1 index unused: users.role_1"))
    #expect(check("--unused", "30d").status == 0)
  }

  @Test("measures connections and cache, with performance data")
  func load() {
    let run = check("--max-connections", "80%,95%", "--max-cache-dirty", "100%")
    #expect(run.status == 0)
    #expect(run.output.contains("connections=") && run.output.contains("%;80;95;0;100"))
    #expect(run.output.contains("cache_dirty="))
    #expect(check("--max-connections", "0%").status == 2)
  }

  @Test("is unknown, in one line on standard output, when no server answers")
  func deadServer() {
    let run = OpStatRun(["check", "--uri", "mongodb://u:hunter2@127.0.0.1:1/?serverSelectionTimeoutMS=200"])
    #expect(run.status == 3)
    #expect(run.output.hasPrefix("OPSTAT UNKNOWN - ") && run.output.split(separator: "\n").count == 1)
    #expect(!run.output.contains("hunter2") && run.errors.isEmpty)
  }

  @Test(
    "is unknown when its options make no sense",
    arguments: [
      ["--max-lag", "soon"], ["--max-connections", "80"], ["--max-age", "2h,1h"], ["--stream", "users"], ["--no"],
    ])
  func usage(_ arguments: [String]) {
    let run = OpStatRun(["check"] + arguments)
    #expect(run.status == 3)
    #expect(run.errors.hasPrefix("opstat: "))
    #expect(OpStatRun(["--uri", server.uri, "--db", "check", "check"] + arguments).status == 3)
  }

  @Test("is not meant by an option's value")
  func value() {
    #expect(OpStatRun(["--db", "check", "--no"]).status == 64)
  }
}
