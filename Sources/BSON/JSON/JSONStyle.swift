/// How BSON types that JSON lacks are written.
public enum JSONStyle: Sendable, Hashable, CaseIterable {
  /// Dates as RFC 3339 strings, ObjectIds as hexadecimal strings; the rest as `extended`.
  case plain
  /// Extended JSON v2, relaxed: what mongoimport and mongosh read back as the same types.
  case extended
}

extension BSONDocument {
  public func json(_ style: JSONStyle = .plain) -> [UInt8] { BSONValue.document(self).json(style) }

  public func jsonString(_ style: JSONStyle = .plain) -> String { String(decoding: json(style), as: UTF8.self) }
}

extension BSONValue {
  public func json(_ style: JSONStyle = .plain) -> [UInt8] {
    var text: [UInt8] = []
    appendJSON(to: &text, style)
    return text
  }

  public func jsonString(_ style: JSONStyle = .plain) -> String { String(decoding: json(style), as: UTF8.self) }

  private func appendJSON(to text: inout [UInt8], _ style: JSONStyle) {
    func append(_ string: String) { text.append(contentsOf: string.utf8) }
    func quoted(_ string: String) { Self.appendQuoted(string, to: &text) }
    switch self {
    case .double(let value) where value.isFinite: append(value.description)
    case .double(let value):
      append(value.isNaN ? #"{"$numberDouble":"NaN"}"# : #"{"$numberDouble":"\#(value < 0 ? "-" : "")Infinity"}"#)
    case .string(let value): quoted(value)
    case .document(let document):
      append("{")
      for (index, (key, value)) in document.enumerated() {
        if index > 0 { append(",") }
        quoted(key)
        append(":")
        value.appendJSON(to: &text, style)
      }
      append("}")
    case .array(let values):
      append("[")
      for (index, value) in values.enumerated() {
        if index > 0 { append(",") }
        value.appendJSON(to: &text, style)
      }
      append("]")
    case .binary(let subtype, let bytes):
      append(#"{"$binary":{"base64":""#)
      text.append(contentsOf: Base64.encode(bytes))
      append(#"","subType":"\#(String(decoding: Hex.digits(of: [subtype]), as: UTF8.self))"}}"#)
    case .undefined: append(#"{"$undefined":true}"#)
    case .objectID(let id): append(style == .plain ? #""\#(id)""# : #"{"$oid":"\#(id)"}"#)
    case .bool(let value): append(value ? "true" : "false")
    case .date(let date):
      switch style {
      case .plain where date.hasFourDigitYear: append(#""\#(date.rfc3339)""#)
      case .extended where date.hasFourDigitYear && date.milliseconds >= 0: append(#"{"$date":"\#(date.rfc3339)"}"#)
      default: append(#"{"$date":{"$numberLong":"\#(date.milliseconds)"}}"#)
      }
    case .null: append("null")
    case .regularExpression(let pattern, let options):
      append(#"{"$regularExpression":{"pattern":"#)
      quoted(pattern)
      append(#","options":"#)
      quoted(options)
      append("}}")
    case .databasePointer(let name, let id):
      append(#"{"$dbPointer":{"$ref":"#)
      quoted(name)
      append(#","$id":{"$oid":"\#(id)"}}}"#)
    case .javascript(let code):
      append(#"{"$code":"#)
      quoted(code)
      append("}")
    case .symbol(let symbol):
      append(#"{"$symbol":"#)
      quoted(symbol)
      append("}")
    case .javascriptWithScope(let code, let scope):
      append(#"{"$code":"#)
      quoted(code)
      append(#","$scope":"#)
      BSONValue.document(scope).appendJSON(to: &text, style)
      append("}")
    case .int32(let value): append(String(value))
    case .timestamp(let value): append(#"{"$timestamp":{"t":\#(value >> 32),"i":\#(value & 0xFFFF_FFFF)}}"#)
    case .int64(let value): append(String(value))
    case .decimal128(let high, let low): append(#"{"$numberDecimal":"\#(Decimal128(high: high, low: low).text)"}"#)
    case .minKey: append(#"{"$minKey":1}"#)
    case .maxKey: append(#"{"$maxKey":1}"#)
    }
  }

  private static func appendQuoted(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case 0x22, 0x5C: text.append(contentsOf: [0x5C, byte])
      case 0x0A: text.append(contentsOf: Array(#"\n"#.utf8))
      case 0x0D: text.append(contentsOf: Array(#"\r"#.utf8))
      case 0x09: text.append(contentsOf: Array(#"\t"#.utf8))
      case 0x08: text.append(contentsOf: Array(#"\b"#.utf8))
      case 0x0C: text.append(contentsOf: Array(#"\f"#.utf8))
      case 0..<0x20: text.append(contentsOf: Array(#"\u00"#.utf8) + Hex.digits(of: [byte]))
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
