import BSON
import OnePwModel
import Testing

@testable import Indexing

@Suite("A large collection's plan")
struct HalvesTests {
  func plan(documents: Int, version: [Int] = [6, 0], indexes: [ExistingIndex] = []) throws -> DatabasePlan.Collection {
    let state = DatabaseState(
      database: "db", abilities: ServerAbilities(version: version),
      collections: [CollectionState(name: "audit_events", exists: true, indexes: indexes)])
    var plan = try #require(DatabasePlan(from: state, to: Settings()).collections.first)
    plan.documents = documents
    return plan
  }

  @Test("is performed as two halves that hold every step once")
  func halves() throws {
    let whole = try plan(documents: 1_000_000)
    let halves = whole.halves
    #expect(halves.count == 2)
    #expect(Set(halves.flatMap(\.steps)) == Set(whole.steps))
    #expect(halves.map(\.steps.count).reduce(0, +) == whole.steps.count)
    #expect(abs(halves[0].indexes.steps.count - halves[1].indexes.steps.count) <= 1)
  }

  @Test("keeps a drop with the index that has to be made before it")
  func keepsTogether() throws {
    let plain = ExistingIndex(["key": ["uuid": 1], "name": "uuid_1"])
    let whole = try plan(documents: 1_000_000, version: [5, 0], indexes: [plain])
    let half = try #require(whole.halves.first { $0.indexes.steps.contains { $0.action == .drop } })
    #expect(half.indexes.steps.contains { $0.action == .create && $0.keys == plain.keys })
  }

  @Test("is one as long as it is small")
  func small() throws {
    #expect(try plan(documents: 10_000).halves.count == 1)
  }
}
