import BSON
import TestServer
import Testing

@Suite("Drift", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct DriftTests {
  /// What is done to a database that is as the catalogue says.
  enum Change: String, CaseIterable {
    case nothing, foreign, dropped, hidden, renamed, partialBeside, plain, expires, validatorGone, validatorEnforces
    case validatorOff, validatorModerate, validatorForeign, collectionGone
  }

  @Test("is found by opidx and by opstat in the same databases", arguments: Change.allCases)
  func agrees(_ change: Change) async throws {
    let shell = try OpIdxShell(TestServer.shared)
    try await shell.run("opidx --retain audit_events=365d")
    try make(change, in: shell)
    let plan = try await shell.run("opidx check")
    let check = try await shell.run("opstat check --drift")
    #expect((check.status == 0) == (plan.status == 0), "\(plan.output) \(check.output)")
    let isHarmless = [.nothing, .foreign, .renamed, .partialBeside, .validatorForeign].contains(change)
    #expect((plan.status == 0) == isHarmless, "\(plan.output)")
  }

  private func make(_ change: Change, in shell: OpIdxShell) throws {
    func drop(_ index: String) throws { try shell.command(["dropIndexes": "users", "index": .string(index)]) }
    func validate(_ rule: BSONValue) throws { try shell.command(["collMod": "users", "validator": rule]) }
    switch change {
    case .nothing: break
    case .foreign: try shell.index("users", ["mine": 1], name: "mine")
    case .dropped: try drop("last_seen_-1")
    case .hidden: try shell.command(["collMod": "users", "index": ["name": "last_seen_-1", "hidden": true]])
    case .renamed:
      try drop("last_seen_-1")
      try shell.index("users", ["last_seen": -1.0], name: "mine")
    case .partialBeside:
      try drop("last_seen_-1")
      let partial: BSONValue = [
        "key": ["last_seen": -1], "name": "some", "partialFilterExpression": ["a": ["$gt": 1]],
        "collation": ["locale": "fr"],
      ]
      try shell.command(["createIndexes": "users", "indexes": [partial]])
      try shell.index("users", ["last_seen": -1], name: "all")
    case .plain:
      try drop("email_1")
      try shell.index("users", ["email": 1], name: "email_1")
    case .expires:
      try shell.command(["collMod": "audit_events", "index": ["name": "timestamp_1", "expireAfterSeconds": 99]])
    case .validatorGone: try validate([:])
    case .validatorEnforces: try shell.command(["collMod": "users", "validationAction": "error"])
    case .validatorOff: try shell.command(["collMod": "users", "validationLevel": "off"])
    case .validatorModerate: try shell.command(["collMod": "users", "validationLevel": "moderate"])
    case .validatorForeign: try validate(["email": ["$type": "string"]])
    case .collectionGone: try shell.command(["drop": "users"])
    }
  }
}
