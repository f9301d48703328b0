import BSON
import Mongo
import OnePwModel
import Testing

@testable import Indexing

@Suite("A shard script")
struct ShardScriptTests {
  @Test("shards each event collection once, and is comments otherwise")
  func script() {
    let lines = ShardScript(for: "db", queries: OnePwModel.queries).text.split(separator: "\n")
    let code = lines.filter { !$0.hasPrefix("//") }
    #expect(code.count == 1 + 5 * OnePwModel.events.count)
    for collection in OnePwModel.events {
      #expect(code.contains("sh.shardCollection(\"db.\(collection.name)\", {_id: \"hashed\"})"))
    }
    #expect(lines.contains { $0.contains("named queries can go to one shard") })
  }

  @Test("makes the key's index first, as documents need it, and drops only a unique index on uuid that is there")
  func order() throws {
    let text = ShardScript(for: "db", queries: OnePwModel.queries).text
    for collection in OnePwModel.events {
      let handle = "db.getSiblingDB(\"db\").\(collection.name)"
      let expected = """
        \(handle).createIndex({_id: "hashed"})
        for (const index of \(handle).getIndexes()) {
          if (index.unique && Object.keys(index.key).join() === "uuid") \(handle).dropIndex(index.name)
        }
        sh.shardCollection("db.\(collection.name)", {_id: "hashed"})
        """
      #expect(text.contains(expected))
    }
  }
}

@Suite("A sharded collection")
struct ShardedCollectionTests {
  func state(_ key: BSONDocument, indexes: [BSONDocument] = []) -> DatabaseState {
    let collections = OnePwModel.collections.map { collection in
      let isSharded = collection.name == "audit_events"
      return CollectionState(
        name: collection.name, exists: true, indexes: isSharded ? indexes.map(ExistingIndex.init) : [],
        shardKey: isSharded ? IndexKeys(key) : nil)
    }
    return DatabaseState(database: "db", abilities: ServerAbilities(version: [6, 0]), collections: collections)
  }

  func unique(_ state: DatabaseState) -> [String: Set<String>] {
    var names: [String: Set<String>] = [:]
    for collection in DatabasePlan(from: state, to: Settings()).collections {
      let wanted = collection.indexes.steps.compactMap(\.wanted).filter(\.isUnique)
      names[collection.name] = Set(wanted.map(\.keys.defaultName))
    }
    return names
  }

  @Test("has no unique index that the server would refuse, and the line says why")
  func notUnique() throws {
    let names = unique(state(["_id": "hashed"]))
    #expect(names["audit_events"] == [])
    #expect(names["item_usages"] == ["uuid_1"] && names["users"] == ["uuid_1", "email_1"])
    let plan = DatabasePlan(from: state(["_id": "hashed"]), to: Settings())
    let step = try #require(plan.collections.flatMap(\.steps).first { $0.reason.contains("sharded") })
    #expect(step.reason.hasSuffix("Not unique: the collection is sharded by _id (hashed)."))
    #expect(unique(state(["uuid": 1]))["audit_events"] == ["uuid_1"])
    #expect(unique(state(["uuid": 1, "timestamp": 1]))["audit_events"] == [])
  }

  @Test("keeps the plain index that was made so, and takes it back")
  func settles() throws {
    let state = state(["_id": "hashed"], indexes: [["key": ["uuid": 1], "name": "uuid_1"]])
    let steps = DatabasePlan(from: state, to: Settings()).collections.first { $0.name == "audit_events" }?.indexes.steps
    #expect(steps?.first { $0.name == "uuid_1" }?.action == .keep)
    let undoing = DatabasePlan(undoing: state, with: Settings()).collections.first { $0.name == "audit_events" }
    #expect(undoing?.indexes.steps.map(\.action) == [.drop])
  }

  @Test("is known by the router's list, which may hold other databases and what is gone")
  func listed() {
    let entries: [BSONDocument] = [
      ["_id": "db.audit_events", "key": ["_id": "hashed"], "dropped": false],
      ["_id": "db.items", "key": ["uuid": 1], "dropped": true], ["_id": "other.users", "key": ["_id": 1]],
      ["_id": "db.users", "key": ["_id": 1], "unsplittable": true],
      ["_id": "config.system.sessions", "key": ["_id": 1]],
    ]
    #expect(MongoClient.shardKeys(from: entries, of: "db") == ["audit_events": ["_id": "hashed"]])
  }
}
