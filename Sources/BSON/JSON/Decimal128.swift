/// IEEE 754-2008 decimal128 in the binary integer encoding that BSON uses, from and to text. No arithmetic.
///
/// Rules of the text: BSON decimal128 specification, sections "From String Representation" and "To String
/// Representation". A value that 34 digits or the exponent's range cannot hold exactly is refused, never rounded.
struct Decimal128: Hashable {
  let high: UInt64
  let low: UInt64

  private static let bias = 6176
  private static let greatestExponent = 6111
  private static let greatest: UInt128 = 9_999_999_999_999_999_999_999_999_999_999_999

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  private init(isNegative: Bool, exponent: Int, coefficient: UInt128) {
    high =
      (isNegative ? 1 << 63 : 0) | UInt64(exponent + Self.bias) << 49 | UInt64(truncatingIfNeeded: coefficient >> 64)
    low = UInt64(truncatingIfNeeded: coefficient)
  }

  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let sign: UInt64 = isNegative ? 1 << 63 : 0
    switch String(decoding: rest, as: UTF8.self).lowercased() {
    case "nan": self.init(high: 0x7C00_0000_0000_0000, low: 0)
    case "inf", "infinity": self.init(high: sign | 0x7800_0000_0000_0000, low: 0)
    default:
      guard let (coefficient, exponent) = Self.number(rest) else { return nil }
      self.init(isNegative: isNegative, exponent: exponent, coefficient: coefficient)
    }
  }

  /// Digits with an optional point and exponent, normalised into the representable range without losing a digit.
  private static func number(_ text: ArraySlice<UInt8>) -> (UInt128, Int)? {
    var rest = text
    var exponent = 0
    if let mark = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      let digits = String(decoding: rest[(mark + 1)...], as: UTF8.self)
      guard let written = Int(digits), abs(written) < 1_000_000 else { return nil }
      exponent = written
      rest = rest[..<mark]
    }
    var digits: [UInt8] = []
    var hasPoint = false
    for byte in rest {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        guard byte &- 0x30 <= 9 else { return nil }
        if !(digits.isEmpty && byte == 0x30) { digits.append(byte - 0x30) }
        if hasPoint { exponent -= 1 }
      }
    }
    guard rest.contains(where: { $0 != UInt8(ascii: ".") }) else { return nil }
    if digits.isEmpty { return (0, min(max(exponent, -bias), greatestExponent)) }
    while digits.last == 0, digits.count > 34 || exponent < -bias {
      digits.removeLast()
      exponent += 1
    }
    while exponent > greatestExponent, digits.count < 34 {
      digits.append(0)
      exponent -= 1
    }
    guard digits.count <= 34, -bias...greatestExponent ~= exponent else { return nil }
    return (digits.reduce(0) { $0 * 10 + UInt128($1) }, exponent)
  }

  var text: String {
    let sign = high >> 63 == 1 ? "-" : ""
    if high & 0x7C00_0000_0000_0000 == 0x7C00_0000_0000_0000 { return "NaN" }
    if high & 0x7800_0000_0000_0000 == 0x7800_0000_0000_0000 { return sign + "Infinity" }
    var coefficient = UInt128(high & 0x1_FFFF_FFFF_FFFF) << 64 | UInt128(low)
    var exponent = Int(high >> 49 & 0x3FFF) - Self.bias
    if high & 0x6000_0000_0000_0000 == 0x6000_0000_0000_0000 {
      // The large form holds only coefficients above the limit; the specification reads those as zero.
      coefficient = 0
      exponent = Int(high >> 47 & 0x3FFF) - Self.bias
    }
    if coefficient > Self.greatest { coefficient = 0 }
    let digits = String(coefficient)
    let scientific = digits.count - 1 + exponent
    if exponent > 0 || scientific < -6 {
      let fraction = digits.dropFirst()
      return sign + digits.prefix(1) + (fraction.isEmpty ? "" : ".") + fraction + (scientific < 0 ? "E" : "E+")
        + String(scientific)
    }
    if exponent == 0 { return sign + digits }
    let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
    return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
  }
}
