/// The leading 128 bits of powers of five, which decimal exponents become when their powers of two are set aside.
///
/// Computed, not listed: a power is the one before times five; a reciprocal is the one before divided by five, which
/// stays exact because ⌊⌊x/5⌋/5⌋ = ⌊x/25⌋. What is kept of each is what Lemire, "Number Parsing at a Gigabyte per Second"
/// (2021), section 5, asks for: truncated, and rounded up where the reciprocal's divisor fits 64 bits.
enum PowersOfFive {
  static let least = -342
  static let greatest = 308

  struct Power {
    let high: UInt64
    let low: UInt64
  }

  /// `table[exponent - least]`. A pointer that is kept needs no look at whether the table is made already.
  ///
  /// SAFETY: written before anyone sees it, and never freed.
  nonisolated(unsafe) static let table: UnsafePointer<Power> = {
    let powers = computed
    let table = UnsafeMutablePointer<Power>.allocate(capacity: powers.count)
    table.initialize(from: powers, count: powers.count)
    return UnsafePointer(table)
  }()

  private static var computed: [Power] {
    // 1024 bits hold 5^308 (716 bits), and leave 229 bits of 2^1023 / 5^342.
    var reciprocals: [Power] = []
    var number = [UInt64](repeating: 0, count: 16)
    number[15] = 1 << 63
    for exponent in 1 ... -least {
      var remainder: UInt64 = 0
      for index in number.indices.reversed() {
        (number[index], remainder) = (5 as UInt64).dividingFullWidth((remainder, number[index]))
      }
      let leading = leading(of: number)
      reciprocals.append(exponent <= 27 ? power(leading + 1) : power(leading))
    }
    number = [UInt64](repeating: 0, count: 16)
    number[0] = 1
    var powers = [power(1 << 127)]
    for _ in 1...greatest {
      var carry: UInt64 = 0
      for index in number.indices {
        let (high, low) = number[index].multipliedFullWidth(by: 5)
        let (sum, overflow) = low.addingReportingOverflow(carry)
        number[index] = sum
        carry = high + (overflow ? 1 : 0)
      }
      powers.append(power(leading(of: number)))
    }
    return reciprocals.reversed() + powers
  }

  private static func power(_ bits: UInt128) -> Power {
    Power(high: UInt64(truncatingIfNeeded: bits >> 64), low: UInt64(truncatingIfNeeded: bits))
  }

  /// The 128 bits from the highest set one on.
  private static func leading(of number: [UInt64]) -> UInt128 {
    let top = number.lastIndex { $0 != 0 } ?? 0
    func word(_ index: Int) -> UInt128 { index >= 0 ? UInt128(number[index]) : 0 }
    let shift = number[top].leadingZeroBitCount
    let upper = word(top) << 64 | word(top - 1)
    return shift == 0 ? upper : upper << UInt128(shift) | word(top - 2) >> UInt128(64 - shift)
  }
}
