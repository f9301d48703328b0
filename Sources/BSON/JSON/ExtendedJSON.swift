/// The wrappers of MongoDB Extended JSON v2, canonical and relaxed (specification 2.1.0), and the legacy forms of
/// `$binary` and `$regex` that libbson still reads.
enum ExtendedJSON {
  /// A wrapper's key with a value that it cannot have.
  struct Malformed: Error {}

  /// The value that an object's members stand for; nil when they are an ordinary document. An unknown `$` key is
  /// ordinary: `{"$gte": 5}` is part of a query.
  static func value(of members: [(String, BSONValue)]) throws(Malformed) -> BSONValue? {
    guard let (first, value) = members.first, first.utf8.first == UInt8(ascii: "$") else { return nil }
    switch members.count {
    case 1: return try single(first, value)
    case 2:
      if let value = try pair(first, value, members[1].0, members[1].1) { return value }
      fallthrough
    default:
      // A wrapper and something else is neither a value nor a document that anyone meant.
      if wrappers.contains(first) { throw Malformed() }
      return nil
    }
  }

  /// Keys that only ever wrap a value; `$regex`, `$options`, `$type` and `$scope` are also parts of queries.
  private static let wrappers: Set<String> = [
    "$date", "$oid", "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal", "$binary", "$uuid", "$code",
    "$symbol", "$timestamp", "$regularExpression", "$dbPointer", "$undefined", "$minKey", "$maxKey",
  ]

  static let firstKeys = wrappers.union(["$regex", "$options", "$type", "$scope"])

  private static func single(_ key: String, _ value: BSONValue) throws(Malformed) -> BSONValue? {
    switch key {
    case "$date": return .date(try date(value))
    case "$oid": return .objectID(try objectID(value))
    case "$numberInt": return .int32(try integer(value))
    case "$numberLong": return .int64(try integer(value))
    case "$numberDouble": return .double(try double(value))
    case "$numberDecimal":
      guard let text = value.stringValue, let decimal = Decimal128(text) else { throw Malformed() }
      return .decimal128(high: decimal.high, low: decimal.low)
    case "$binary": return try binary(value)
    case "$uuid":
      guard let text = value.stringValue, let bytes = uuid(text) else { throw Malformed() }
      return .binary(subtype: 4, bytes)
    case "$code": return .javascript(try string(value))
    case "$symbol": return .symbol(try string(value))
    case "$timestamp": return .timestamp(try timestamp(value))
    case "$regularExpression": return try regularExpression(value)
    case "$dbPointer":
      guard case (.string(let name), .objectID(let id)) = try pair("$ref", "$id", of: value) else { throw Malformed() }
      return .databasePointer(name, id)
    case "$undefined":
      guard case .bool = value else { throw Malformed() }
      return .undefined
    case "$minKey": return try one(value, .minKey)
    case "$maxKey": return try one(value, .maxKey)
    case "$regex": return try value.stringValue.map { pattern throws(Malformed) in try regularExpression(pattern, "") }
    default: return nil
    }
  }

  private static func pair(
    _ first: String, _ one: BSONValue, _ second: String, _ other: BSONValue
  ) throws(Malformed) -> BSONValue? {
    switch (first, second) {
    case ("$code", "$scope"):
      guard case .document(let scope) = other else { throw Malformed() }
      return .javascriptWithScope(try string(one), scope)
    case ("$scope", "$code"): return try pair(second, other, first, one)
    case ("$binary", "$type"):
      guard let text = one.stringValue, let type = other.stringValue else { throw Malformed() }
      return try binary(base64: text, subtype: type)
    case ("$type", "$binary"): return try pair(second, other, first, one)
    case ("$regex", "$options"):
      guard let pattern = one.stringValue, let options = other.stringValue else { return nil }
      return try regularExpression(pattern, options)
    case ("$options", "$regex"): return try pair(second, other, first, one)
    default: return nil
    }
  }

