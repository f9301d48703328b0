/// What is known of one path of keys, all collections together: bit n of a mask speaks of collection n.
struct FieldNode {
  /// Collections in which this path is a date, or a double.
  var dates: UInt64 = 0
  var doubles: UInt64 = 0
  /// Collections that drop what a line brings here.
  var stamped: UInt64 = 0
  /// The bit of a key that rows of `CompiledFields.routes` ask for.
  var identifies: UInt64 = 0
  /// Where the position of the value is noted; 0 for nowhere.
  var slot: UInt8 = 0
  /// Bits of `Page`.
  var page: UInt8 = 0

  enum Page {
    static let items: UInt8 = 1
    static let marker: UInt8 = 2
    /// A second array of items: no page, whatever it is.
    static let twice: UInt8 = 4
  }

  /// A node's index and, above it, what has to be known of it at once, without looking at the node.
  typealias Reference = UInt32

  static let isDate: Reference = 1 << 16
  static let isDouble: Reference = 1 << 17
  /// Its key means something, whatever the value.
  static let isNoted: Reference = 1 << 18
  /// Its value has to be looked at when it is whole.
  static let isJudged: Reference = 1 << 19
  static let hasChildren: Reference = 1 << 20

  /// Every path that nobody asked about.
  static let unknown: Reference = 0
  static let root: Reference = 1 | hasChildren

  @inline(__always)
  static func index(_ reference: Reference) -> Int { Int(reference & 0xFFFF) }

  func reference(index: Int, hasChildren: Bool) -> Reference {
    var reference = Reference(UInt16(index))
    if dates != 0 { reference |= Self.isDate | Self.isJudged }
    if doubles != 0 { reference |= Self.isDouble }
    if stamped != 0 { reference |= Self.isJudged }
    if identifies != 0 || slot != 0 || page != 0 { reference |= Self.isNoted }
    if hasChildren { reference |= Self.hasChildren }
    return reference
  }
}
