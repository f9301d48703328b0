import BSON
import Glibc
import OnePwModel
import TestServer
import Testing

@testable import Mongo
@testable import Querying

@Suite("A feed", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct FeedTests {
  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()
  private let start = BSONDate(rfc3339: "2026-11-01T00:00:00Z")!

  private func client() throws -> MongoClient {
    try MongoClient(address: MongoAddress(server.uri), applicationName: "tests")
  }

  private func query(_ names: String..., isDescending: Bool = false) throws -> FeedQuery {
    try FeedQuery(
      names.joined(), names.map { BoundQuery(OnePwModel.query(named: $0)!, values: [:]) }, isDescending: isDescending)
  }

  private func run() -> QueryRun { QueryRun(database: database, timeoutMilliseconds: 60_000, name: "tests") }

  private var bound: FeedBound {
    FeedBound(date: BSONDate(milliseconds: start.milliseconds + 1_000_000_000), clusterTime: nil)
  }

  /// `arrivals` in milliseconds after `start`, inserted in an order that is not theirs.
  private func insert(_ arrivals: [Int], into collection: String) throws {
    let index: BSONValue = ["key": ["insert_time": 1, "_id": 1], "name": "arrival"]
    try server.command(["createIndexes": .string(collection), "indexes": [index]], on: database)
    let events = arrivals.enumerated().shuffled().map { number, arrival -> BSONValue in
      [
        "_id": BSONValue(number), "uuid": .string("\(collection)-\(number)"),
        "insert_time": .date(BSONDate(milliseconds: start.milliseconds + Int64(arrival))),
      ]
    }
    for part in stride(from: 0, to: events.count, by: 5000) {
      let some = Array(events[part..<min(part + 5000, events.count)])
      try server.command(["insert": .string(collection), "documents": .array(some)], on: database)
    }
  }

  private func uuids(_ events: [BSONDocument]) -> [String] { events.compactMap { $0["uuid"]?.stringValue } }

  @Test("gives every event once and in order, whatever the page, through tokens", arguments: [1, 7, 1000, 5000])
  func pages(size: Int) throws {
    // Ties of every length: pages begin and end inside them.
    let arrivals = (0..<500).map { $0 / 97 * 10 }
    try insert(arrivals, into: "audit_events")
    let client = try client()
    var read: [String] = []
    var token: FeedToken?
    while true {
      var reader = try FeedReader(try query("audit-events"), run(), since: nil, after: token)
      let page = try reader.next(size, until: bound, client)
      #expect(page.events.count <= size)
      if page.events.isEmpty { break }
      read += uuids(page.events)
      token = FeedToken(reader.token(limit: size).text)
      #expect(token?.limit == size)
    }
    #expect(read == arrivals.indices.map { "audit_events-\($0)" })
  }

  @Test("goes backwards as well")
  func descending() throws {
    try insert((0..<300).map { $0 / 50 }, into: "audit_events")
    let client = try client()
    var read: [String] = []
    var token: FeedToken?
    while true {
      var reader = try FeedReader(try query("audit-events", isDescending: true), run(), since: nil, after: token)
      let page = try reader.next(40, until: bound, client)
      if page.events.isEmpty { break }
      read += uuids(page.events)
      token = reader.token(limit: nil)
    }
    #expect(read == (0..<300).reversed().map { "audit_events-\($0)" })
  }

  @Test("goes backwards to the very first that arrived at --since, of which a batch has many")
  func descendingToTheLast() throws {
    try insert([Int](repeating: 0, count: 100) + [5], into: "audit_events")
    let client = try client()
    let query = try query("audit-events", isDescending: true)
    var read: [String] = []
    var token: FeedToken?
    while true {
      var reader = try FeedReader(query, run(), since: start, after: token)
      let page = try reader.next(40, until: bound, client)
      if page.events.isEmpty { break }
      read += uuids(page.events)
      token = reader.token(limit: nil)
    }
    #expect(read == (0..<101).reversed().map { "audit_events-\($0)" })
    var reader = try FeedReader(query, run(), since: start, after: nil)
    let nothing = FeedBound(date: start, clusterTime: nil)
    #expect(try reader.next(40, until: nothing, client).isLast)
  }

  @Test("goes on where its first run began, in a stream that had nothing then", arguments: [nil, 10])
  func silentStream(since: Int64?) throws {
    let since = since.map { BSONDate(milliseconds: start.milliseconds + $0) }
    try insert([20], into: "audit_events")
    try insert([], into: "item_usages")
    let client = try client()
    var first = try FeedReader(try query("audit-events", "item-usages"), run(), since: since, after: nil)
    #expect(uuids(try first.next(100, until: bound, client).events) == ["audit_events-0"])
    try insert([5, 10, 15], into: "item_usages")
    // By now --since means a later time.
    let later = BSONDate(milliseconds: start.milliseconds + 1000)
    let token = try #require(FeedToken(first.token(limit: nil).text))
    var second = try FeedReader(try query("audit-events", "item-usages"), run(), since: later, after: token)
    let expected = since == nil ? [0, 1, 2] : [1, 2]
    #expect(uuids(try second.next(100, until: bound, client).events) == expected.map { "item_usages-\($0)" })
  }

  @Test("begins at --since where an older version's cursor says nothing")
  func olderToken() throws {
    try insert([0, 10, 20], into: "audit_events")
    let query = try query("audit-events")
    let token = FeedToken(digest: query.digest(in: database), limit: nil, positions: [nil])
    let since = BSONDate(milliseconds: start.milliseconds + 10)
    var reader = try FeedReader(query, run(), since: since, after: FeedToken(token.text))
    #expect(uuids(try reader.next(100, until: bound, client()).events) == ["audit_events-1", "audit_events-2"])
  }

  @Test("merges collections by arrival")
  func merges() throws {
    try insert((0..<200).map { $0 * 3 }, into: "audit_events")
    try insert((0..<300).map { $0 * 2 }, into: "item_usages")
    try insert([], into: "sign_in_attempts")
    let client = try client()
    var reader = try FeedReader(
      try query("audit-events", "item-usages", "sign-in-attempts"), run(), since: nil, after: nil)
    var read: [String] = []
    while true {
      let page = try reader.next(33, until: bound, client)
      read += uuids(page.events)
      if page.events.isEmpty { break }
    }
    let expected =
      (0..<200).map { (time: $0 * 3, rank: 0, uuid: "audit_events-\($0)") }
      + (0..<300).map { (time: $0 * 2, rank: 1, uuid: "item_usages-\($0)") }
    #expect(read == expected.sorted { ($0.time, $0.rank) < ($1.time, $1.rank) }.map(\.uuid))
  }

  @Test("begins where it is told, stops at its bound, and shows neither _id nor insert_time")
  func bounds() throws {
    try insert([0, 10, 20, 30], into: "audit_events")
    let client = try client()
    var reader = try FeedReader(
      try query("audit-events"), run(), since: BSONDate(milliseconds: start.milliseconds + 10), after: nil)
    let bound = FeedBound(date: BSONDate(milliseconds: start.milliseconds + 30), clusterTime: nil)
    let page = try reader.next(100, until: bound, client)
    #expect(uuids(page.events) == ["audit_events-1", "audit_events-2"])
    #expect(page.isLast)
    #expect(page.events.allSatisfy { $0.keys == ["uuid"] })
    // Later, with a later bound, the same reader goes on.
    #expect(uuids(try reader.next(100, until: self.bound, client).events) == ["audit_events-3"])
    #expect(try reader.next(100, until: self.bound, client).events.isEmpty)
  }

  @Test(
    "gives events of which few fit into one reply of the server's", arguments: [[7, 10, 1], [9, 9, 9], [2, 15, 1]],
    [false, true])
  func large(megabytes: [Int], isDescending: Bool) throws {
    try insert([], into: "audit_events")
    for (number, size) in megabytes.enumerated() {
      let event: BSONValue = [
        "_id": BSONValue(number), "uuid": .string("E\(number)"),
        "insert_time": .date(BSONDate(milliseconds: start.milliseconds + Int64(number))),
        "aux_info": .string(String(repeating: "x", count: size << 20)),
      ]
      try server.command(["insert": "audit_events", "documents": [event]], on: database)
    }
    let expected = isDescending ? ["E2", "E1", "E0"] : ["E0", "E1", "E2"]
    let client = try client()
    let question = try query("audit-events", isDescending: isDescending)
    var reader = try FeedReader(question, run(), since: nil, after: nil)
    #expect(uuids(try reader.next(10, until: bound, client).events) == expected)
    // The same for who keeps the cursor behind each.
    var read: [String] = []
    var token: FeedToken?
    for _ in expected {
      var reader = try FeedReader(question, run(), since: nil, after: token)
      read += uuids(try reader.next(1, until: bound, client).events)
      token = reader.token(limit: nil)
    }
    #expect(read == expected)
  }

  @Test("reads no more of the index than it gives, at the end as at the beginning, and sorts nothing")
  func cost() throws {
    // All of one millisecond: a filter on the time alone would read them all for every page.
    try insert([Int](repeating: 5, count: 8000), into: "audit_events")
    let query = try query("audit-events")
    for id in [10, 4000, 7800] {
      let position = FeedPosition(
        insertTime: .date(BSONDate(milliseconds: start.milliseconds + 5)), id: BSONValue(id))
      let page = query.page(
        of: query.sources[0], after: position, since: nil, until: bound, count: 101, timeoutMilliseconds: nil,
        comment: "tests")
      let plan = try server.command(["explain": .document(page), "verbosity": "executionStats"], on: database)
      #expect(plan.value(at: "executionStats.nReturned")?.intValue == 101)
      #expect(try #require(plan.value(at: "executionStats.totalKeysExamined")?.intValue) <= 102)
      #expect(!plan.jsonString().contains("\"SORT\""))
    }
  }

  @Test("names the index that it lacks")
  func missingIndex() throws {
    try server.command(["insert": "audit_events", "documents": [["_id": 1]]], on: database)
    let client = try client()
    var reader = try FeedReader(try query("audit-events"), run(), since: nil, after: nil)
    do {
      _ = try reader.next(1, until: bound, client)
      Issue.record("a feed without its index was read")
    } catch {
      #expect("\(error)".contains("run opidx"))
    }
  }

  @Test("follows plain listings only")
  func refusesAggregations() {
    #expect(throws: QueryingError.self) { try query("brute-force") }
    #expect(throws: Never.self) { try query("failed-sign-ins") }
  }
}

@Suite("A cursor")
struct FeedTokenTests {
  private let token = FeedToken(
    digest: 0xFEDC_BA98_7654_3210, limit: 100,
    positions: [
      FeedPosition(insertTime: .date(BSONDate(milliseconds: 1)), id: .string("x")), nil,
      FeedPosition(insertTime: .null, id: .objectID(BSONObjectID(hex: "00112233445566778899aabb")!)),
    ])

  @Test("is text that needs no quoting, and comes back as it was")
  func roundTrip() {
    #expect(FeedToken(token.text) == token)
    #expect(token.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
  }

  @Test("is refused when a character was changed, lost or added")
  func tampering() {
    let text = Array(token.text)
    for place in text.indices {
      for other in ["A", "b", "-", "9"] where Character(other) != text[place] {
        var changed = text
        changed[place] = Character(other)
        #expect(FeedToken(String(changed)) == nil)
      }
      #expect(FeedToken(String(text[..<place])) == nil)
    }
    #expect(FeedToken(token.text + "A") == nil)
    #expect(FeedToken("") == nil)
    #expect(FeedToken("not a cursor") == nil)
  }

  @Test("continues no other question")
  func otherQuestion() throws {
    let query = try FeedQuery(
      "audit-events", [BoundQuery(OnePwModel.query(named: "audit-events")!, values: ["action": "export"])],
      isDescending: false)
    let other = try FeedQuery(
      "audit-events", [BoundQuery(OnePwModel.query(named: "audit-events")!, values: ["action": "view"])],
      isDescending: false)
    let run = QueryRun(database: "db", timeoutMilliseconds: nil, name: "tests")
    let token = try FeedReader(query, run, since: nil, after: nil).token(limit: nil)
    #expect(throws: Never.self) { try FeedReader(query, run, since: nil, after: token) }
    #expect(throws: QueryingError.self) { try FeedReader(other, run, since: nil, after: token) }
    #expect(throws: QueryingError.self) {
      try FeedReader(
        query, QueryRun(database: "db2", timeoutMilliseconds: nil, name: "tests"), since: nil, after: token)
    }
  }

  @Test("lies in a file that one reader uses at a time, and that is replaced as a whole")
  func file() throws {
    let path = try temporaryFolder() + "/cursor"
    do {
      let file = try CursorFile(path)
      #expect(try file.read() == nil)
      try file.replace(token)
      #expect(try file.read() == token)
      #expect(throws: QueryingError.self) { try CursorFile(path) }
    }
    #expect(try CursorFile(path).read() == token)
    truncate(path, 10)
    #expect(throws: QueryingError.self) { try CursorFile(path).read() }
  }
}
