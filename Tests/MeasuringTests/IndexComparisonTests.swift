import BSON
import OnePwModel
import Testing

@testable import Measuring

@Suite("The indexes of a collection against the catalogue")
struct IndexComparisonTests {
  private let users = OnePwModel.collection(named: "users")!
  private let audit = OnePwModel.collection(named: "audit_events")!

  private func index(_ name: String, _ keys: BSONDocument, _ options: BSONDocument = [:]) -> IndexDescription {
    IndexDescription(
      BSONDocument([("v", 2), ("key", .document(keys)), ("name", .string(name))] + options.map { ($0.key, $0.value) }))
  }

  /// The catalogue's own indexes, as a server would list them.
  private func complete(_ collection: CollectionDefinition) -> [IndexDescription] {
    [index("_id_", ["_id": 1])]
      + collection.indexes.map { definition in
        index(
          definition.name, BSONDocument(definition.keys.map { ($0.field, BSONValue.int32($0.direction)) }),
          definition.isUnique ? ["unique": true] : [:])
      }
  }

  @Test("is all wanted when it is all there", arguments: OnePwModel.collections.map(\.name))
  func complete(name: String) throws {
    let collection = try #require(OnePwModel.collection(named: name))
    let entries = IndexComparison(of: complete(collection), with: collection).entries
    #expect(entries.allSatisfy { $0.state == .wanted })
    #expect(entries.count == collection.indexes.count + 1)
  }

  @Test("is all missing in an empty collection", arguments: OnePwModel.collections.map(\.name))
  func empty(name: String) throws {
    let collection = try #require(OnePwModel.collection(named: name))
    let entries = IndexComparison(of: [], with: collection).entries
    #expect(entries.map(\.state) == collection.indexes.map { _ in .missing })
    #expect(entries.map(\.name) == collection.indexes.map(\.name))
  }

  @Test("misses exactly the one that is not there", arguments: OnePwModel.collections.map(\.name))
  func oneMissing(name: String) throws {
    let collection = try #require(OnePwModel.collection(named: name))
    for gone in collection.indexes {
      let rest = complete(collection).filter { $0.name != gone.name }
      let entries = IndexComparison(of: rest, with: collection).entries
      #expect(entries.filter { $0.state == .missing }.map(\.name) == [gone.name])
      #expect(entries.filter { $0.state == .foreign }.isEmpty)
    }
  }

  @Test("goes by keys, whatever the name and the type of number")
  func names() {
    let existing = [index("by_mail", ["email": 1.0], ["unique": true])]
    let entry = IndexComparison(of: existing, with: users).entries.first { $0.name == "by_mail" }
    #expect(entry?.state == .wanted)
  }

  @Test(
    "has changed when it lets through what the catalogue's refuses, or leaves documents out",
    arguments: [
      [:], ["unique": true, "sparse": true], ["unique": true, "partialFilterExpression": ["a": 1]],
      ["unique": true, "collation": ["locale": "fr"]],
    ] as [BSONDocument])
  func changed(options: BSONDocument) {
    let entries = IndexComparison(of: [index("uuid_1", ["uuid": 1], options)], with: users).entries
    #expect(entries.first { $0.name == "uuid_1" }?.state == .changed)
  }

  @Test(
    "need not be unique where a shard key keeps the server from seeing to it",
    arguments: [["_id": "hashed"], ["uuid": "hashed"], ["uuid": 1, "timestamp": 1], ["uuid": -1]] as [BSONDocument])
  func sharded(key: BSONDocument) {
    func state(shardKey: BSONDocument?) -> CatalogueState? {
      IndexComparison(of: [index("uuid_1", ["uuid": 1])], with: audit, shardKey: shardKey).entries
        .first { $0.name == "uuid_1" }?.state
    }
    #expect(state(shardKey: key) == .wanted)
    #expect(state(shardKey: ["uuid": 1]) == .changed)
    #expect(state(shardKey: nil) == .changed)
  }

