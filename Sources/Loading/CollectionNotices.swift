internal import BSON
internal import Mongo
internal import OnePwModel
internal import Synchronization

/// What is said once about a collection that documents go to: no unique index on `uuid` although it is not empty; many
/// secondary indexes under a large first load.
package final class CollectionNotices: Sendable {
  /// From here on a first load is large: the indexes cost more than a second.
  private static let largeLoad = 200_000

  private struct State {
    /// Whether each collection held documents when the first ones went there.
    var wasFilled: [String: Bool] = [:]
    /// Collections that were empty and indexed, with what has been inserted since.
    var loading: [String: Int] = [:]
  }

  private let state = Mutex(State())
  private let say: @Sendable (String) -> Void

  package init(say: @escaping @Sendable (String) -> Void) { self.say = say }

  /// Looks at a collection the first time that documents go there; tells whether it held any then.
  func look(at collection: CollectionDefinition, of database: String, _ client: borrowing MongoClient) -> Bool {
    // The lock is held while the server answers: no worker goes on before what it sends to is known.
    state.withLock { state in
      if let wasFilled = state.wasFilled[collection.name] { return wasFilled }
      let count = inspect(collection, database, client)
      state.wasFilled[collection.name] = count.documents > 0
      if count.documents == 0 && count.indexes > 2 { state.loading[collection.name] = 0 }
      return count.documents > 0
    }
  }

  private func inspect(
    _ collection: CollectionDefinition, _ database: String, _ client: borrowing MongoClient
  ) -> (documents: Int, indexes: Int) {
    do throws(MongoError) {
      let count = try client.run(["count": .string(collection.name)], in: database, as: .read, doing: "count")["n"]?
        .intValue
      let indexes = try client.indexes(of: collection.name, in: database)
      let unique = collection.identity.map { ($0, BSONValue.int32(1)) }
      let hasUnique = indexes.contains {
        $0["unique"]?.boolValue == true && $0["key"]?.documentValue?.keys == unique.map(\.0)
      }
      if count ?? 0 > 0 && !hasUnique {
        say(
          "\(collection.name) has no unique index on \(collection.identity.joined(separator: ", ")), so the same one with "
            + "another time would go unnoticed; run opidx")
      }
      return (count ?? 0, indexes.count)
    } catch {
      say("cannot look at the indexes of \(collection.name) (\(error.cause)); going on without")
      return (0, 0)
    }
  }

  /// Counts documents into a collection that was empty; tells once when the load turns out to be a large one.
  func inserted(_ count: Int, into collection: String) {
    let isLarge = state.withLock { state in
      guard let before = state.loading[collection] else { return false }
      let now = before + count
      state.loading[collection] = now >= Self.largeLoad ? nil : now
      return now >= Self.largeLoad
    }
    if isLarge {
      say(
        "a large first load into \(collection), which has its indexes already: loading first and running opidx then is far cheaper"
      )
    }
  }
}

extension MongoClient {
  /// The indexes of a collection; none when it does not exist.
  fileprivate func indexes(of collection: String, in database: String) throws(MongoError) -> [BSONDocument] {
    do throws(MongoError) {
      return try list(["listIndexes": .string(collection)], in: database, doing: "list indexes")
    } catch {
      if error.code == 26 { return [] }
      throw error
    }
  }
}
