/// Decimal numbers to the nearest double.
struct DecimalToDouble {
  private let powersOfFive = PowersOfFive.table

  /// `digits` × 10^`exponent`, correctly rounded, by the Eisel–Lemire algorithm; nil in the rare case that 128 bits do not
  /// decide the rounding. Infinite beyond the range of doubles.
  ///
  /// Source: Lemire, "Number Parsing at a Gigabyte per Second" (2021), algorithm 1 with the subnormals of section 6.
  @inline(__always)
  func nearest(digits: UInt64, exponent: Int) -> Double? {
    if digits == 0 || exponent < PowersOfFive.least { return 0 }
    if exponent > PowersOfFive.greatest { return .infinity }
    if digits <= 1 << 53, -22...22 ~= exponent {
      // Both are exact doubles, so one operation rounds once (Clinger).
      let number = Double(digits)
      return exponent < 0 ? number / exactPowerOfTen(-exponent) : number * exactPowerOfTen(exponent)
    }
    return eiselLemire(digits, exponent)
  }

  /// Up to 10^22, from its power of five, whose 52 bits are all in the table.
  @inline(__always)
  private func exactPowerOfTen(_ exponent: Int) -> Double {
    let bits = powersOfFive[exponent - PowersOfFive.least].high
    // 217706 / 65536 is log2(10).
    let position = (exponent * 217_706) >> 16
    return Double(bitPattern: UInt64(position + 1023) << 52 | (bits << 1) >> 12)
  }

  private func eiselLemire(_ digits: UInt64, _ exponent: Int) -> Double? {
    let zeros = digits.leadingZeroBitCount
    let scaled = digits << UInt64(zeros)
    let power = powersOfFive[exponent - PowersOfFive.least]
    var (high, low) = scaled.multipliedFullWidth(by: power.high)
    if high & 0x1FF == 0x1FF {
      let second = scaled.multipliedFullWidth(by: power.low)
      let (sum, overflow) = low.addingReportingOverflow(second.high)
      low = sum
      if overflow { high += 1 }
      if low == .max, !(-27...55 ~= exponent) { return nil }
    }
    let upper = Int(high >> 63)
    var mantissa = high >> UInt64(upper + 9)
    // 217706 / 65536 is log2(10); 63 and 1023 are the position of the product's top bit and the exponent's bias.
    var binary = (217_706 * exponent) >> 16 + 63 + upper - zeros + 1023
    if binary <= 0 {
      if binary <= -63 { return 0 }
      mantissa >>= UInt64(1 - binary)
      mantissa = (mantissa + mantissa & 1) >> 1
      // A mantissa that rounds up to 2^52 is the least normal number, and its bits already say so.
      return Double(bitPattern: mantissa)
    }
    // Exactly half way, which only these exponents allow: to even.
    if low <= 1, -4...23 ~= exponent, mantissa & 3 == 1, mantissa << UInt64(upper + 9) == high { mantissa &= ~1 }
    mantissa = (mantissa + mantissa & 1) >> 1
    if mantissa == 1 << 53 {
      mantissa = 1 << 52
      binary += 1
    }
    if binary >= 0x7FF { return .infinity }
    return Double(bitPattern: UInt64(binary) << 52 | mantissa & (1 << 52 - 1))
  }
}
