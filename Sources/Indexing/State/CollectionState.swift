package import BSON

/// What a collection is before anything is done to it.
package struct CollectionState: Sendable, Hashable {
  package let name: String
  package let exists: Bool
  package let indexes: [ExistingIndex]
  /// The options of its creation, `validator` among them.
  package let options: BSONDocument
  /// nil where it is not sharded.
  let shardKey: IndexKeys?

  package init(
    name: String, exists: Bool, indexes: [ExistingIndex], options: BSONDocument = [:], shardKey: IndexKeys? = nil
  ) {
    self.name = name
    self.exists = exists
    self.indexes = indexes
    self.options = options
    self.shardKey = shardKey
  }
}
