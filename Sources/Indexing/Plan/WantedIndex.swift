internal import BSON
package import OnePwModel

/// An index that a collection should have: one of the catalogue, or the one that a retention needs.
package struct WantedIndex: Sendable, Hashable {
  package let keys: IndexKeys
  package let isUnique: Bool
  /// Documents go when the date under the one key is this many seconds old; nil keeps them.
  package let expiresAfterSeconds: Int?
  /// Why it is there.
  package let purpose: String

  package init(keys: IndexKeys, isUnique: Bool = false, expiresAfterSeconds: Int? = nil, purpose: String) {
    self.keys = keys
    self.isUnique = isUnique
    self.expiresAfterSeconds = expiresAfterSeconds
    self.purpose = purpose
  }

  /// - Parameter shardKey: What the collection is sharded by; nil where it is not.
  package init(_ definition: IndexDefinition, shardKey: IndexKeys? = nil) {
    let isUnique = definition.isUnique(shardKey: shardKey?.pattern)
    var purpose = definition.purpose
    if let shardKey, isUnique != definition.isUnique {
      purpose += " Not unique: the collection is sharded by \(shardKey.text)."
    }
    self.init(keys: IndexKeys(definition), isUnique: isUnique, purpose: purpose)
  }

  /// Text compared by its bytes; `listIndexes` leaves it out.
  static let bytewise: BSONValue = ["locale": "simple"]

  /// For `createIndexes`.
  func specification(named name: String) -> BSONDocument {
    var elements: [(String, BSONValue)] = [
      ("key", .document(keys.pattern)), ("name", .string(name)),
      // Without a word it would have the collation that its collection may have been made with.
      ("collation", Self.bytewise),
    ]
    if isUnique { elements.append(("unique", true)) }
    if let expiresAfterSeconds { elements.append(("expireAfterSeconds", BSONValue(expiresAfterSeconds))) }
    return BSONDocument(elements)
  }
}
