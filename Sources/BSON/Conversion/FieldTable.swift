/// What a converter has to know of the collections that lines may belong to: which fields are dates, how a line's own
/// shape says where it goes, what its `_id` is made of. Made once, shared by all threads.
public struct FieldTable: Sendable {
  /// One collection's facts. Paths are dotted and see through arrays: `permissions.granted_at` names that field of
  /// every element of `permissions`.
  public struct Collection: Sendable {
    public let name: String
    /// Fields whose strings are RFC 3339 and become BSON dates; anything but a date or null there is refused.
    public let dates: [String]
    /// Fields whose integers become doubles.
    public let doubles: [String]
    /// Any one of these sets of top-level keys, all present, marks a line as this collection's.
    public let identifyingKeys: [[String]]
    /// Top-level fields that name a document for good, in the order in which they are hashed into `_id`. A single one
    /// must be a non-empty string; of several, a missing one counts as empty.
    public let identity: [String]
    /// The top-level date whose seconds lead `_id`, if ids ascend with time. Missing or null counts as zero.
    public let leadingTime: String?
    /// The top-level date that is appended, to be stamped at every send; one that a line brings is dropped.
    public let stamp: String?

    public init(
      name: String, dates: [String] = [], doubles: [String] = [], identifyingKeys: [[String]] = [],
      identity: [String] = [], leadingTime: String? = nil, stamp: String? = nil
    ) {
      self.name = name
      self.dates = dates
      self.doubles = doubles
      self.identifyingKeys = identifyingKeys
      self.identity = identity
      self.leadingTime = leadingTime
      self.stamp = stamp
    }
  }

  /// The keys that make a line stand for its items: `items` holds an array and one of `markers` is present.
  public struct PageKeys: Sendable {
    public let items: String
    public let markers: [String]

    public init(items: String, markers: [String]) {
      self.items = items
      self.markers = markers
    }
  }

  /// In the order in which lines are matched against them: the first that fits wins.
  public let collections: [Collection]
  let compiled: CompiledFields

  /// - Precondition: at most 64 collections, 64 identifying keys, 30 fields of identity and leading time, one name of
  ///   stamp.
  public init(_ collections: [Collection], pages: PageKeys? = nil) {
    self.collections = collections
    compiled = CompiledFields(collections, pages: pages)
  }

  public func index(of name: String) -> Int? { collections.firstIndex { $0.name == name } }
}
