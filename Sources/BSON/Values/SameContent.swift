/// Whether two documents say the same: equal fields in any order at every depth, arrays in theirs, numbers by value
/// whatever their type (a decimal128 equals only itself), everything else by type and bytes.
public struct SameContent: Sendable {
  private let ignored: [[UInt8]]

  /// - Parameter fields: top-level fields that do not count, such as `_id`.
  public init(ignoring fields: [String] = []) { ignored = fields.map { Array($0.utf8) } }

  public func holds(between left: BSONDocument, and right: BSONDocument) -> Bool {
    left.bytes.withUnsafeBytes { left in right.bytes.withUnsafeBytes { holds(between: left, and: $0) } }
  }

  /// For documents where they lie; each buffer is one whole document.
  public func holds(between left: UnsafeRawBufferPointer, and right: UnsafeRawBufferPointer) -> Bool {
    Self.areSame(left, right, ignoring: ignored, depth: 0)
  }

  /// Deeper than any document that the server takes; such documents are compared by their bytes.
  private static let greatestDepth = 200

  private static func areSame(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, ignoring ignored: [[UInt8]], depth: Int
  ) -> Bool {
    if left.count == right.count, left.elementsEqual(right) { return true }
    if depth > greatestDepth { return false }
    // Fields nearly always come in the same order: walk both, and sort only where they part.
    var (one, other) = (BSONElements(left), BSONElements(right))
    while true {
      let (field, twin) = (nextCounted(&one, ignored), nextCounted(&other, ignored))
      guard let field, let twin else { return field == nil && twin == nil }
      if !field.key.elementsEqual(twin.key) { return areSameSorted(left, right, ignoring: ignored, depth: depth) }
      if !areSame(field, twin, depth: depth) { return false }
    }
  }

  private static func nextCounted(_ elements: inout BSONElements, _ ignored: [[UInt8]]) -> BSONElements.Element? {
    while let element = elements.next() {
      if !ignored.contains(where: { element.key.elementsEqual($0) }) { return element }
    }
    return nil
  }

  private static func areSameSorted(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, ignoring ignored: [[UInt8]], depth: Int
  ) -> Bool {
    let (one, other) = (sorted(left, ignored), sorted(right, ignored))
    guard one.count == other.count else { return false }
    return zip(one, other).allSatisfy { $0.key.elementsEqual($1.key) && areSame($0, $1, depth: depth) }
  }

  /// By key; fields of one key stay in their order.
  private static func sorted(_ document: UnsafeRawBufferPointer, _ ignored: [[UInt8]]) -> [BSONElements.Element] {
    let counted = BSONElements(document).filter { element in !ignored.contains { element.key.elementsEqual($0) } }
    return counted.enumerated().sorted { left, right in
      if left.element.key.elementsEqual(right.element.key) { return left.offset < right.offset }
      return left.element.key.lexicographicallyPrecedes(right.element.key)
    }.map(\.element)
  }

  private static func areSame(_ left: BSONElements.Element, _ right: BSONElements.Element, depth: Int) -> Bool {
    switch (left.type, right.type) {
    case (BSONType.document, BSONType.document), (BSONType.array, BSONType.array):
      return areSame(left.value, right.value, ignoring: [], depth: depth + 1)
    case (BSONType.double, BSONType.double) where double(left).isNaN: return double(right).isNaN
    case (let one, let other) where isNumber(one) && isNumber(other): return areSameNumber(left, right)
    default: return left.type == right.type && left.value.elementsEqual(right.value)
    }
  }

  private static func isNumber(_ type: UInt8) -> Bool {
    type == BSONType.int32 || type == BSONType.int64 || type == BSONType.double
  }

  private static func areSameNumber(_ left: BSONElements.Element, _ right: BSONElements.Element) -> Bool {
    switch (integer(left), integer(right)) {
    case (let one?, let other?): one == other
    case (nil, nil): double(left) == double(right)
    // Exact: a double equals an integer only if it is that integer.
    case (let one?, nil): double(right).wholeNumber == one
    case (nil, let other?): double(left).wholeNumber == other
    }
  }

  private static func integer(_ element: BSONElements.Element) -> Int? {
    switch element.type {
    case BSONType.int32: Int(Int32(littleEndian: element.value.loadUnaligned(as: Int32.self)))
    case BSONType.int64: Int(Int64(littleEndian: element.value.loadUnaligned(as: Int64.self)))
    default: nil
    }
  }

  private static func double(_ element: BSONElements.Element) -> Double {
    Double(bitPattern: UInt64(littleEndian: element.value.loadUnaligned(as: UInt64.self)))
  }
}
