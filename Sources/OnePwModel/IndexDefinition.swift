package import BSON

/// An index that the catalogue wants.
public struct IndexDefinition: Sendable, Hashable {
  public struct Key: Sendable, Hashable {
    public let field: String
    public let isDescending: Bool
    /// 1 or -1, as the server writes it.
    public var direction: Int32 { isDescending ? -1 : 1 }
  }

  public let keys: [Key]
  public let isUnique: Bool
  /// Why it is there: a constraint, a retention, or the kind of question it answers.
  public let purpose: String

  /// Fields in order, a leading `-` for descending: `["actor_uuid", "-timestamp"]`.
  public init(_ fields: [String], unique: Bool = false, _ purpose: String) {
    keys = fields.map { field in
      field.hasPrefix("-")
        ? Key(field: String(field.dropFirst()), isDescending: true) : Key(field: field, isDescending: false)
    }
    isUnique = unique
    self.purpose = purpose
  }

  /// The name that the server's shells would give it: `actor_uuid_1_timestamp_-1`.
  public var name: String { keys.map { "\($0.field)_\($0.direction)" }.joined(separator: "_") }

  /// Whether the server can see to it that it is unique: on a sharded collection only an index that begins with the shard key may be.
  ///
  /// - Parameter shardKey: As in `{_id: "hashed"}`; nil where the collection is not sharded.
  package func isUnique(shardKey: BSONDocument?) -> Bool {
    guard let shardKey, isUnique else { return isUnique }
    return shardKey.keys.count <= keys.count
      && zip(shardKey, keys).allSatisfy { part, key in
        part.key == key.field && part.value.doubleValue.map { $0 < 0 } == key.isDescending
      }
  }
}
