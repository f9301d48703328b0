/// One element as positions in its document's bytes: nothing is decoded until asked for.
struct BSONElement {
  let type: UInt8
  /// Without its terminating zero.
  let key: Range<Int>
  let value: Range<Int>
}

/// Walks the elements of one document that is known to be valid. Array subscripts are checked, so bytes that are no
/// document end the process and never read beyond it.
struct BSONScanner {
  private var next: Int

  init(of document: [UInt8], at start: Int = 0) { next = start + 4 }

  mutating func next(in bytes: [UInt8]) -> BSONElement? {
    let type = bytes[next]
    if type == 0 { return nil }
    let keyEnd = bytes.endOfCString(at: next + 1)
    let key = next + 1..<keyEnd
    let value = keyEnd + 1..<keyEnd + 1 + bytes.bsonSize(of: type, at: keyEnd + 1)
    next = value.upperBound
    return BSONElement(type: type, key: key, value: value)
  }
}

extension [UInt8] {
  func endOfCString(at start: Int) -> Int {
    var end = start
    while self[end] != 0 { end += 1 }
    return end
  }

  func little<Integer: FixedWidthInteger>(_: Integer.Type, at offset: Int) -> Integer {
    precondition(offset >= 0 && offset + MemoryLayout<Integer>.size <= count, "not BSON")
    // SAFETY: the range was checked above.
    return withUnsafeBytes { Integer(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Integer.self)) }
  }

  /// How many bytes the value of this type at `offset` takes, by its own length.
  func bsonSize(of type: UInt8, at offset: Int) -> Int {
    switch type {
    case BSONType.undefined, BSONType.null, BSONType.minKey, BSONType.maxKey: return 0
    case BSONType.bool: return 1
    case BSONType.int32: return 4
    case BSONType.double, BSONType.date, BSONType.timestamp, BSONType.int64: return 8
    case BSONType.objectID: return 12
    case BSONType.decimal128: return 16
    case BSONType.document, BSONType.array, BSONType.javascriptWithScope:
      return Int(little(UInt32.self, at: offset))
    case BSONType.string, BSONType.javascript, BSONType.symbol: return 4 + Int(little(UInt32.self, at: offset))
    case BSONType.binary: return 5 + Int(little(UInt32.self, at: offset))
    case BSONType.databasePointer: return 16 + Int(little(UInt32.self, at: offset))
    case BSONType.regularExpression: return endOfCString(at: endOfCString(at: offset) + 1) + 1 - offset
    default: preconditionFailure("not BSON: element type \(type)")
    }
  }
}
