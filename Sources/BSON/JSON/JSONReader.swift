/// Reads one JSON text into values, by recursive descent over its bytes.
struct JSONReader {
  static let greatestDepth = 100

  private let text: [UInt8]
  private var next = 0

  init(_ text: [UInt8]) { self.text = text }

  mutating func readDocument() throws(JSONError) -> BSONDocument {
    skipWhiteSpace()
    if peek != UInt8(ascii: "{") {
      _ = try readValue(depth: 0)
      throw JSONError(.notObject, at: 0)
    }
    let document = BSONDocument(try readMembers(depth: 1))
    skipWhiteSpace()
    if next < text.count { throw JSONError(.notJSON, at: next) }
    return document
  }

  private var peek: UInt8? { next < text.count ? text[next] : nil }

  private mutating func skipWhiteSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { next += 1 }
  }

  private mutating func expect(_ byte: Unicode.Scalar) throws(JSONError) {
    skipWhiteSpace()
    if peek != UInt8(ascii: byte) { throw JSONError(.notJSON, at: next) }
    next += 1
  }

  private mutating func readMembers(depth: Int) throws(JSONError) -> [(String, BSONValue)] {
    if depth > Self.greatestDepth { throw JSONError(.tooDeep, at: next) }
    try expect("{")
    var members: [(String, BSONValue)] = []
    skipWhiteSpace()
    if peek == UInt8(ascii: "}") {
      next += 1
      return members
    }
    while true {
      skipWhiteSpace()
      let start = next
      let key = try readString()
      if key.utf8.contains(0) { throw JSONError(.notJSON, at: start) }
      try expect(":")
      members.append((key, try readValue(depth: depth)))
      skipWhiteSpace()
      if peek == UInt8(ascii: "}") {
        next += 1
        return members
      }
      try expect(",")
    }
  }

  private mutating func readValue(depth: Int) throws(JSONError) -> BSONValue {
    skipWhiteSpace()
    let start = next
    switch peek {
    case UInt8(ascii: "{"):
      let members = try readMembers(depth: depth + 1)
      do {
        return try ExtendedJSON.value(of: members) ?? .document(BSONDocument(members))
      } catch {
        throw JSONError(.badExtendedJSON, at: start)
      }
    case UInt8(ascii: "["): return .array(try readElements(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .bool(true))
    case UInt8(ascii: "f"): return try readWord("false", .bool(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    default: return try readNumber()
    }
  }

  private mutating func readElements(depth: Int) throws(JSONError) -> [BSONValue] {
    if depth > Self.greatestDepth { throw JSONError(.tooDeep, at: next) }
    try expect("[")
    var elements: [BSONValue] = []
    skipWhiteSpace()
    if peek == UInt8(ascii: "]") {
      next += 1
      return elements
    }
    while true {
      elements.append(try readValue(depth: depth))
      skipWhiteSpace()
      if peek == UInt8(ascii: "]") {
        next += 1
        return elements
      }
      try expect(",")
    }
  }

  private mutating func readWord(_ word: StaticString, _ value: BSONValue) throws(JSONError) -> BSONValue {
    let bytes = word.withUTF8Buffer { Array($0) }
    guard text[next...].starts(with: bytes) else { throw JSONError(.notJSON, at: next) }
    next += bytes.count
    return value
  }

  private mutating func readNumber() throws(JSONError) -> BSONValue {
    let start = next
    func digits() throws(JSONError) {
      let first = next
      while let byte = peek, byte &- 0x30 <= 9 { next += 1 }
      if next == first { throw JSONError(.notJSON, at: next) }
    }
    var isInteger = true
    if peek == UInt8(ascii: "-") { next += 1 }
    let leading = next
    try digits()
    if text[leading] == 0x30, next > leading + 1 { throw JSONError(.notJSON, at: leading + 1) }
    if peek == UInt8(ascii: ".") {
      next += 1
      isInteger = false
      try digits()
    }
    if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
      next += 1
      isInteger = false
      if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { next += 1 }
      try digits()
    }
    let literal = String(decoding: text[start..<next], as: UTF8.self)
    if isInteger, literal != "-0" {
      guard let value = Int(literal) else { throw JSONError(.numberOutOfRange, at: start) }
      return BSONValue(value)
    }
    guard let value = Double(literal), value.isFinite else { throw JSONError(.numberOutOfRange, at: start) }
    return .double(value)
  }

  private mutating func readString() throws(JSONError) -> String {
    try expect("\"")
    let start = next
    var content: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      next += 1
      if byte < 0x20 { throw JSONError(.notJSON, at: next - 1) }
      if byte == UInt8(ascii: "\\") { try readEscape(into: &content) } else { content.append(byte) }
    }
    try expect("\"")
    guard let string = String(validating: content, as: UTF8.self) else { throw JSONError(.notUTF8, at: start) }
    return string
  }

  private mutating func readEscape(into content: inout [UInt8]) throws(JSONError) {
    guard let byte = peek else { throw JSONError(.notJSON, at: next) }
    next += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      let start = next - 2
      var code = try readHex()
      if 0xD800..<0xDC00 ~= code, text[next...].starts(with: [0x5C, 0x75]) {
        next += 2
        let low = try readHex()
        guard 0xDC00..<0xE000 ~= low else { throw JSONError(.notJSON, at: start) }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw JSONError(.notJSON, at: start) }
      content.append(contentsOf: String(Character(scalar)).utf8)
    default: throw JSONError(.notJSON, at: next - 1)
    }
  }

  private mutating func readHex() throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap(Hex.value(of:)) else { throw JSONError(.notJSON, at: next) }
      code = code << 4 | UInt32(digit)
      next += 1
    }
    return code
  }
}
