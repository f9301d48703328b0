import BSON
import Mongo
import OnePwModel
import TestServer
import Testing

@Suite("The roles that opidx makes", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpIdxRoleTests {
  /// A server that asks who one is, its roles made by opidx, and a user of each.
  private func start() async throws -> (server: TestServer, shell: Shell) {
    let server = try TestServer.start(arguments: ["--auth"])
    try server.command(["createUser": "root", "pwd": "word", "roles": ["root"]])
    let shell = try Shell(server: false)
    let made = try await shell.run("opidx roles --uri \(uri(server, "root"))")
    #expect(made.status == 0, "\(made.errors)")
    let root = try MongoClient(address: MongoAddress(uri(server, "root")), applicationName: "tests")
    for (user, roles) in [("Writer", ["onepwWriter"]), ("Reader", ["onepwReader"]), ("Admin", ["onepwAdmin"])] {
      let names = BSONValue.array(roles.map(BSONValue.string))
      _ = try root.run(
        ["createUser": .string(user), "pwd": "word", "roles": names], in: "admin", doing: "make a user")
    }
    return (server, shell)
  }

  private func uri(_ server: TestServer, _ user: String) -> String {
    "mongodb://\(user):word@127.0.0.1:\(server.port)/events?authSource=admin"
  }

  @Test("are enough for each tool, and no more than it needs")
  func tools() async throws {
    let (server, shell) = try await start()
    defer { server.stop() }
    let root = try MongoClient(address: MongoAddress(uri(server, "root")), applicationName: "tests")
    var users: [String: Shell] = [:]
    for user in ["Writer", "Reader", "Admin", "root"] {
      var own = shell
      own.variables["MONGODB_URI"] = uri(server, user)
      users[user] = own
    }
    func run(_ user: String, _ line: String) async throws -> Shell.Answer { try await users[user]!.run(line) }

    // opidx as admin, before and after there is anything.
    #expect(try await run("Admin", "opidx --retain 3650d").status == 0)
    for command in ["opidx check", "opidx advise", "opidx plan", "opidx --validators enforce --prune hide"] {
      let answer = try await run("Admin", command)
      #expect(answer.status == 0, "\(command): \(answer.errors)")
    }

    // opload as writer: a company, the same again, and one whose directories have changed.
    let world = "opgen --scale 0.02 --end 2026-11-21T20:00:00Z"
    for end in ["20", "20", "21"] {
      let loaded = try await run("Writer", "\(world.replacing("T20", with: "T\(end)")) | opload")
      let summary = try BSONDocument(json: #require(loaded.output.split(separator: "\n").last.map(String.init)))
      #expect(loaded.status == 0 && summary["refused"] == 0 && loaded.errors.isEmpty, "\(loaded.errors)")
    }
    #expect(try await run("Writer", "opload --drop --yes < /dev/null").status == 77)
    #expect(try await run("Writer", "opidx").status == 77)
    let writer = try MongoClient(address: MongoAddress(uri(server, "Writer")), applicationName: "tests")
    for collection in OnePwModel.events.map(\.name) {
      for command: BSONDocument in [
        ["update": .string(collection), "updates": [["q": [:], "u": ["$set": ["action": "none"]], "multi": true]]],
        ["delete": .string(collection), "deletes": [["q": [:], "limit": 0]]],
      ] {
        #expect("\(command.jsonString()) is refused") {
          _ = try writer.run(command, in: "events", doing: "tamper")
        } throws: { ($0 as? MongoError)?.kind == .unauthorized }
      }
    }

    // opq and opstat as reader.
    for name in OnePwModel.queries.map(\.name) {
      let answer = try await run("Reader", "opq \(name) --since 30d --until 2026-11-21T20:00:00Z --limit 1")
      #expect([0, 64].contains(answer.status), "\(name): \(answer.errors)")
    }
    for command in ["opq audit-events --explain", "timeout --signal INT 3 opq audit-events --follow"] {
      let answer = try await run("Reader", command)
      #expect(answer.status != 77, "\(command): \(answer.errors)")
    }
    for command in [
      "opstat", "opstat --queries", "opstat check --drift --max-connections 90%", "opidx plan", "opidx check",
    ] {
      let answer = try await run("Reader", command)
      #expect(answer.status == 0, "\(command): \(answer.output.suffix(300)) \(answer.errors)")
      #expect(!answer.output.contains("\"denied\""), "\(command)")
    }
    // What drop could not do, it can do later: the settings that tell whose an index is stay until then.
    let mayNotDrop: BSONValue = [
      "resource": ["db": "events", "collection": ""],
      "actions": [
        "find", "listIndexes", "listCollections", "collStats", "collMod", "insert", "update", "remove",
        "dropCollection",
      ],
    ]
    _ = try root.run(
      ["createRole": "half", "privileges": [mayNotDrop], "roles": []], in: "admin", doing: "make a role")
    _ = try root.run(
      ["createUser": "Half", "pwd": "word", "roles": ["half"]], in: "admin", doing: "make a user")
    users["Half"] = shell
    users["Half"]?.variables["MONGODB_URI"] = uri(server, "Half")
    #expect(try await run("Half", "opidx drop --yes").status == 77)
    #expect(try await run("Admin", "opidx check").status == 1)
    #expect(try await run("Admin", "opidx drop --yes").status == 0)
    let left = try root.list(["listIndexes": "audit_events"], in: "events", doing: "list")
    #expect(left.compactMap { $0["name"]?.stringValue } == ["_id_"])

    for command in ["opidx --validators off", "opload < /dev/null && opgen --audit 1 | opload", "opidx drop --yes"] {
      #expect(try await run("Reader", command).status == 77, "\(command)")
    }

    // Roles are not the admin's to make, and the sentence says whose.
    for user in ["Admin", "Reader"] {
      let answer = try await run(user, "opidx roles")
      #expect(answer.status == 77 && answer.output.isEmpty)
      #expect(answer.errors.contains("userAdmin on admin") && answer.errors.contains("Atlas"))
      #expect(answer.errors.split(separator: "\n").count == 1)
    }
    let again = try await run("root", "opidx roles")
    #expect(again.output.contains("\"keep\":3") && again.status == 0)
    let other = try await run("root", "opidx roles --db another")
    #expect(other.status == 1 && other.errors.contains("take other names with --prefix"))
    #expect(try await run("root", "opidx roles --db another --prefix second").status == 0)
  }
}
