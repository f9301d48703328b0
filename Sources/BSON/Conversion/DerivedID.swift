/// The `_id` that a document's own identity gives it, so that loading it twice meets itself. A persisted contract.
///
/// The hashed text is the collection's name and then, each after a zero byte, the values of its identity fields. With a
/// leading time, an id is its seconds since 1970 as four bytes big-endian (so that ids ascend with time) and XXH64 of the
/// text, seed 0, as eight; without one, XXH64 with seed 0 as eight bytes and the upper four of XXH64 with seed 1.
enum DerivedID {
  static func make(of text: UnsafeRawBufferPointer, time: BSONDate?) -> BSONObjectID {
    let hash = XXHash64.hash(text)
    guard let time else {
      return BSONObjectID(high: hash, low: UInt32(truncatingIfNeeded: XXHash64.hash(text, seed: 1) >> 32))
    }
    return BSONObjectID(
      high: UInt64(time.wholeSeconds) << 32 | hash >> 32, low: UInt32(truncatingIfNeeded: hash))
  }
}

extension BSONDate {
  /// Whole seconds since 1970, modulo 2^32: what leads an ObjectId.
  fileprivate var wholeSeconds: UInt32 {
    let seconds = milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0)
    return UInt32(truncatingIfNeeded: seconds)
  }
}

extension FieldTable {
  /// The `_id` that the converter gives a document of that collection when the line brings none; nil when its identity
  /// is missing.
  public func derivedID(of document: BSONDocument, in collection: Int) -> BSONObjectID? {
    let facts = collections[collection]
    var text = Array(facts.name.utf8)
    for field in facts.identity {
      let value = document[field]?.stringValue ?? ""
      if facts.identity.count == 1, value.isEmpty { return nil }
      text.append(0)
      text.append(contentsOf: value.utf8)
    }
    let time = facts.leadingTime.map { document[$0]?.dateValue ?? BSONDate(milliseconds: 0) }
    return text.withUnsafeBytes { DerivedID.make(of: $0, time: time) }
  }
}
