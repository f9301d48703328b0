package import BSON
package import OnePwModel

/// The key pattern of an index, so written that two patterns which the server takes for the same are equal: `{a: 1.0}` is `{a: 1}`.
package struct IndexKeys: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case ascending
    case descending
    /// `text`, `hashed`, `2dsphere` and the like: never of this catalogue.
    case special(String)
  }

  package struct Part: Sendable, Hashable {
    package let field: String
    package let kind: Kind
  }

  package let parts: [Part]

  package init(_ definition: IndexDefinition) {
    parts = definition.keys.map { Part(field: $0.field, kind: $0.isDescending ? .descending : .ascending) }
  }

  /// As `listIndexes` gives it.
  package init(_ pattern: BSONDocument) {
    parts = pattern.map { field, direction in
      if let text = direction.stringValue { return Part(field: field, kind: .special(text)) }
      return Part(field: field, kind: (direction.doubleValue ?? 1) < 0 ? .descending : .ascending)
    }
  }

  /// What a retention needs: the server expires documents by a single-field index only.
  static let retention = IndexKeys(ascending: "timestamp")

  package init(ascending field: String) { parts = [Part(field: field, kind: .ascending)] }

  /// As the server wants it: `{actor_uuid: 1, timestamp: -1}`.
  package var pattern: BSONDocument { BSONDocument(parts.map { ($0.field, $0.kind.direction) }) }

  /// The name that the server's shells would give: `actor_uuid_1_timestamp_-1`.
  package var defaultName: String {
    parts.map { part in
      switch part.kind {
      case .ascending: "\(part.field)_1"
      case .descending: "\(part.field)_-1"
      case .special(let kind): "\(part.field)_\(kind)"
      }
    }.joined(separator: "_")
  }

  /// For people: `actor_uuid, timestamp ↓`.
  package var text: String {
    parts.map { part in
      switch part.kind {
      case .ascending: part.field
      case .descending: "\(part.field) ↓"
      case .special(let kind): "\(part.field) (\(kind))"
      }
    }.joined(separator: ", ")
  }

  /// The index that every collection has, which nothing here ever touches, whatever it is called.
  package var isOfID: Bool { self == IndexKeys(ascending: "_id") }
}

extension IndexKeys.Kind {
  var direction: BSONValue {
    switch self {
    case .ascending: 1
    case .descending: -1
    case .special(let kind): .string(kind)
    }
  }
}
