import BSON
import Mongo
import OnePwModel
import TestServer
import Testing

@testable import Indexing

@Suite("A plan performed", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct DatabaseWorkTests {
  let fixture = Fixture()

  @Test("makes the whole catalogue, and a second plan is empty")
  func makesCatalogue() throws {
    let outcomes = fixture.perform(try fixture.plan())
    #expect(outcomes.count == OnePwModel.collections.map { $0.indexes.count + 1 }.reduce(0, +))
    #expect(outcomes.allSatisfy { $0.isSettled })
    let second = try fixture.plan()
    #expect(second.isEmpty)
    #expect(fixture.perform(second).allSatisfy { $0.step.action == .keep && $0.result == .planned })
    for collection in OnePwModel.collections {
      let names = try fixture.command(["listIndexes": .string(collection.name)])
        .value(at: "cursor.firstBatch")?.arrayValue?.compactMap { $0.documentValue?["name"]?.stringValue }
      #expect(Set(names ?? []) == Set(["_id_"] + collection.indexes.map(\.name)))
    }
  }

  @Test("plans without writing: no collection is there afterwards")
  func plansWithoutWriting() throws {
    #expect(try fixture.plan().isEmpty == false)
    #expect(try fixture.command(["listCollections": 1]).value(at: "cursor.firstBatch") == [])
  }

  @Test("makes the other indexes when one cannot be unique, and names the documents by uuid alone")
  func survivesDuplicates() throws {
    try fixture.insert(
      [
        ["uuid": "A", "email": "same@example.com"], ["uuid": "B", "email": "same@example.com"],
        ["uuid": "C", "email": "c@example.com"],
      ], into: "users")
    let failed = fixture.perform(try fixture.plan()).filter { !$0.isSettled }
    #expect(failed.map(\.subject) == ["email_1 of users"])
    let record = try #require(failed.first?.record())
    #expect(record["duplicates"] == ["A", "B"])
    #expect(!record.jsonString().contains("same@"))
    #expect(try fixture.plan().collections.flatMap(\.indexes.steps).filter(\.isDrift).map(\.name) == ["email_1"])
  }

  @Test("compares text by its bytes, whatever the collection's own collation")
  func comparesBytes() throws {
    try fixture.command(["create": "users", "collation": ["locale": "en", "strength": 2]])
    try fixture.insert(
      [["uuid": "A", "email": "same@example.com"], ["uuid": "a", "email": "same@example.com"]], into: "users")
    let failed = fixture.perform(try fixture.plan()).filter { !$0.isSettled }
    #expect(failed.map(\.subject) == ["email_1 of users"])
    #expect(try fixture.plan().collections.flatMap(\.indexes.steps).filter(\.isDrift).map(\.name) == ["email_1"])
  }

  @Test("leaves an index as it was when the data forbid to make it unique")
  func leavesPlainIndex() throws {
    try fixture.insert([["uuid": "A"], ["uuid": "A"]], into: "vaults")
    try fixture.command(["createIndexes": "vaults", "indexes": [["key": ["uuid": 1], "name": "uuid_1"]]])
    let outcomes = fixture.perform(try fixture.plan(), hasConsent: true).filter { !$0.isSettled }
    // Where the server has room for both (5.0), the new one is not made and the old one not dropped.
    #expect(outcomes.first?.record()["duplicates"] == ["A"])
    #expect(outcomes.allSatisfy { $0.subject.hasSuffix(" of vaults") })
    try fixture.insert([["uuid": "A"]], into: "vaults")
    #expect(try fixture.command(["count": "vaults"])["n"] == 3)
  }

  @Test("does nothing that needs consent without it")
  func withholds() throws {
    try fixture.command(["createIndexes": "users", "indexes": [["key": ["mine": 1], "name": "mine"]]])
    _ = fixture.perform(try fixture.plan())
    let pruning = try fixture.plan(pruning: .drop)
    #expect(fixture.perform(pruning).filter { !$0.isSettled }.map(\.result) == [.withheld])
    #expect(fixture.perform(pruning, hasConsent: true).allSatisfy { $0.isSettled })
    #expect(try fixture.plan(pruning: .drop).collections.flatMap(\.indexes.steps).allSatisfy { $0.action == .keep })
  }
}
