extension BSONDocument {
  /// Whether the two say the same: equal fields in any order at every depth, numbers by value across their types.
  ///
  /// - Parameter ignored: Top-level fields that do not count, as they tell about the storing and not about the stored.
  public func hasSameContent(as other: BSONDocument, ignoring ignored: Set<String> = ["_id", "insert_time"]) -> Bool {
    if bytes == other.bytes { return true }
    return Self.areSame(filter { !ignored.contains($0.key) }, other.filter { !ignored.contains($0.key) })
  }

  private static func areSame(_ left: [Element], _ right: [Element]) -> Bool {
    guard left.count == right.count else { return false }
    // The order of fields rarely differs, so sorting waits until it does. Sorting is stable: double keys keep theirs.
    if zip(left, right).allSatisfy({ $0.key == $1.key }) {
      return zip(left, right).allSatisfy { areSame($0.value, $1.value) }
    }
    let left = left.sorted { $0.key < $1.key }
    let right = right.sorted { $0.key < $1.key }
    return zip(left, right).allSatisfy { $0.key == $1.key && areSame($0.value, $1.value) }
  }

  private static func areSame(_ left: BSONValue, _ right: BSONValue) -> Bool {
    switch (left, right) {
    case (.document(let left), .document(let right)): left.bytes == right.bytes || areSame(Array(left), Array(right))
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { areSame($0, $1) }
    case (.int32(let left), .int64(let right)): Int64(left) == right
    case (.int64(let left), .int32(let right)): left == Int64(right)
    case (.int32(let left), .double(let right)): Double(left) == right
    case (.double(let left), .int32(let right)): left == Double(right)
    case (.int64(let left), .double(let right)): Int64(exactly: right) == left
    case (.double(let left), .int64(let right)): Int64(exactly: left) == right
    default: left == right
    }
  }
}