  @Test("leaves others alone as foreign, the order of keys and their directions counting")
  func foreign() {
    let existing = [
      index("_id_", ["_id": 1]), index("actor", ["actor_uuid": 1]),
      index("turned", ["timestamp": -1, "actor_uuid": 1]), index("text", ["aux_info": "text"]),
    ]
    let entries = IndexComparison(of: existing, with: audit).entries
    #expect(entries.filter { $0.state == .foreign }.map(\.name) == ["actor", "turned", "text"])
  }

  @Test("takes opidx's retention for its own, of the length that was decided, and nobody else's")
  func retention() {
    func state(_ existing: [IndexDescription], retention: Int?) -> CatalogueState? {
      IndexComparison(of: existing, with: audit, retention: retention).entries.first { $0.name == "timestamp_1" }?.state
    }
    let ttl = index("timestamp_1", ["timestamp": 1], ["expireAfterSeconds": 86_400])
    #expect(state([ttl], retention: 86_400) == .wanted)
    #expect(state([ttl], retention: 3600) == .changed)
    #expect(state([], retention: 3600) == .missing)
    #expect(state([ttl], retention: nil) == .foreign)
  }

  @Test("knows the index on _id for the server's own, whatever a clustered collection calls it")
  func clustered() {
    let existing = [
      index("by_id", ["_id": 1], ["unique": true, "clustered": true]), index("hashed", ["_id": "hashed"]),
    ]
    let entries = IndexComparison(of: existing, with: nil).entries
    #expect(entries.map(\.state) == [.wanted, .foreign])
  }

  @Test("knows an index of a foreign collection for foreign, but never `_id_`")
  func foreignCollection() {
    let entries = IndexComparison(of: [index("_id_", ["_id": 1]), index("a_1", ["a": 1])], with: nil).entries
    #expect(entries.map(\.state) == [.wanted, .foreign])
  }
}

@Suite("A redundant index")
struct RedundantIndexTests {
  private func redundant(_ indexes: [(String, BSONDocument, BSONDocument)]) -> [String] {
    let described = indexes.map { name, keys, options in
      IndexDescription(
        BSONDocument([("key", .document(keys)), ("name", .string(name))] + options.map { ($0.key, $0.value) }))
    }
    return IndexComparison(of: described, with: nil).entries.filter(\.isRedundant).map(\.name)
  }

  @Test("is the beginning of another, read forwards or backwards")
  func beginnings() {
    #expect(redundant([("a", ["a": 1], [:]), ("ab", ["a": 1, "b": -1], [:])]) == ["a"])
    #expect(redundant([("a", ["a": -1], [:]), ("ab", ["a": 1, "b": -1], [:])]) == ["a"])
    #expect(redundant([("ab", ["a": -1, "b": 1], [:]), ("abc", ["a": 1, "b": -1, "c": 1], [:])]) == ["ab"])
  }

  @Test("is not one that another begins differently")
  func others() {
    #expect(redundant([("b", ["b": 1], [:]), ("ab", ["a": 1, "b": 1], [:])]).isEmpty)
    #expect(redundant([("ab", ["a": 1, "b": 1], [:]), ("abc", ["a": 1, "b": -1, "c": 1], [:])]).isEmpty)
    #expect(redundant([("a", ["a": 1], [:])]).isEmpty)
  }

  @Test(
    "is never one with work of its own",
    arguments: [
      ["unique": true], ["expireAfterSeconds": 60], ["sparse": true], ["partialFilterExpression": ["a": 1]],
      ["collation": ["locale": "fr"]], ["hidden": true],
    ] as [BSONDocument])
  func work(options: BSONDocument) {
    #expect(redundant([("a", ["a": 1], options), ("ab", ["a": 1, "b": 1], [:])]).isEmpty)
    // Nor does one that leaves documents out stand in for another.
    if options["unique"] == nil && options["expireAfterSeconds"] == nil {
      #expect(redundant([("a", ["a": 1], [:]), ("ab", ["a": 1, "b": 1], options)]).isEmpty)
    }
  }
}
