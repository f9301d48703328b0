package import BSON
internal import Mongo

/// An index and what the server knows of its worth.
package struct IndexUse: Sendable, Hashable {
  package let index: ExistingIndex
  package let bytes: Int
  /// Operations that used it since `since`, on the member that was asked.
  package let operations: Int
  /// When the counting began: the server's start, or the index's making.
  package let since: BSONDate?

  package init(index: ExistingIndex, bytes: Int, operations: Int, since: BSONDate?) {
    self.index = index
    self.bytes = bytes
    self.operations = operations
    self.since = since
  }

  /// All indexes of a collection.
  static func all(
    of state: CollectionState, in database: String, by client: borrowing MongoClient
  ) throws(MongoError) -> [IndexUse] {
    guard state.exists else { return [] }
    let operation = "measure the indexes of \(state.name)"
    let sizes = try client.aggregate(
      [["$collStats": ["storageStats": [:]]], ["$project": ["storageStats.indexSizes": 1]]], in: state.name,
      of: database, doing: operation)
    let uses = try client.aggregate([["$indexStats": [:]]], in: state.name, of: database, doing: operation)
    // A router answers once for each shard.
    return state.indexes.map { index in
      let own = uses.filter { $0["name"]?.stringValue == index.name }
      return IndexUse(
        index: index,
        bytes: sizes.reduce(0) {
          $0 + ($1.value(at: "storageStats.indexSizes")?.documentValue?[index.name]?.intValue ?? 0)
        },
        operations: own.reduce(0) { $0 + ($1.value(at: "accesses.ops")?.intValue ?? 0) },
        since: own.compactMap { $0.value(at: "accesses.since")?.dateValue }.max())
    }
  }
}
