/// Numbers below 100 and below 1000 as the characters that stand for them. SAFETY: written once, read by any thread
/// after.
struct DigitTables: @unchecked Sendable {
  private let pairs: UnsafePointer<UInt16>
  /// A dot and three digits: what follows the seconds of a date.
  private let fractions: UnsafePointer<UInt32>

  static let shared = DigitTables()

  private init() {
    let pairs = UnsafeMutablePointer<UInt16>.allocate(capacity: 100)
    for n in 0..<100 { (pairs + n).initialize(to: UInt16(48 + n / 10) | UInt16(48 + n % 10) << 8) }
    let fractions = UnsafeMutablePointer<UInt32>.allocate(capacity: 1000)
    for n in 0..<1000 {
      let digits = UInt32(48 + n / 100) << 8 | UInt32(48 + n / 10 % 10) << 16 | UInt32(48 + n % 10) << 24
      (fractions + n).initialize(to: 46 | digits)
    }
    self.pairs = UnsafePointer(pairs)
    self.fractions = UnsafePointer(fractions)
  }

  @inline(__always) func two(_ number: Int) -> UInt16 { pairs[number] }
  @inline(__always) func three(_ number: Int) -> UInt32 { fractions[number] }
}
