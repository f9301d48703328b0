import BSON
import OnePwModel
import TestServer
import Testing

@Suite("opidx, as a user runs it", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpIdxTests {
  let shell: OpIdxShell

  init() throws { shell = try OpIdxShell(TestServer.shared) }

  @Test("makes the catalogue, says so in a last line, and keeps everything the second time")
  func applies() async throws {
    let first = try await shell.run("opidx")
    #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
    let indexes = OnePwModel.collections.reduce(0) { $0 + $1.indexes.count }
    #expect(first.summary?["create"]?.intValue == indexes + OnePwModel.collections.count)
    #expect(first.steps.allSatisfy { $0["ms"]?.intValue != nil && $0["reason"] != nil && $0["collection"] != nil })
    let second = try await shell.run("opidx apply")
    #expect(second.status == 0 && second.summary?["create"] == 0 && second.summary?["unsettled"] == 0)
    #expect(second.steps.allSatisfy { $0["action"] == "keep" })
    #expect(try await shell.run("opidx check").status == 0)
  }

  @Test("tells drift by status 1, and foreign indexes never are")
  func checks() async throws {
    #expect(try await shell.run("opidx check").status == 1)
    try await shell.run("opidx")
    try shell.index("users", ["mine": 1], name: "mine")
    let clean = try await shell.run("opidx check")
    #expect(clean.status == 0 && clean.actions == ["mine": "foreign"])
    try shell.command(["dropIndexes": "users", "index": "email_1"])
    let drifted = try await shell.run("opidx check")
    #expect(drifted.status == 1 && drifted.actions == ["email_1": "create", "mine": "foreign"])
    #expect(drifted.errors.contains("'opidx' makes it so"))
  }

  @Test("takes every kind of step that this server needs, and asks before those that leave a gap")
  func steps() async throws {
    try await shell.run("opidx")
    try shell.command(["collMod": "users", "index": ["name": "last_seen_-1", "hidden": true]])
    try shell.command(["dropIndexes": "users", "index": ["email_1", "created_at_-1"]])
    try shell.index("users", ["email": 1], name: "mail")
    try shell.index("users", ["mine": 1], name: "mine")
    let version = try TestServer.shared.command(["buildInfo": 1])["versionArray"]?.arrayValue?.first?.intValue ?? 0
    let expected: [String: String] =
      switch version {
      case ..<5: ["email_1": "rebuild"]
      case 5: ["email_1": "create", "mail": "drop"]
      default: ["mail": "change"]
      }
    let plan = try await shell.run("opidx plan")
    #expect(plan.status == 0)
    let drift = plan.actions.filter { $0.value != "keep" }
    let others = ["last_seen_-1": "change", "created_at_-1": "create", "mine": "foreign"]
    #expect(drift == expected.merging(others) { $1 })

    let cautious = try await shell.run("opidx")
    #expect(cautious.status == (version < 5 ? 1 : 0))
    #expect(version >= 5 || cautious.errors.contains("1 step left undone: add --yes"))
    #expect(try await shell.run("opidx --yes").status == 0)
    let unique = try shell.indexes("users").filter { $0["unique"]?.boolValue == true }
    #expect(unique.compactMap { $0["key"]?.documentValue?.keys.first }.sorted() == ["email", "uuid"])

    let hiding = try await shell.run("opidx --prune hide")
    #expect(hiding.status == 0 && hiding.actions["mine"] == "hide")
    #expect(try shell.indexes("users").first { $0["name"] == "mine" }?["hidden"] == true)
    let dropping = try await shell.run("opidx --prune drop")
    #expect(dropping.status == 1 && dropping.errors.contains("add --yes"))
    #expect(try shell.indexes("users").contains { $0["name"] == "mine" })
    #expect(try await shell.run("opidx --prune drop --yes").status == 0)
    #expect(try !shell.indexes("users").contains { $0["name"] == "mine" })
  }

  @Test("names up to ten documents that cannot be unique by uuid and nothing else, and makes all other indexes")
  func duplicates() async throws {
    let users = (0..<40).map { number -> BSONValue in
      ["uuid": .string("U\(number)"), "email": .string("secret\(number / 2)@example.com")]
    }
    try shell.command(["insert": "users", "documents": .array(users)])
    let answer = try await shell.run("opidx")
    #expect(answer.status == 1)
    #expect(!(answer.output + answer.errors).contains("secret"))
    #expect(answer.errors.contains("email_1 of users cannot be unique"))
    #expect(answer.errors.contains("keep one document of each, then run opidx again"))
    let step = answer.steps.first { $0["index"] == "email_1" }
    let named = step?["duplicates"]?.arrayValue?.compactMap(\.stringValue) ?? []
    #expect(named.count == 10 && Set(named).count == 10 && named.allSatisfy { $0.hasPrefix("U") })
    #expect(named.allSatisfy { answer.errors.contains($0) })
    #expect(answer.summary?["unsettled"] == 1)
    #expect(try await shell.run("opidx check").actions == ["email_1": "create"])
  }

  @Test("keeps a retention until it is told otherwise, and shortens none without being told how much goes")
  func retention() async throws {
    let old = BSONValue.date(BSONDate(milliseconds: 0))
    try shell.command(["insert": "audit_events", "documents": [["uuid": "A", "timestamp": old]]])
    let asked = try await shell.run("opidx --retain audit_events=365d")
    #expect(asked.status == 1)
    #expect(asked.errors.contains("the retention of audit_events removes 1 document at once"))
    #expect(try !expiries().contains(31_536_000))
    let other = try await shell.run("opidx --retain item_usages=120d")
    #expect(other.status == 0 && other.actions["timestamp_1"] == "create")
    #expect(try await shell.run("opidx --retain audit_events=365d --yes").status == 0)
    #expect(try expiries() == [31_536_000])
    let plain = try await shell.run("opidx")
    #expect(plain.status == 0 && plain.actions["timestamp_1"] == "keep")
    #expect(try await shell.run("opidx --retain off").status == 0)
    #expect(try expiries().isEmpty)
    #expect(try await shell.run("opidx check").status == 0)
  }

  private func expiries() throws -> [Int] {
    try shell.indexes("audit_events").compactMap { $0["expireAfterSeconds"]?.intValue }
  }

  @Test("takes back what it made and no more, when it is told to")
  func drops() async throws {
    try shell.index("users", ["mine": 1], name: "mine")
    try await shell.run("opidx --retain 365d --validators enforce")
    let asked = try await shell.run("opidx drop")
    #expect(asked.status == 1 && asked.errors.contains("nothing was dropped: add --yes"))
    #expect(try await shell.run("opidx check").status == 0)
    #expect(try await shell.run("opidx drop --yes").status == 0)
    #expect(try shell.indexes("users").compactMap { $0["name"]?.stringValue } == ["_id_", "mine"])
    #expect(try shell.indexes("audit_events").count == 1)
  }

  @Test("has nothing to take back, and needs no leave for it, where it made nothing or has dropped it")
  func dropsNothing() async throws {
    try shell.index("users", ["mine": 1], name: "mine")
    #expect(try await shell.run("opidx drop").status == 0)
    try await shell.run("opidx && opidx drop --yes")
    let again = try await shell.run("opidx drop")
    #expect(again.status == 0 && !again.errors.contains("--yes"), "\(again.errors)")
  }

  @Test("ends every answer with one summary line, beside the data where those are no NDJSON")
  func summaries() async throws {
    for command in ["", "plan", "advise", "check", "drop"] {
      let answer = try await shell.run("opidx \(command)")
      #expect(answer.summary?["command"]?.stringValue == (command.isEmpty ? "apply" : command))
    }
    for command in ["plan --format table", "advise --format csv", "shard"] {
      let answer = try await shell.run("opidx \(command)")
      #expect(answer.status == 0)
      #expect(!answer.output.contains("\"tool\"") && answer.errors.hasPrefix("{\"tool\":\"opidx\""), "\(command)")
    }
  }

  @Test(
    "refuses options that make no sense in one line, with status 64",
    arguments: [
      "--retain soon", "--retain users=3d", "--retain 0d", "--prune all", "--validators maybe", "plan --yes", "chec",
      "--db a/b", "drop --retain 3d", "shard --db 'a\"b'", "roles --prefix", "check --prune drop",
    ])
  func usage(arguments: String) async throws {
    let answer = try await shell.run("opidx \(arguments)")
    #expect(answer.status == 64 && answer.output.isEmpty)
    #expect(answer.errors.hasPrefix("opidx: ") && answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
  }

  @Test("leaves quietly when nobody reads on")
  func closedPipe() async throws {
    let answer = try await shell.run("opidx plan | head -n 1")
    #expect(answer.output.split(separator: "\n").count == 1 && answer.errors.isEmpty)
  }

  @Test("says that no server answers, with status 69")
  func deadServer() async throws {
    for command in ["", "plan", "check", "advise", "drop", "roles"] {
      let answer = try await shell.run(
        "opidx \(command) --uri 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100'")
      #expect(answer.status == 69 && answer.output.isEmpty)
      #expect(answer.errors.contains("127.0.0.1:1") && answer.errors.split(separator: "\n").count == 1)
    }
  }
}
