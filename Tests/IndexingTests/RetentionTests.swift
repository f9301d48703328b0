import BSON
import Mongo
import OnePwModel
import TestServer
import Testing

@testable import Indexing

@Suite("A retention")
struct RetentionTests {
  @Test("is read for all events or for each collection")
  func reads() throws {
    #expect(try RetentionChange("365d").retention.count == OnePwModel.events.count)
    #expect(
      try RetentionChange("audit_events=365d,item_usages=off").retention
        == ["audit_events": .seconds(31_536_000), "item_usages": .forever])
  }

  @Test(
    "is refused when it is none",
    arguments: [
      "", "365", "d", "-3d", "0d", "users=3d", "audit_events", "audit_events=", "100000000d", "9223372036854775807d",
    ])
  func refuses(text: String) {
    #expect(throws: RetentionChange.Fault.self) { try RetentionChange(text) }
  }

  @Test("that is stored is null or seconds that the server takes, and else an error that says where it stands")
  func readsStored() throws {
    func settings(_ value: BSONValue) throws -> Settings {
      try Settings(["_id": "opidx", "retention": ["audit_events": value]])
    }
    #expect(try settings(nil).retention == ["audit_events": .forever])
    for value in [1, 1.0, .int64(1)] as [BSONValue] {
      #expect(try settings(value).retention == ["audit_events": .seconds(1)])
    }
    for value in [0, -1, 0.5, .double(.nan), .int64(1 << 31), "365d", false] as [BSONValue] {
      let error = #expect(throws: MongoError.self) { try settings(value) }
      let message = error?.message ?? ""
      #expect(message.contains("onepw_settings") && message.contains("retention.audit_events"))
    }
  }
}

@Suite("A retention in a database", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct RetentionServerTests {
  let fixture = Fixture()

  func settings(_ retention: Settings.Retention) -> Settings {
    var settings = Settings()
    settings.retention["audit_events"] = retention
    return settings
  }

  func expiry() throws -> [Int] {
    try fixture.command(["listIndexes": "audit_events"]).value(at: "cursor.firstBatch")?.arrayValue?
      .compactMap { $0.documentValue?["expireAfterSeconds"]?.intValue } ?? []
  }

  @Test("is made, changed in place, and taken away")
  func lives() throws {
    try fixture.apply(settings(.seconds(1000)))
    #expect(try expiry() == [1000])
    #expect(try fixture.apply(settings(.seconds(2000))).filter { $0.step.action == .change }.count == 1)
    #expect(try expiry() == [2000])
    #expect(try fixture.plan(to: settings(.seconds(2000))).isEmpty)
    try fixture.apply(settings(.forever))
    #expect(try expiry() == [])
    #expect(try fixture.plan(to: settings(.forever)).isEmpty)
  }

  @Test("removes nothing without consent, and says how much it would")
  func asks() throws {
    try fixture.insert(
      [["uuid": "A", "timestamp": .date(BSONDate(milliseconds: 0))], ["uuid": "B", "timestamp": "no date"]],
      into: "audit_events")
    let outcome = try #require(try fixture.apply(settings(.seconds(1000))).first { !$0.isSettled })
    #expect(outcome.result == .withheld)
    #expect(outcome.expiring == 1)
    #expect(try expiry() == [])
    #expect(try fixture.apply(settings(.seconds(1000)), hasConsent: true).allSatisfy { $0.isSettled })
    #expect(try expiry() == [1000])
    // Longer than before: nothing that stands now goes.
    #expect(try fixture.plan(to: settings(.seconds(2000))).losses.isEmpty)
  }

  @Test("that the server cannot give a capped collection costs it no other index")
  func capped() throws {
    try fixture.command(["create": "audit_events", "capped": true, "size": 4096])
    let failed = try fixture.apply(settings(.seconds(1000))).filter { !$0.isSettled }
    // 4.4 can.
    #expect(failed.allSatisfy { $0.subject == "timestamp_1 of audit_events" })
    #expect(try fixture.plan().isEmpty)
  }

  @Test("of somebody else's is left alone until retention is spoken of")
  func leavesForeign() throws {
    try fixture.command([
      "createIndexes": "audit_events",
      "indexes": [["key": ["timestamp": 1], "name": "theirs", "expireAfterSeconds": 77]],
    ])
    try fixture.apply()
    #expect(try expiry() == [77])
    try fixture.apply(settings(.seconds(99)))
    #expect(try expiry() == [99])
  }

  @Test("is remembered in the database")
  func remembers() throws {
    var settings = settings(.seconds(1000))
    settings.retention["item_usages"] = .forever
    settings.validators = .enforce
    let client = try fixture.connect()
    #expect(try Settings(of: fixture.database, by: client) == Settings())
    try settings.write(to: fixture.database, by: client, Patience())
    #expect(try Settings(of: fixture.database, by: client) == settings)
    try Settings.remove(from: fixture.database, by: client, Patience())
    #expect(try Settings(of: fixture.database, by: client) == Settings())
  }

  @Test("is forgotten with its collection, unless something else is in that")
  func forgets() throws {
    let client = try fixture.connect()
    func names() throws -> [String] {
      try client.list(["listCollections": 1], in: fixture.database, doing: "list")
        .compactMap { $0["name"]?.stringValue }
    }
    try Settings.remove(from: fixture.database, by: client, Patience())
    try settings(.forever).write(to: fixture.database, by: client, Patience())
    #expect(try names().contains(Settings.collection))
    try Settings.remove(from: fixture.database, by: client, Patience())
    #expect(try !names().contains(Settings.collection))

    try settings(.forever).write(to: fixture.database, by: client, Patience())
    try fixture.command(["insert": .string(Settings.collection), "documents": [["_id": "theirs"]]])
    try Settings.remove(from: fixture.database, by: client, Patience())
    #expect(try client.find([:], in: Settings.collection, of: fixture.database, doing: "look") == [["_id": "theirs"]])
  }
}
