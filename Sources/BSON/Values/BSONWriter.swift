/// Appends elements to a growing document; the length is patched at the end.
///
/// For documents built element by element, one buffer and no values between:
/// ```swift
/// var writer = BSONWriter()
/// writer.append("insert", .string("users"))
/// let command = BSONDocument(unchecked: writer.finish())
/// ```
public struct BSONWriter: Sendable {
  private(set) var bytes: [UInt8]

  public init(capacity: Int = 64) {
    bytes = []
    bytes.reserveCapacity(capacity)
    bytes.append(contentsOf: [0, 0, 0, 0])
  }

  /// - Parameter key: holds no NUL, which would end it early; checked.
  public mutating func append(_ key: String, _ value: BSONValue) {
    bytes.append(value.typeByte)
    appendCString(key)
    append(value)
  }

  public consuming func finish() -> [UInt8] {
    bytes.append(0)
    patchLength(at: 0)
    return bytes
  }

  private mutating func append(_ value: BSONValue) {
    switch value {
    case .double(let value): append(value.bitPattern)
    case .string(let value), .javascript(let value), .symbol(let value): appendString(value)
    case .document(let value): bytes.append(contentsOf: value.bytes)
    case .array(let values):
      let start = bytes.count
      append(UInt32(0))
      for (index, value) in values.enumerated() { append(String(index), value) }
      bytes.append(0)
      patchLength(at: start)
    case .binary(let subtype, let value):
      // Subtype 2 carries its length twice.
      append(UInt32(subtype == 2 ? value.count + 4 : value.count))
      bytes.append(subtype)
      if subtype == 2 { append(UInt32(value.count)) }
      bytes.append(contentsOf: value)
    case .undefined, .null, .minKey, .maxKey: break
    case .objectID(let value): bytes.append(contentsOf: value.bytes)
    case .bool(let value): bytes.append(value ? 1 : 0)
    case .date(let value): append(value.milliseconds)
    case .regularExpression(let pattern, let options):
      appendCString(pattern)
      appendCString(options)
    case .databasePointer(let collection, let id):
      appendString(collection)
      bytes.append(contentsOf: id.bytes)
    case .javascriptWithScope(let code, let scope):
      let start = bytes.count
      append(UInt32(0))
      appendString(code)
      bytes.append(contentsOf: scope.bytes)
      patchLength(at: start)
    case .int32(let value): append(value)
    case .timestamp(let value): append(value)
    case .int64(let value): append(value)
    case .decimal128(let high, let low):
      append(low)
      append(high)
    }
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func appendString(_ text: String) {
    append(UInt32(text.utf8.count + 1))
    bytes.append(contentsOf: text.utf8)
    bytes.append(0)
  }

  private mutating func appendCString(_ text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    precondition(!bytes[start...].contains(0), "a key or pattern holds a NUL")
    bytes.append(0)
  }

  private mutating func patchLength(at start: Int) {
    let length = UInt32(bytes.count - start)
    for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
  }
}

extension BSONValue {
  var typeByte: UInt8 {
    switch self {
    case .double: BSONType.double
    case .string: BSONType.string
    case .document: BSONType.document
    case .array: BSONType.array
    case .binary: BSONType.binary
    case .undefined: BSONType.undefined
    case .objectID: BSONType.objectID
    case .bool: BSONType.bool
    case .date: BSONType.date
    case .null: BSONType.null
    case .regularExpression: BSONType.regularExpression
    case .databasePointer: BSONType.databasePointer
    case .javascript: BSONType.javascript
    case .symbol: BSONType.symbol
    case .javascriptWithScope: BSONType.javascriptWithScope
    case .int32: BSONType.int32
    case .timestamp: BSONType.timestamp
    case .int64: BSONType.int64
    case .decimal128: BSONType.decimal128
    case .minKey: BSONType.minKey
    case .maxKey: BSONType.maxKey
    }
  }
}
