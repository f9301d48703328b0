import BSON
import OnePwModel
import Testing

@testable import Indexing

@Suite("An index plan")
struct IndexPlanTests {
  let uuid = WantedIndex(IndexDefinition(["uuid"], unique: true, "A uuid is stored once."))
  let byTime = WantedIndex(IndexDefinition(["-timestamp"], "Newest first."))
  let retention = WantedIndex(
    keys: IndexKeys(ascending: "timestamp"), expiresAfterSeconds: 100, purpose: "Kept for 100 s.")

  static let versions = [[4, 4], [5, 0], [6, 0]]
  let old = ServerAbilities(version: [4, 4])
  let middle = ServerAbilities(version: [5, 0])
  let new = ServerAbilities(version: [6, 0])

  func existing(_ keys: BSONDocument, name: String = "x", _ options: BSONDocument = [:]) -> ExistingIndex {
    ExistingIndex(BSONDocument([("v", 2), ("key", .document(keys)), ("name", .string(name))] + Array(options)))
  }

  @Test("makes everything where there is nothing")
  func createsAll() {
    let plan = IndexPlan(from: [], to: [uuid, byTime], on: new)
    #expect(plan.steps == [.create(uuid, name: "uuid_1"), .create(byTime, name: "timestamp_-1")])
  }

  @Test("keeps an index of the right keys, whatever its name and however its numbers are written", arguments: versions)
  func keepsByKeys(version: [Int]) {
    let index = existing(["uuid": 1.0], name: "mine", ["unique": true])
    let plan = IndexPlan(from: [index], to: [uuid], on: ServerAbilities(version: version))
    #expect(plan.steps == [.keep(uuid, index)])
    #expect(plan.isEmpty)
  }

  @Test("never speaks of the index on _id", arguments: versions)
  func leavesID(version: [Int]) {
    let plan = IndexPlan(
      from: [existing(["_id": 1], name: "_id_"), existing(["_id": 1], name: "clustered", ["unique": true])], to: [],
      on: ServerAbilities(version: version), pruning: .drop)
    #expect(plan.steps.isEmpty)
  }

  @Test("leaves what is not of the catalogue alone, hides or drops it, as asked")
  func prunes() {
    let other = existing(["a": 1])
    let hidden = existing(["b": 1], name: "y", ["hidden": true])
    let steps = { (pruning: IndexPlan.Pruning) in
      IndexPlan(from: [other, hidden], to: [], on: new, pruning: pruning).steps
    }
    #expect(steps(.none) == [.foreign(other), .foreign(hidden)])
    #expect(steps(.hide) == [.hide(other), .foreign(hidden)])
    #expect(steps(.drop) == [.drop(other, .pruned), .drop(hidden, .pruned)])
    #expect(steps(.drop).allSatisfy { $0.needsConsent })
    #expect(!IndexStep.hide(other).needsConsent)
  }

