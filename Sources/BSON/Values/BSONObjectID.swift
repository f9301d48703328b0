/// An ObjectId: twelve bytes, ordered as the server orders them.
public struct BSONObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
  let high: UInt64
  let low: UInt32

  /// - Parameter bytes: exactly twelve.
  public init(bytes: some Collection<UInt8>) {
    precondition(bytes.count == 12, "an ObjectId has twelve bytes")
    var high: UInt64 = 0
    var low: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt32(byte) }
    }
    self.high = high
    self.low = low
  }

  /// The bytes in order, most significant first: eight of `high`, four of `low`.
  public init(high: UInt64, low: UInt32) {
    self.high = high
    self.low = low
  }

  /// Exactly 24 hexadecimal digits of either case; nil otherwise.
  public init?(hex: some StringProtocol) {
    guard let bytes = Hex.bytes(hex.utf8, count: 12) else { return nil }
    self.init(bytes: bytes)
  }

  public var bytes: [UInt8] {
    withUnsafeBytes(of: high.bigEndian) { Array($0) } + withUnsafeBytes(of: low.bigEndian) { Array($0) }
  }

  /// 24 lower-case hexadecimal digits.
  public var description: String { String(decoding: Hex.digits(of: bytes), as: UTF8.self) }

  public static func < (left: Self, right: Self) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
