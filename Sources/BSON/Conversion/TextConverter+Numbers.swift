extension TextConverter {
  /// One number: int32 if it fits, else int64, as libbson types them; a double if it has a fraction or an exponent, or
  /// `asDouble` asks for one. An integer that 64 bits do not hold is out of range, not rounded.
  @inline(__always)
  func convertNumber(
    _ start: UnsafePointer<UInt8>, _ end: UnsafeMutablePointer<UInt8>, _ element: UnsafeMutablePointer<UInt8>,
    asDouble: Bool
  ) -> (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>, Fault) {
    var next = start
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
      return (count > 1 ? first + 1 : next, end, .notJSON)
    }
    if asDouble || next[0] == UInt8(ascii: ".") || next[0] | 0x20 == UInt8(ascii: "e") {
      var value = 0.0
      (next, value) = double(from: start)
      if value.isNaN { return (next, end, .notJSON) }
      if value.isInfinite { return (next, end, .numberOutOfRange) }
      element[0] = BSONType.double
      end.store(value.bitPattern)
      return (next, end + 8, .none)
    }
    // Nineteen digits fit a UInt64; the bound is one more below zero.
    if count > 19 || digits > UInt64(Int64.max) &+ (isNegative ? 1 : 0) { return (next, end, .numberOutOfRange) }
    let value = Int64(truncatingIfNeeded: isNegative ? 0 &- digits : digits)
    if value == Int64(Int32(truncatingIfNeeded: value)) {
      element[0] = BSONType.int32
      end.store(Int32(truncatingIfNeeded: value))
      return (next, end + 4, .none)
    }
    element[0] = BSONType.int64
    end.store(value)
    return (next, end + 8, .none)
  }

  /// The number at `start`, whose integer part is known to be well formed, and where it ends. Not a number when what
  /// follows is malformed; infinite when it is too large.
  @inline(never)
  func double(from start: UnsafePointer<UInt8>) -> (UnsafePointer<UInt8>, Double) {
    var next = start
    let isNegative = next[0] == UInt8(ascii: "-")
    if isNegative { next += 1 }
    var digits: UInt64 = 0
    var exponent = 0
    let first = next
    (digits, next) = Self.accumulate(digits, next)
    var count = next - first
    if next[0] == UInt8(ascii: ".") {
      let fraction = next + 1
      (digits, next) = Self.accumulate(digits, fraction)
      if next == fraction { return (next, .nan) }
      exponent = fraction - next
      count -= exponent
    }
    // Beyond 19 digits from the first that is not zero, `digits` has lost its top.
    if count > 19 { count -= Self.leadingZeros(first) }
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
    if count <= 19, let nearest = decimals.nearest(digits: digits, exponent: exponent) {
      magnitude = nearest
    } else {
      magnitude = Self.exact(start + (isNegative ? 1 : 0), next)
    }
    return (next, isNegative ? -magnitude : magnitude)
  }

  /// `digits` continued by those at `text`, eight at a time while there are as many, and where they end.
  @inline(__always)
  private static func accumulate(
    _ digits: UInt64, _ text: UnsafePointer<UInt8>
  ) -> (UInt64, UnsafePointer<UInt8>) {
    var digits = digits
    var next = text
    while let eight = eightDigits(next.word) {
      digits = digits &* 100_000_000 &+ eight
      next += 8
    }
    while case let digit = next[0] &- 0x30, digit <= 9 {
      digits = digits &* 10 &+ UInt64(digit)
      next += 1
    }
    return (digits, next)
  }

  /// The number that eight bytes spell, if all are digits: pairs, then fours, then all, each step one multiplication
  /// (Lemire, "Quickly parsing eight digits", 2018).
  @inline(__always)
  private static func eightDigits(_ word: UInt64) -> UInt64? {
    guard word & Words.all(0xF0) == Words.all(0x30),
      (word &+ Words.all(0x06)) & Words.all(0xF0) == Words.all(0x30)
    else { return nil }
    let digits = word &- Words.all(0x30)
    let pairs = digits &* 10 &+ digits &>> 8
    let fours = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let rest = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (fours &+ rest) &>> 32
  }

  private static func leadingZeros(_ text: UnsafePointer<UInt8>) -> Int {
    var next = text
    var count = 0
    while next[0] == 0x30 || next[0] == UInt8(ascii: ".") {
      if next[0] == 0x30 { count += 1 }
      next += 1
    }
    return count
  }

  /// The rare number that 64 bits of digits do not decide: more than 19 digits, or too near to half way.
  private static func exact(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Double {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    return Double(text) ?? .infinity
  }
}
