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
      [["$collStats": ["storageStats": [:]]]], in: state.name, of: database, doing: operation
    ).first?.value(at: "storageStats.indexSizes")?.documentValue
    let uses = try client.aggregate([["$indexStats": [:]]], in: state.name, of: database, doing: operation)
    return state.indexes.map { index in
      let use = uses.first { $0["name"]?.stringValue == index.name }
      return IndexUse(
        index: index, bytes: sizes?[index.name]?.intValue ?? 0,
        operations: use?.value(at: "accesses.ops")?.intValue ?? 0,
        since: use?.value(at: "accesses.since")?.dateValue)
    }
  }
}