  @Test("makes an index unique in place on 6.0, beside the old one on 5.0, in its stead on 4.4")
  func makesUnique() {
    let plain = existing(["uuid": 1], name: "uuid_1")
    #expect(IndexPlan(from: [plain], to: [uuid], on: new).steps == [.change(plain, [.makeUnique], to: uuid)])
    #expect(
      IndexPlan(from: [plain], to: [uuid], on: middle).steps
        == [.create(uuid, name: "uuid_1_2"), .drop(plain, .superseded(by: uuid))])
    #expect(IndexPlan(from: [plain], to: [uuid], on: old).steps == [.rebuild(plain, as: uuid, name: "uuid_1")])
  }

  @Test("takes a constraint back that the catalogue does not want, after its replacement is there")
  func takesUniqueBack() {
    let strict = existing(["timestamp": -1], ["unique": true])
    #expect(
      IndexPlan(from: [strict], to: [byTime], on: new).steps
        == [.create(byTime, name: "timestamp_-1"), .drop(strict, .superseded(by: byTime))])
    #expect(IndexPlan(from: [strict], to: [byTime], on: old).steps.map(\.action) == [.rebuild])
  }

  @Test("drops an index that refuses duplicates or removes documents with consent only, where its successor does not")
  func asksBeforeDropping() {
    let strict = existing(["timestamp": -1], ["unique": true])
    #expect(IndexPlan(from: [strict], to: [byTime], on: new).steps.map(\.needsConsent) == [false, true])
    let expiring = existing(["uuid": 1], ["expireAfterSeconds": 5])
    #expect(IndexPlan(from: [expiring], to: [uuid], on: middle).steps.map(\.needsConsent) == [false, true])
    let plain = existing(["uuid": 1])
    #expect(IndexPlan(from: [plain], to: [uuid], on: middle).steps.map(\.needsConsent) == [false, false])
  }

  @Test("finishes what an interrupted run left", arguments: versions)
  func finishes(version: [Int]) {
    let abilities = ServerAbilities(version: version)
    let prepared = existing(["uuid": 1], ["prepareUnique": true])
    #expect(IndexPlan(from: [prepared], to: [uuid], on: new).steps == [.change(prepared, [.makeUnique], to: uuid)])
    let stuck = existing(["timestamp": -1], ["prepareUnique": true])
    #expect(
      IndexPlan(from: [stuck], to: [byTime], on: abilities).steps == [.change(stuck, [.allowDuplicates], to: byTime)])
    let building = ExistingIndex([
      "spec": ["key": ["timestamp": -1], "name": "timestamp_-1"], "buildUUID": .binary(subtype: 4, []),
    ])
    #expect(IndexPlan(from: [building], to: [byTime], on: abilities).steps == [.await(byTime, building)])
    let (unique, plain) = (existing(["uuid": 1], ["unique": true]), existing(["uuid": 1], name: "y"))
    #expect(
      IndexPlan(from: [plain, unique], to: [uuid], on: abilities).steps
        == [.keep(uuid, unique), .drop(plain, .superseded(by: uuid))])
  }

  @Test("shows a hidden index again", arguments: versions)
  func unhides(version: [Int]) {
    let hidden = existing(["timestamp": -1], ["hidden": true])
    let plan = IndexPlan(from: [hidden], to: [byTime], on: ServerAbilities(version: version))
    #expect(plan.steps == [.change(hidden, [.unhide], to: byTime)])
  }

  @Test("stands beside a sparse or partial index where the server has room, and takes its place where it has none")
  func standsBeside() {
    for options: BSONDocument in [["sparse": true], ["partialFilterExpression": ["a": 1]]] {
      let other = existing(["uuid": 1], name: "uuid_1", options)
      #expect(
        IndexPlan(from: [other], to: [uuid], on: middle).steps == [.create(uuid, name: "uuid_1_2"), .foreign(other)])
      #expect(IndexPlan(from: [other], to: [uuid], on: old).steps == [.rebuild(other, as: uuid, name: "uuid_1")])
    }
  }

  @Test("stands beside an index that compares otherwise", arguments: versions)
  func standsBesideCollation(version: [Int]) {
    let french = existing(["uuid": 1], name: "uuid_1", ["collation": ["locale": "fr"]])
    let plan = IndexPlan(from: [french], to: [uuid], on: ServerAbilities(version: version))
    #expect(plan.steps == [.create(uuid, name: "uuid_1_2"), .foreign(french)])
  }

  @Test("bears whatever number an old server let an index expire by")
  func readsAnyExpiry() {
    let expiries = [Double.nan, .infinity, -1e300, 5.5].map { number in
      existing(["timestamp": 1], ["expireAfterSeconds": .double(number)])
    }
    #expect(expiries.map(\.expiresAfterSeconds) == [0, .max, .min, 5])
    // What newer servers take for never may not become 100 s without being counted.
    let steps = IndexPlan(from: [expiries[0]], to: [retention], on: new).steps
    #expect(steps == [.change(expiries[0], [.expire(afterSeconds: 100)], to: retention)])
    #expect(steps.map(\.shortensRetentionTo) == [100])
  }

  @Test("changes how long documents are kept in place where the server can")
  func expires() {
    let expiring = existing(["timestamp": 1], ["expireAfterSeconds": 5.0])
    let plain = existing(["timestamp": 1], name: "timestamp_1")
    for abilities in [old, middle, new] {
      #expect(
        IndexPlan(from: [expiring], to: [retention], on: abilities).steps
          == [.change(expiring, [.expire(afterSeconds: 100)], to: retention)])
      #expect(IndexPlan(from: [expiring], to: [], on: abilities).steps == [.foreign(expiring)])
      #expect(
        IndexPlan(from: [expiring], to: [], on: abilities, dropsExpiry: true).steps
          == [.drop(expiring, .retentionOff)])
      #expect(IndexPlan(from: [plain], to: [], on: abilities, dropsExpiry: true).steps == [.foreign(plain)])
    }
    #expect(
      IndexPlan(from: [plain], to: [retention], on: new).steps
        == [.change(plain, [.expire(afterSeconds: 100)], to: retention)])
    #expect(
      IndexPlan(from: [plain], to: [retention], on: middle).steps
        == [.rebuild(plain, as: retention, name: "timestamp_1")])
  }
}