  /// The values of a document that has these two keys, in either order, and no other.
  private static func pair(
    _ first: String, _ second: String, of value: BSONValue
  ) throws(Malformed) -> (BSONValue, BSONValue) {
    guard case .document(let document) = value else { throw Malformed() }
    let members = members(of: document.bytes)
    switch members.map(\.0) {
    case [first, second]: return (members[0].1, members[1].1)
    case [second, first]: return (members[1].1, members[0].1)
    default: throw Malformed()
    }
  }

  private static func string(_ value: BSONValue) throws(Malformed) -> String {
    guard let text = value.stringValue else { throw Malformed() }
    return text
  }

  /// Milliseconds as a number or `$numberLong`, or an RFC 3339 string.
  private static func date(_ value: BSONValue) throws(Malformed) -> BSONDate {
    switch value {
    case .int32(let milliseconds): return BSONDate(milliseconds: Int64(milliseconds))
    case .int64(let milliseconds): return BSONDate(milliseconds: milliseconds)
    case .string(let text):
      guard let date = BSONDate(rfc3339: text) else { throw Malformed() }
      return date
    default: throw Malformed()
    }
  }

  private static func objectID(_ value: BSONValue) throws(Malformed) -> BSONObjectID {
    guard let text = value.stringValue, let id = BSONObjectID(hex: text) else { throw Malformed() }
    return id
  }

  private static func integer<Integer: FixedWidthInteger>(_ value: BSONValue) throws(Malformed) -> Integer {
    guard let text = value.stringValue, let number = Integer(text) else { throw Malformed() }
    return number
  }

  private static func double(_ value: BSONValue) throws(Malformed) -> Double {
    switch value.stringValue {
    case "Infinity": return .infinity
    case "-Infinity": return -.infinity
    case "NaN": return .nan
    case let text?:
      guard let number = Double(text), number.isFinite else { throw Malformed() }
      return number
    case nil: throw Malformed()
    }
  }

  private static func binary(_ value: BSONValue) throws(Malformed) -> BSONValue? {
    guard case (.string(let text), .string(let subtype)) = try pair("base64", "subType", of: value) else {
      throw Malformed()
    }
    return try binary(base64: text, subtype: subtype)
  }

  private static func binary(base64: String, subtype: String) throws(Malformed) -> BSONValue {
    guard let bytes = Base64.decode(base64), 1...2 ~= subtype.utf8.count, let type = UInt8(subtype, radix: 16) else {
      throw Malformed()
    }
    return .binary(subtype: type, bytes)
  }

  private static func timestamp(_ value: BSONValue) throws(Malformed) -> UInt64 {
    let (time, order) = try pair("t", "i", of: value)
    guard let seconds = time.intValue.flatMap(UInt32.init(exactly:)),
      let increment = order.intValue.flatMap(UInt32.init(exactly:))
    else { throw Malformed() }
    return UInt64(seconds) << 32 | UInt64(increment)
  }

  private static func regularExpression(_ value: BSONValue) throws(Malformed) -> BSONValue {
    guard case (.string(let pattern), .string(let options)) = try pair("pattern", "options", of: value) else {
      throw Malformed()
    }
    return try regularExpression(pattern, options)
  }

  /// Both halves are C strings in BSON, so neither may hold a NUL. Options are put in alphabetical order, each once, as
  /// the specification wants them.
  private static func regularExpression(_ pattern: String, _ options: String) throws(Malformed) -> BSONValue {
    let known = "ilmsux"
    guard !pattern.utf8.contains(0), options.allSatisfy(known.contains) else { throw Malformed() }
    return .regularExpression(pattern: pattern, options: known.filter(options.contains))
  }

  private static func one(_ value: BSONValue, _ key: BSONValue) throws(Malformed) -> BSONValue {
    guard value == 1 else { throw Malformed() }
    return key
  }

  private static func uuid(_ text: String) -> [UInt8]? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12] else { return nil }
    return Hex.bytes(Array(parts.joined().utf8), count: 16)
  }
}
