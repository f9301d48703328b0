import BSON
import OnePwModel
import TestServer
import Testing

@testable import Indexing

@Suite("A validator", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct ValidatorTests {
  let fixture = Fixture()

  func settings(_ mode: ValidatorMode) -> Settings {
    var settings = Settings()
    settings.validators = mode
    return settings
  }

  /// Whether the server takes the document.
  func takes(_ document: BSONDocument, in collection: String) throws -> Bool {
    let reply = try fixture.command(["insert": .string(collection), "documents": [.document(document)]])
    return reply["writeErrors"] == nil
  }

  static let uuid: BSONValue = "56YE2TYN2VFYRLNSHKPW5NVT5E"
  static let time = BSONValue.date(BSONDate(milliseconds: 1_760_000_000_000))

  @Test(
    "lets real events pass, with fields missing, null or unknown",
    arguments: [
      ("audit_events", ["uuid": uuid, "timestamp": time]),
      (
        "audit_events",
        [
          "uuid": uuid, "timestamp": time, "action": "a-new-one", "object_type": "alsonew", "object_uuid": "",
          "actor_uuid": nil, "aux_id": .int64(1 << 40), "location": nil, "session": ["uuid": uuid, "ip": "::1"],
          "account_uuid": uuid, "actor_details": ["email": "a@example.com"],
        ]
      ),
      (
        "sign_in_attempts",
        [
          "uuid": uuid, "timestamp": time, "country": "France", "details": nil, "category": "success",
          "location": ["country": "FR", "latitude": nil, "longitude": 2], "client": ["app_version": "81055002"],
        ]
      ),
      (
        "item_usages",
        ["uuid": uuid, "timestamp": time, "used_version": 3, "item_uuid": "rqtd557fn2husnstp5nc66w2xa", "user": [:]]
      ),
    ] as [(String, BSONDocument)])
  func passes(collection: String, event: BSONDocument) throws {
    try fixture.apply(settings(.enforce))
    #expect(try takes(event, in: collection))
  }

  @Test(
    "refuses what is no event",
    arguments: [
      ["timestamp": time], ["uuid": uuid], ["uuid": "short", "timestamp": time],
      ["uuid": uuid, "timestamp": "2026-01-01T00:00:00Z"], ["uuid": nil, "timestamp": time],
      ["uuid": uuid, "timestamp": time, "session": "text"],
      ["uuid": uuid, "timestamp": time, "actor_uuid": "not base32"],
    ] as [BSONDocument])
  func refuses(event: BSONDocument) throws {
    try fixture.apply(settings(.enforce))
    #expect(try !takes(event, in: "audit_events"))
    try fixture.apply(settings(.warn))
    #expect(try takes(event, in: "audit_events"))
  }

  @Test("is put on collections that are there, changed, and taken off", arguments: [ValidatorMode.warn, .enforce])
  func lives(mode: ValidatorMode) throws {
    try fixture.insert([["uuid": Self.uuid, "email": "a@example.com"]], into: "users")
    #expect(try fixture.apply(settings(.off)).allSatisfy { if case .index = $0.step { true } else { false } })
    try fixture.apply(settings(mode))
    #expect(try fixture.plan(to: settings(mode)).isEmpty)
    let other = mode == .warn ? ValidatorMode.enforce : .warn
    #expect(try fixture.plan(to: settings(other)).isEmpty == false)
    try fixture.apply(settings(.off))
    #expect(try fixture.plan(to: settings(.off)).isEmpty)
    let options = try fixture.command(["listCollections": 1, "filter": ["name": "users"]])
      .value(at: "cursor.firstBatch.0.options.validator")
    #expect(options == nil)
    // As on a collection that never had one.
    try fixture.command(["collMod": "users", "validator": ["email": ["$type": "string"]]])
    #expect(try !takes(["email": 1], in: "users"))
  }

  @Test(
    "that somebody switched off, or off for documents that never fitted, is switched on",
    arguments: ["off", "moderate"])
  func checksAll(level: String) throws {
    try fixture.apply(settings(.enforce))
    try fixture.command(["collMod": "users", "validationLevel": .string(level)])
    let outcomes = try fixture.apply(settings(.enforce)).filter { $0.step.action != .keep }
    #expect(outcomes.map(\.subject) == ["the validator of users"])
    #expect(try fixture.plan(to: settings(.enforce)).isEmpty)
    #expect(try !takes(["uuid": "short"], in: "users"))
  }

  @Test("of somebody else's is left alone")
  func leavesForeign() throws {
    let theirs: BSONValue = ["email": ["$type": "string"]]
    try fixture.command(["create": "users", "validator": theirs])
    for mode in ValidatorMode.allCases { try fixture.apply(settings(mode)) }
    #expect(
      try fixture.command(["listCollections": 1, "filter": ["name": "users"]])
        .value(at: "cursor.firstBatch.0.options.validator") == theirs)
  }
}

@Suite("Taking everything back", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct UndoingTests {
  let fixture = Fixture()

  @Test("leaves documents, what was there before, and nothing else")
  func undoes() throws {
    var settings = Settings()
    settings.retention["audit_events"] = .seconds(1000)
    settings.validators = .enforce
    try fixture.command([
      "createIndexes": "users",
      "indexes": [["key": ["email": 1], "name": "theirs", "unique": true], ["key": ["a": 1], "name": "a_1"]],
    ])
    try fixture.apply(settings)
    #expect(fixture.perform(try fixture.undoing(settings)).filter { $0.result == .withheld }.count > 30)
    fixture.perform(try fixture.undoing(settings), hasConsent: true)
    for collection in OnePwModel.collections {
      let names = try fixture.command(["listIndexes": .string(collection.name)])
        .value(at: "cursor.firstBatch")?.arrayValue?.compactMap { $0.documentValue?["name"]?.stringValue }
      #expect(names == ["_id_"] + (collection.name == "users" ? ["theirs", "a_1"] : []))
    }
    #expect(try fixture.undoing(settings).isEmpty)
  }
}
