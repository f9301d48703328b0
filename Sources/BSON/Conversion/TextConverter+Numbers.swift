extension TextConverter {
  /// One number: int32 if it fits, else int64, as libbson types them; a double if it has a fraction or an exponent, or
  /// `asDouble` asks for one. An integer that 64 bits do not hold is out of range, not rounded.
  @inline(__always)
  static func convertNumber(
    _ next: inout UnsafePointer<UInt8>, _ end: inout UnsafeMutablePointer<UInt8>,
    _ element: UnsafeMutablePointer<UInt8>, asDouble: Bool
  ) -> Fault {
    let start = next
    let isNegative = next[0] == UInt8(ascii: "-")
    if isNegative { next += 1 }
    let first = next
    var digits: UInt64 = 0
    while case let digit = next[0] &- 0x30, digit <= 9 {
      digits = digits &* 10 &+ UInt64(digit)
      next += 1
    }
    let count = next - first
    if count == 0 || (first[0] == 0x30 && count > 1) {
      if count > 1 { next = first + 1 }
      return .notJSON
    }
    if asDouble || next[0] == UInt8(ascii: ".") || next[0] | 0x20 == UInt8(ascii: "e") {
      var value = 0.0
      (next, value) = double(from: start)
      if value.isNaN { return .notJSON }
      if value.isInfinite { return .numberOutOfRange }
      element[0] = BSONType.double
      end.store(value.bitPattern)
      end += 8
      return .none
    }
    // Nineteen digits fit a UInt64; the bound is one more below zero.
    if count > 19 || digits > UInt64(Int64.max) &+ (isNegative ? 1 : 0) { return .numberOutOfRange }
    let value = Int64(truncatingIfNeeded: isNegative ? 0 &- digits : digits)
    if value == Int64(Int32(truncatingIfNeeded: value)) {
      element[0] = BSONType.int32
      end.store(Int32(truncatingIfNeeded: value))
      end += 4
    } else {
      element[0] = BSONType.int64
      end.store(value)
      end += 8
    }
    return .none
  }

  /// The number at `start`, whose integer part is known to be well formed, and where it ends. Not a number when what
  /// follows is malformed; infinite when it is too large.
  @inline(never)
  static func double(from start: UnsafePointer<UInt8>) -> (UnsafePointer<UInt8>, Double) {
    var next = start
    let isNegative = next[0] == UInt8(ascii: "-")
    if isNegative { next += 1 }
    var digits: UInt64 = 0
    // Digits from the first that is not zero: beyond 19 of them `digits` has lost its top.
    var significant = 0
    var exponent = 0
    func take() -> Int {
      let first = next
      while case let digit = next[0] &- 0x30, digit <= 9 {
        digits = digits &* 10 &+ UInt64(digit)
        if significant > 0 || digit > 0 { significant += 1 }
        next += 1
      }
      return next - first
    }
    _ = take()
    if next[0] == UInt8(ascii: ".") {
      next += 1
      let count = take()
      if count == 0 { return (next, .nan) }
      exponent = -count
    }
    if next[0] | 0x20 == UInt8(ascii: "e") {
      next += 1
      let isDown = next[0] == UInt8(ascii: "-")
      if isDown || next[0] == UInt8(ascii: "+") { next += 1 }
      let first = next
      var written = 0
      while case let digit = next[0] &- 0x30, digit <= 9 {
        // Far beyond any double already, and far from overflowing.
        if written < 100_000_000 { written = written * 10 + Int(digit) }
        next += 1
      }
      if next == first { return (next, .nan) }
      exponent += isDown ? -written : written
    }
    let magnitude: Double
    if significant <= 19, let nearest = DecimalToDouble.nearest(digits: digits, exponent: exponent) {
      magnitude = nearest
    } else {
      magnitude = exact(start + (isNegative ? 1 : 0), next)
    }
    return (next, isNegative ? -magnitude : magnitude)
  }

  /// The rare number that 64 bits of digits do not decide: more than 19 digits, or too near to half way.
  private static func exact(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Double {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    return Double(text) ?? .infinity
  }
}
