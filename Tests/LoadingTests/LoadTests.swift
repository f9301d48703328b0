import BSON
import Glibc
import OnePwModel
import TestServer
import Testing

@testable import Loading

@Suite("A load", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct LoadTests {
  let server = TestServer.shared
  let database = TestServer.shared.freshDatabase()

  private func load(
    _ lines: [String], rejects: String? = nil, configure: (inout LoadOptions) -> Void = { _ in }
  ) throws -> LoadRun {
    try LoadRun(lines, into: database, at: server.uri, rejects: rejects, configure: configure)
  }

  @Test("stores dates as dates, coordinates as doubles, and everything else as it came")
  func storesTypes() throws {
    let line = #"""
      {"uuid":"E1","timestamp":"2026-11-21T20:51:35.5449Z","actor_uuid":"A","aux_id":7,"account_uuid":"kept",
      "location":{"latitude":43,"longitude":-79.5,"country":"CA"},"session":{"login_time":"2026-11-21T17:51:35-03:00"},
      "aux_details":{"created_at":"2026-01-01T00:00:00Z"}}
      """#.split(separator: "\n").joined()
    let before = Int64(time(nil)) * 1000
    #expect(try load([line]).tally.inserted == 1)
    let event = try #require(try stored("audit_events", database, server).first)
    #expect(event["timestamp"] == .date(BSONDate(milliseconds: 1_795_294_295_544)))
    #expect(event.value(at: "session.login_time") == .date(BSONDate(milliseconds: 1_795_294_295_000)))
    #expect(event.value(at: "location.latitude") == .double(43))
    #expect(event.value(at: "aux_details.created_at") == .string("2026-01-01T00:00:00Z"))
    #expect(event["account_uuid"] == .string("kept") && event["aux_id"] == .int32(7))
    #expect((before...before + 60_000).contains(try #require(event["insert_time"]?.dateValue).milliseconds))
    #expect(event["_id"]?.objectIDValue.map { String($0.description.prefix(8)) } == "6b020457")
  }

  @Test("changes nothing when the same lines come again")
  func isIdempotent() throws {
    let lines = (0..<5_000).map { Sample.audit("E\($0)") } + (0..<300).map { Sample.user("U\($0)") }
    #expect(try load(lines).tally.inserted == 5_300)
    let first = try stored("audit_events", database, server)
    for _ in 0..<2 {
      let again = try load(lines.shuffled()).tally
      #expect(again.duplicate == 5_300 && again.documents == 5_300)
      #expect(again.collections == ["audit_events": 5_000, "users": 300])
    }
    #expect(try stored("audit_events", database, server) == first)
  }

  @Test("takes fields in another order and numbers of another type for the same")
  func comparesByContent() throws {
    _ = try load([#"{"uuid":"E","timestamp":"2026-01-01T00:00:00Z","actor_uuid":"A","aux_id":7,"x":{"a":1,"b":[1]}}"#])
    let again = try load([
      #"{"x":{"b":[1.0],"a":{"$numberLong":"1"}},"aux_id":7.0,"actor_uuid":"A","timestamp":"2026-01-01T00:00:00Z","uuid":"E"}"#
    ])
    #expect(again.tally.duplicate == 1)
  }

  @Test("never overwrites an event: other content under its uuid is a conflict")
  func refusesConflicts() throws {
    _ = try load([Sample.audit("E", action: "create")])
    let run = try load([Sample.audit("E", action: "delete"), Sample.audit("F")])
    #expect(run.tally.reasons == ["conflict": 1] && run.tally.inserted == 1)
    #expect(try stored("audit_events", database, server).map { $0["action"] } == ["create", "create"])
  }

  @Test("finds the same uuid under another time by the unique index")
  func refusesSameUUIDAtAnotherTime() throws {
    try server.command(
      ["createIndexes": "audit_events", "indexes": [["key": ["uuid": 1], "name": "u", "unique": true]]], on: database)
    let run = try load([Sample.audit("E"), Sample.audit("E", at: "2026-11-21T20:51:36Z")])
    #expect(run.tally.inserted == 1 && run.tally.reasons == ["conflict": 1])
  }

  @Test("replaces what a directory holds, or keeps it when told to", arguments: LoadOptions.OnDuplicate.allCases)
  func replacesDirectories(onDuplicate: LoadOptions.OnDuplicate) throws {
    _ = try load([Sample.user("U", name: "old"), Sample.user("V")])
    let run = try load([Sample.user("U", name: "new"), Sample.user("V")]) { $0.onDuplicate = onDuplicate }
    #expect(run.tally.replaced == (onDuplicate == .replace ? 1 : 0))
    #expect(run.tally.duplicate == (onDuplicate == .replace ? 1 : 2))
    let names = try stored("users", database, server).compactMap { $0["uuid"] == "U" ? $0["name"] : nil }
    #expect(names == [onDuplicate == .replace ? "new" : "old"])
  }

  @Test("lets the last line of a directory's document win, whatever the workers do")
  func lastLineWins() throws {
    // Long lines, so that the versions of a document lie in different blocks.
    let filler = String(repeating: "x", count: 30_000)
    let lines = (0..<400).map { Sample.user("U\($0 % 5)", name: "\($0 / 5) \(filler)") }
    let run = try load(lines) { $0.workers = 4 }
    #expect(run.tally.documents == 400 && run.tally.inserted == 5)
    let names = try stored("users", database, server).compactMap { $0["name"]?.stringValue?.prefix(3) }
    #expect(names == [Substring](repeating: "79 ", count: 5))
  }

  @Test("keeps an _id that a line brings")
  func keepsBroughtIDs() throws {
    let line =
      #"{"_id":{"$oid":"0123456789abcdef01234567"},"uuid":"E","timestamp":"2026-01-01T00:00:00Z","actor_uuid":"A"}"#
    #expect(try load([line, line]).tally.duplicate == 1)
    #expect(
      try stored("audit_events", database, server).first?["_id"]?.objectIDValue?.description
        == "0123456789abcdef01234567")
  }

  @Test("tells apart what is one text for readers and two for the server", arguments: ["_id", "uuid"])
  func tellsSpellingsApart(field: String) throws {
    // é as one character and as two.
    let lines = [#"\u00e9"#, #"e\u0301"#].map { text in
      Sample.audit("E").replacing(#""uuid":"E""#, with: #""\#(field)":"\#(text)","uuid":"\#(text)""#)
    }
    #expect(try load(lines).tally.inserted == 2)
    let again = try load(lines)
    #expect(again.tally.duplicate == 2, "\(again.tally)")
    let other = lines.map { $0.replacing("create", with: "delete") }
    #expect(try load(other).tally.reasons == ["conflict": 2])
  }

  @Test("knows an _id again that equals nothing, not even itself")
  func knowsNaN() throws {
    let line = Sample.audit("E").replacing("{", with: #"{"_id":{"$numberDouble":"NaN"},"#)
    #expect(try load([line]).tally.inserted == 1)
    #expect(try load([line]).tally.duplicate == 1)
  }

  @Test("does nothing that a line says: no document is replaced by an operator")
  func executesNothing() throws {
    let place = #"{"_id":1,"country":"US","region":"x","city":"X","latitude":1}"#
    _ = try load([place]) { $0.collection = "locations" }
    let before = try stored("locations", database, server)
    let run = try load(
      [##"{"_id":1,"$set":{"city":"Evil"}}"##, ##"{"$unset":{"city":""},"_id":1,"country":"US"}"##, place]
    ) { $0.collection = "locations" }
    #expect(run.tally.refused == 2 && run.tally.duplicate == 1 && run.tally.replaced == 0, "\(run.said)")
    #expect(try stored("locations", database, server) == before)
  }

  @Test("takes a page and an array for their items, and refuses a malformed page whole")
  func loadsPages() throws {
    let items = (0..<1_000).map { Sample.audit("E\($0)") }.joined(separator: ",")
    let run = try load([
      #"{"items":[\#(items)],"cursor":"c","has_more":true}"#, "[\(Sample.user("U")),{\"x\":1}]",
      #"{"items":[\#(Sample.audit("F")),{],"has_more":true}"#, #"{"items":[],"has_more":false,"cursor":""}"#,
    ])
    #expect(run.tally.collections == ["audit_events": 1_000, "users": 1])
    #expect(run.tally.reasons == ["no-collection": 1, "not-json": 1])
  }

  @Test("says once that a collection has no unique index on uuid", arguments: [true, false])
  func warnsWithoutUniqueIndex(isIndexed: Bool) throws {
    _ = try load([Sample.audit("E")])
    if isIndexed {
      try server.command(
        ["createIndexes": "audit_events", "indexes": [["key": ["uuid": 1], "name": "u", "unique": true]]], on: database)
    }
    let said = try load((0..<5_000).map { Sample.audit("F\($0)") }).said
    #expect(said.count == (isIndexed ? 0 : 1))
    #expect(said.allSatisfy { $0.contains("run opidx") })
  }

  @Test("tells what the collection's validator does not let in")
  func reportsValidatorRefusals() throws {
    try server.command(["create": "audit_events", "validator": ["action": "create"]], on: database)
    let run = try load([Sample.audit("E"), Sample.audit("F", action: "delete"), Sample.audit("G")])
    #expect(run.tally.inserted == 2 && run.tally.reasons == ["validator": 1])
  }

  @Test("tells which document has a value that another one has and that must be unique, new or changed")
  func reportsValuesThatAreTaken() throws {
    try server.command(
      ["createIndexes": "users", "indexes": [["key": ["email": 1], "name": "e", "unique": true]]], on: database)
    let first = try load([Sample.user("U", email: "u@x"), Sample.user("V", email: "u@x"), Sample.user("W")])
    #expect(first.tally.inserted == 2 && first.tally.reasons == ["not-unique": 1])
    let second = try load([Sample.user("W", email: "u@x"), Sample.user("X")])
    #expect(second.tally.inserted == 1 && second.tally.reasons == ["not-unique": 1])
    let emails = try stored("users", database, server).compactMap { $0["email"]?.stringValue }
    #expect(Set(emails) == ["u@x", "W@example.com", "X@example.com"])
  }

  @Test("asks in pieces for documents whose _ids together are longer than a question may be")
  func asksInPieces() throws {
    let filler = String(repeating: "1,", count: 500_000) + "1"
    let items = (1...3).map { Sample.audit("E\($0)").dropLast() + #","_id":{"a":\#($0),"b":[\#(filler)]}}"# }
    let page = "[\(items.joined(separator: ","))]"
    let first = try load([page])
    let second = try load([page, Sample.audit("F")])
    #expect(first.report.end == .inputEnded && second.report.end == .inputEnded)
    #expect(second.tally.duplicate == first.tally.inserted && second.tally.inserted == 1)
  }

  @Test("accounts for every line of any mixture", arguments: 0..<6)
  func sumsUp(seed: Int) throws {
    let bad = [
      #"{"a":"#, "[]x", "7", #"{"uuid":"E"}"#, #"{"actor_uuid":"A"}"#, "{\"uuid\":\"\\ud800\",\"actor_uuid\":1}",
    ]
    var expected = 0
    let lines = (0..<3_000).map { number -> String in
      switch (number &* 2_654_435_761 &+ seed &* 97) >> 7 & 15 {
      case 0: return ""
      case 1:
        expected += 1
        return bad[number % bad.count]
      case 2:
        expected += 2
        return "[\(Sample.user("U\(number % 50)", name: "\(number)")),{}]"
      default:
        expected += 1
        return Sample.audit("E\(number % 1_000)", action: number % 7 == 0 ? "other" : "create")
      }
    }
    let run = try load(lines) { $0.workers = 1 + seed % 3 }
    #expect(run.tally.documents == expected)
    #expect(run.tally.reasons.values.reduce(0, +) == run.tally.refused)
    let total = try stored("audit_events", database, server).count + stored("users", database, server).count
    #expect(run.tally.inserted == total)
  }

  @Test("passes over lines before the one to resume from")
  func resumes() throws {
    let lines = (0..<100).map { Sample.audit("E\($0)") }
    #expect(try load(lines) { $0.resumeLine = 61 }.tally.inserted == 40)
  }

  @Test("loads a document of 15 MB")
  func loadsHugeDocuments() throws {
    let text = String(repeating: "y", count: 15 << 20)
    let line = #"{"uuid":"E","timestamp":"2026-01-01T00:00:00Z","actor_uuid":"A","aux_info":"\#(text)"}"#
    let run = try load([line, Sample.audit("F"), line])
    #expect(run.tally.inserted == 2 && run.tally.duplicate == 1)
  }
}
