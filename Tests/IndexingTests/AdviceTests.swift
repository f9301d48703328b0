import BSON
import OnePwModel
import TestServer
import Testing

@testable import Indexing

@Suite("Advice")
struct AdviceTests {
  func use(_ keys: BSONDocument, name: String, operations: Int = 0, _ options: BSONDocument = [:]) -> IndexUse {
    let index = ExistingIndex(BSONDocument([("key", .document(keys)), ("name", .string(name))] + Array(options)))
    return IndexUse(index: index, bytes: 1, operations: operations, since: nil)
  }

  @Test("tells unused, used, redundant and constraint apart")
  func indexes() {
    let uses = [
      use(["uuid": 1], name: "unique", ["unique": true]), use(["a": 1], name: "prefix", operations: 9),
      use(["b": -1], name: "reversed"), use(["a": 1, "b": 1], name: "ab", operations: 1),
      use(["b": 1, "c": 1], name: "bc"), use(["c": 1], name: "expiring", ["expireAfterSeconds": 1]),
      use(["a": -1, "b": 1], name: "other way", operations: 1),
    ]
    #expect(
      uses.map { IndexAdvice(for: $0, among: uses) } == [
        .constraint, .redundant(with: "ab"), .redundant(with: "bc"), .used, .unused, .constraint, .used,
      ])
  }

  func query(_ pipeline: String) throws -> QueryDefinition {
    let json = """
      {"name": "q", "summary": "s", "collection": "audit_events", "kind": "analytics", "parameters": {
      "since": {"type": "time", "default": "24h", "help": "h"}, "user": {"type": "text", "optional": true, "help": "h"}},
      "pipeline": [{"$match": {"t": {"$gte": {"$parameter": "since"}}, "u": {"$given": "user"}}}, \(pipeline)]}
      """
    return try QueryDefinition(json: Array(json.utf8))
  }

  @Test(
    "knows what a query reads beside its index",
    arguments: [
      (#"{"$group": {"_id": "$a.b", "n": {"$sum": 1}}}"#, QueryAdvice.covered),
      (#"{"$group": {"_id": "$a.b", "n": {"$max": "$t"}}}, {"$lookup": {"from": "users"}}"#, .covered),
      (#"{"$group": {"_id": "$c"}}"#, .fetches(["c"])),
      (#"{"$group": {"_id": null, "all": {"$push": "$$ROOT"}}}"#, .fetches([])),
      (#"{"$match": {"a.b": {"$exists": true}}}, {"$count": "n"}"#, .fetches([])),
      (#"{"$match": {"a.b": {"$gt": ""}}}, {"$count": "n"}"#, .covered),
      (#"{"$project": {"_id": 0, "t": 1}}"#, .covered),
      (#"{"$project": {"t": 1}}"#, .fetches(["_id"])),
      (#"{"$sort": {"t": -1}}"#, .fetches([])),
    ])
  func needs(stages: String, expected: QueryAdvice) throws {
    let index = ExistingIndex(["key": ["t": -1, "a.b": 1], "name": "x"])
    #expect(QueryAdvice(for: try query(stages), keys: index.keys, among: [index]) == expected)
    #expect(QueryAdvice(for: try query(stages), keys: index.keys, among: []) == .missing)
    #expect(QueryAdvice(for: try query(stages), keys: nil, among: [index]) == .scans)
  }

  @Test("finds the index of every named query in the catalogue")
  func catalogue() {
    for query in OnePwModel.queries {
      let indexes = OnePwModel.collection(named: query.collection)?.indexes.map(IndexKeys.init) ?? []
      for keys in query.examples.compactMap(\.index).map({ IndexKeys($0) }) {
        #expect(indexes.contains(keys), "\(query.name): \(keys.text)")
      }
    }
  }

  @Test(
    "of a database has a line for each index and each query", .enabled(if: TestServer.isAvailable, "needs a mongod"))
  func database() throws {
    let fixture = Fixture()
    try fixture.apply()
    try fixture.command(["find": "users", "filter": ["email": "a"]])
    let client = try fixture.connect()
    let state = try DatabaseState(of: fixture.database, by: client)
    let records = try DatabaseAdvice(on: state, for: OnePwModel.queries, by: client).records()
    let email = try #require(records.first { $0["index"] == "email_1" })
    #expect(email["operations"] == 1)
    #expect(email["advice"] == "constraint")
    #expect(try #require(email["bytes"]?.intValue) > 0)
    #expect(email["since"]?.dateValue != nil && email["server_start"]?.dateValue != nil)
    #expect(!records.contains { $0["advice"] == "missing" })
    #expect(
      Set(records.compactMap { $0["query"]?.stringValue })
        == Set(OnePwModel.queries.filter { !$0.examples.isEmpty }.map(\.name)))
  }
}
