/// Base64 of RFC 4648 section 4, padded.
package enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var group: UInt32 = 0
    var pending = 0
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      pending += 1
      if pending == 3 {
        append(group, digits: 4, to: &text)
        group = 0
        pending = 0
      }
    }
    if pending > 0 {
      append(group << (8 * (3 - pending)), digits: pending + 1, to: &text)
      text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - pending))
    }
    return text
  }

  private static func append(_ group: UInt32, digits: Int, to text: inout [UInt8]) {
    for digit in 0..<digits { text.append(alphabet[Int(group >> (18 - 6 * digit)) & 63]) }
  }

  /// Nil unless the length is a multiple of four, the padding at the end only, and unused bits are zero.
  package static func decode(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 4 == 0 else { return nil }
    let padding = digits.reversed().prefix(2).prefix { $0 == UInt8(ascii: "=") }.count
    var bytes: [UInt8] = []
    var group: UInt32 = 0
    var bits = 0
    for digit in digits.dropLast(padding) {
      guard let value = value(of: digit) else { return nil }
      group = group << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
      }
    }
    return group & (1 << UInt32(bits) - 1) == 0 ? bytes : nil
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - 0x41
    case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - 0x61 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - 0x30 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
