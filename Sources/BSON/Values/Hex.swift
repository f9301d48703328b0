/// Hexadecimal digits, as ObjectIds and Extended JSON write bytes.
enum Hex {
  static let lower = Array("0123456789abcdef".utf8)

  static func digits(of bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.flatMap { [lower[Int($0 >> 4)], lower[Int($0 & 15)]] }
  }

  /// The value of one digit of either case; nil for anything else.
  static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }

  /// Nil unless there are exactly `2 * count` digits.
  static func bytes(_ digits: some Collection<UInt8>, count: Int) -> [UInt8]? {
    guard digits.count == 2 * count else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in digits {
      guard let value = value(of: digit) else { return nil }
      if let top = high {
        bytes.append(top << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }
}
