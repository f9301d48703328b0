/// A collection of the database: what its documents hold, how one is recognised and identified, and which indexes it has.
public struct CollectionDefinition: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    /// Documents that may change: the newest wins.
    case directory
    /// Immutable records: the first wins.
    case events
  }

  public let name: String
  public let kind: Kind
  public let summary: String
  /// Documents in opgen's full set; nil where the number follows from others (sessions) or from the gazetteer (locations).
  public let volume: Int?
  /// A document belongs here when all keys of any row are present at its top level.
  public let identifyingKeys: [[String]]
  /// The fields that make a document itself, hashed into its `_id`.
  public let identity: [String]
  /// The date that leads a derived `_id`, so that ids ascend as events do and the server's `_id` index stays compact.
  public let leadingDate: String?
  public let fields: [Field]
  public let indexes: [IndexDefinition]

  init(
    _ name: String, _ kind: Kind, _ summary: String, volume: Int? = nil, identifiedBy identifyingKeys: [[String]],
    identity: [String] = ["uuid"], leadingDate: String? = nil, fields: [Field], indexes: [IndexDefinition]
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.volume = volume
    self.identifyingKeys = identifyingKeys
    self.identity = identity
    self.leadingDate = leadingDate
    self.fields = fields
    self.indexes = indexes
  }

  /// Every field, nested ones included, as (dotted path, field), in declaration order.
  public var paths: [(path: String, field: Field)] { fields.flatMap { $0.paths() } }
  public var datePaths: [String] { paths.filter { $0.field.type == .date }.map(\.path) }
  public var doublePaths: [String] { paths.filter { $0.field.type == .double }.map(\.path) }
}
