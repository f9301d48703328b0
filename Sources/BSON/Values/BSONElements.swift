/// The elements of a document in memory that somebody else owns, as slices of it. Lengths are checked, so any bytes may
/// be given; walking ends at the first element that does not fit.
struct BSONElements: Sequence, IteratorProtocol {
  struct Element {
    let type: UInt8
    let key: UnsafeRawBufferPointer
    let value: UnsafeRawBufferPointer
  }

  private let bytes: UnsafeRawBufferPointer
  private var offset = 4

  init(_ document: UnsafeRawBufferPointer) { bytes = document }

  mutating func next() -> Element? {
    guard offset < bytes.count, bytes[offset] != 0, let keyEnd = zero(from: offset + 1) else { return nil }
    let type = bytes[offset]
    let start = keyEnd + 1
    guard let size = size(of: type, at: start), size >= 0, size <= bytes.count - start else { return nil }
    let key = offset + 1..<keyEnd
    offset = start + size
    return Element(
      type: type, key: UnsafeRawBufferPointer(rebasing: bytes[key]),
      value: UnsafeRawBufferPointer(rebasing: bytes[start..<offset]))
  }

  private func zero(from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == 0 { return index }
      index += 1
    }
    return nil
  }

  private func size(of type: UInt8, at start: Int) -> Int? {
    switch type {
    case BSONType.undefined, BSONType.null, BSONType.minKey, BSONType.maxKey: return 0
    case BSONType.bool: return 1
    case BSONType.int32: return 4
    case BSONType.double, BSONType.date, BSONType.timestamp, BSONType.int64: return 8
    case BSONType.objectID: return 12
    case BSONType.decimal128: return 16
    case BSONType.regularExpression:
      return zero(from: start).flatMap { zero(from: $0 + 1) }.map { $0 + 1 - start }
    default: break
    }
    guard bytes.count - start >= 4 else { return nil }
    let length = Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: Int32.self)))
    switch type {
    case BSONType.document, BSONType.array, BSONType.javascriptWithScope: return length >= 5 ? length : nil
    case BSONType.string, BSONType.javascript, BSONType.symbol: return length >= 1 ? 4 + length : nil
    case BSONType.binary: return length >= 0 ? 5 + length : nil
    case BSONType.databasePointer: return length >= 1 ? 16 + length : nil
    default: return nil
    }
  }
}
