extension BSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) { self = .string(value) }
}

/// int32 if the number fits, else int64, as MongoDB's shell and libbson read it.
extension BSONValue: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension BSONValue: ExpressibleByFloatLiteral {
  public init(floatLiteral value: Double) { self = .double(value) }
}

extension BSONValue: ExpressibleByBooleanLiteral {
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension BSONValue: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: BSONValue...) { self = .array(elements) }
}

/// Keeps the order of the literal, and a key written twice.
extension BSONValue: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, BSONValue)...) { self = .document(BSONDocument(elements)) }
}

extension BSONValue: ExpressibleByNilLiteral {
  public init(nilLiteral: ()) { self = .null }
}
