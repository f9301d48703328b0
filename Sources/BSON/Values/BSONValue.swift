/// One BSON value. Equality is of type and value: `.int32(1)` is not `.int64(1)`. Texts are equal as `String`s are, whatever their
/// bytes; documents are when their bytes are.
public indirect enum BSONValue: Sendable, Hashable {
  case double(Double)
  case string(String)
  case document(BSONDocument)
  case array([BSONValue])
  case binary(subtype: UInt8, [UInt8])
  /// Deprecated by the specification; read, never made.
  case undefined
  case objectID(BSONObjectID)
  case bool(Bool)
  case date(BSONDate)
  case null
  case regularExpression(pattern: String, options: String)
  /// Deprecated by the specification; read, never made.
  case databasePointer(String, BSONObjectID)
  case javascript(String)
  /// Deprecated by the specification; read, never made.
  case symbol(String)
  case javascriptWithScope(String, BSONDocument)
  case int32(Int32)
  /// The server's own time: seconds in the upper half, an increment in the lower.
  case timestamp(UInt64)
  case int64(Int64)
  case decimal128(high: UInt64, low: UInt64)
  case minKey
  case maxKey
}

extension BSONValue {
  /// int32 if it fits, else int64.
  public init(_ value: Int) { self = Int32(exactly: value).map(BSONValue.int32) ?? .int64(Int64(value)) }

  public var stringValue: String? { if case .string(let value) = self { value } else { nil } }

  /// An int32, an int64, or a double without a fraction.
  public var intValue: Int? {
    switch self {
    case .int32(let value): Int(value)
    case .int64(let value): Int(value)
    case .double(let value): value.wholeNumber
    default: nil
    }
  }

  /// Any number but a decimal128, which no double holds exactly.
  public var doubleValue: Double? {
    switch self {
    case .int32(let value): Double(value)
    case .int64(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var dateValue: BSONDate? { if case .date(let value) = self { value } else { nil } }
  public var documentValue: BSONDocument? { if case .document(let value) = self { value } else { nil } }
  public var arrayValue: [BSONValue]? { if case .array(let value) = self { value } else { nil } }
  public var objectIDValue: BSONObjectID? { if case .objectID(let value) = self { value } else { nil } }
}

extension Double {
  /// Not `Int(exactly:)`, which calls the C library's `trunc`: this room links nothing.
  var wholeNumber: Int? {
    guard self >= -0x1p63, self < 0x1p63 else { return nil }
    let whole = Int(self)
    return Double(whole) == self ? whole : nil
  }
}
