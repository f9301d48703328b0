package import BSON
package import OnePwModel

/// The indexes of one collection against those that the catalogue wants, recognised by their keys whatever their names.
package struct IndexComparison: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    package let state: CatalogueState
    /// nil where it is missing.
    package let index: IndexDescription?
    /// nil where the catalogue does not name it.
    package let definition: IndexDefinition?
    /// Another index of the collection does all that this one does.
    package let isRedundant: Bool

    package var name: String { index?.name ?? definition?.name ?? "" }
  }

  /// The catalogue's in its order, then the others in the server's.
  package let entries: [Entry]

  /// - Parameters:
  ///   - retention: Seconds after which opidx was told to let the collection's events expire.
  ///   - shardKey: What the collection is sharded by; nil where it is not.
  package init(
    of existing: [IndexDescription], with wanted: CollectionDefinition?, retention: Int? = nil,
    shardKey: BSONDocument? = nil
  ) {
    let definitions = (wanted?.indexes ?? []) + (retention == nil ? [] : [.retention])
    var claimed: Set<String> = []
    var entries: [Entry] = definitions.map { definition in
      // There may be several of the same keys, a partial one beside the right one.
      let candidates = existing.filter { $0.pattern == definition.pattern }
      let right = candidates.first { definition.isMet(by: $0, retention: retention, shardKey: shardKey) }
      guard let index = right ?? candidates.first else {
        return Entry(state: .missing, index: nil, definition: definition, isRedundant: false)
      }
      claimed.insert(index.name)
      return Entry(
        state: right == nil ? .changed : .wanted, index: index, definition: definition,
        isRedundant: index.isRedundant(among: existing))
    }
    for index in existing where !claimed.contains(index.name) {
      entries.append(
        Entry(
          state: index.isPrimaryKey ? .wanted : .foreign, index: index, definition: nil,
          isRedundant: index.isRedundant(among: existing)))
    }
    self.entries = entries
  }
}

extension IndexDefinition {
  /// opidx keeps a retention by an index of its own, because no compound index can expire anything.
  static let retention = IndexDefinition(["timestamp"], "Lets events expire.")

  var pattern: [KeyPart] { keys.map { KeyPart(field: $0.field, direction: Int($0.direction)) } }

  fileprivate func isMet(by index: IndexDescription, retention: Int?, shardKey: BSONDocument?) -> Bool {
    index.isUnique == isUnique(shardKey: shardKey) && !index.isSparse && !index.isPartial && !index.hasCollation
      && (self != .retention || index.expireAfter == retention)
  }
}

extension IndexDescription {
  /// Whether the leading keys of a longer index are these, in the same order or all reversed: the server reads an index
  /// from either end. An index that constrains, expires or leaves documents out has work of its own.
  func isRedundant(among others: [IndexDescription]) -> Bool {
    guard !isPrimaryKey, isComplete, !isUnique, expireAfter == nil else { return false }
    let mine = pattern
    guard mine.allSatisfy({ $0.direction != nil }) else { return false }
    return others.contains { other in
      guard other.name != name, other.isComplete else { return false }
      let theirs = other.pattern
      guard theirs.count > mine.count else { return false }
      return theirs.starts(with: mine) || theirs.starts(with: mine.map(\.reversed))
    }
  }
}
