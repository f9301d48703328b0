import BSON
import OnePwModel
import TestServer
import Testing

@testable import Indexing

@Suite("Any starting state", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct IndexPlanPropertyTests {
  let fixture = Fixture()
  static let collection = CollectionDefinition.itemUsages

  @Test("is brought to the catalogue by one plan, after which the plan is empty", arguments: 0..<60)
  func settles(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let before = try scatter(&chance)
    var settings = Settings()
    switch chance.below(4) {
    case 0: settings.retention[Self.collection.name] = .seconds(1000)
    case 1: settings.retention[Self.collection.name] = .forever
    default: break
    }
    let pruning = [IndexPlan.Pruning.none, .none, .hide, .drop][chance.below(4)]

    let outcomes = fixture.perform(try fixture.plan(to: settings, pruning: pruning), hasConsent: true)
    let context: Comment = "seed \(seed), \(before.map { "\($0.name) \($0)" })"
    #expect(outcomes.filter { !$0.isSettled }.map { $0.record().jsonString() } == [], context)
    #expect(try fixture.plan(to: settings, pruning: pruning).isEmpty, context)

    let after = try fixture.connect().indexes(of: Self.collection.name, in: fixture.database)
    for wanted in Self.collection.indexes.map({ WantedIndex($0) }) {
      let serving = after.filter { $0.keys == wanted.keys && $0.isUnique == wanted.isUnique && $0.coversAll }
      #expect(serving.count == 1 && serving.allSatisfy { !$0.isHidden && !$0.isPreparedForUnique }, context)
    }
    // Other keys and other collations are nobody's business but their owner's, on every version.
    let catalogue = Set(Self.collection.indexes.map(IndexKeys.init) + [.retention])
    for index in before where !catalogue.contains(index.keys) || index.collation != nil {
      switch pruning {
      case .none: #expect(after.contains(index), context)
      case .hide: #expect(after.contains { $0.name == index.name && $0.isHidden || $0.keys.isOfID }, context)
      case .drop: #expect(!after.contains(index) || index.keys.isOfID, context)
      }
    }
  }

  private static let options: [(String, BSONValue)] = [
    ("unique", true), ("sparse", true), ("partialFilterExpression", ["a": ["$gt": 1]]), ("collation", ["locale": "fr"]),
    ("expireAfterSeconds", 5000), ("hidden", true), ("prepareUnique", true),
  ]

  /// Puts indexes on the collection at random, some in the way of the catalogue's, some beside; gives those that the server took.
  private func scatter(_ chance: inout Chance) throws -> [ExistingIndex] {
    let catalogue = Self.collection.indexes.map { IndexKeys($0) }
    let others: [IndexKeys] = [
      .retention, IndexKeys(["a": 1]), IndexKeys(["b": -1, "a": 1]), IndexKeys(["c": "hashed"]),
    ]
    for _ in 0..<chance.below(14) {
      let keys = chance.below(4) > 0 ? catalogue[chance.below(catalogue.count)] : others[chance.below(others.count)]
      let named = chance.below(3) > 0 ? keys : catalogue[chance.below(catalogue.count)]
      var index: [(String, BSONValue)] = [("key", .document(keys.pattern)), ("name", .string(named.defaultName))]
      if chance.below(3) == 0 { index[1].1 = .string("other_\(chance.below(100))") }
      // Two at a time as well: a unique index that is hidden, a partial one that expires.
      var options = Self.options
      for _ in 0..<chance.below(3) { index.append(options.remove(at: chance.below(options.count))) }
      // What the server refuses is no state that it can be in.
      _ = try? fixture.command([
        "createIndexes": .string(Self.collection.name), "indexes": [.document(BSONDocument(index))],
      ])
    }
    return try fixture.connect().indexes(of: Self.collection.name, in: fixture.database)
  }
}

/// Chance that can be had again: splitmix64.
struct Chance {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(count))
  }
}
