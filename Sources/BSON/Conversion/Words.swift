/// Eight bytes at a time.
///
/// SAFETY: whoever calls guarantees that the bytes may be read or written; the converters' buffers end in padding for it.
extension UnsafePointer<UInt8> {
  @inline(__always)
  var word: UInt64 { UInt64(littleEndian: UnsafeRawPointer(self).loadUnaligned(as: UInt64.self)) }

  @inline(__always)
  var halfWord: UInt32 { UInt32(littleEndian: UnsafeRawPointer(self).loadUnaligned(as: UInt32.self)) }
}

extension UnsafeMutablePointer<UInt8> {
  @inline(__always)
  func store(_ value: some FixedWidthInteger) {
    UnsafeMutableRawPointer(self).storeBytes(of: value.littleEndian, toByteOffset: 0, as: type(of: value))
  }
}

enum Words {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// A word whose bytes all are `byte`.
  @inline(__always)
  static func all(_ byte: UInt8) -> UInt64 { ones &* UInt64(byte) }

  /// Marks, in the high bit of each byte, what a JSON string cannot simply copy: quotation marks, backslashes, control
  /// characters and bytes beyond ASCII. Only the lowest mark is reliable: a borrow may set marks above a true one.
  @inline(__always)
  static func special(_ word: UInt64) -> UInt64 {
    // Flipping one bit puts the quotation mark (22) next to the control characters (00–1F) and nothing else there.
    let quotesAndControls = (word ^ all(0x02)) &- all(0x21)
    let backslashes = (word ^ all(0x5C)) &- ones
    return (quotesAndControls | backslashes | word) & highBits
  }
}
