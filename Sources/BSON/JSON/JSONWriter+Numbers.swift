extension JSONWriter.Walk {
  @inline(__always)
  static func writeInteger(_ value: Int64, to output: Output) -> Output {
    var output = output
    if value < 0 {
      output[0] = UInt8(ascii: "-")
      output += 1
    }
    return writeDigits(value.magnitude, to: output)
  }

  static func writeDigits(_ value: UInt64, to output: Output) -> Output {
    var count = 1
    var bound: UInt64 = 10
    while value >= bound, count < 20 {
      count += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    var rest = value
    var place = output + count
    while place > output {
      place -= 1
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      place[0] = 0x30 | UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
    return output + count
  }

  /// The fewest digits that read back the same double, with a point or an exponent so that it stays one. What JSON has no
  /// number for is written as Extended JSON.
  static func writeDouble(_ value: Double, to output: Output) -> Output {
    if let end = writeShortDouble(value, to: output) { return end }
    guard value.isFinite else {
      if value.isNaN { return write(#"{"$numberDouble":"NaN"}"#, to: output) }
      return value < 0
        ? write(#"{"$numberDouble":"-Infinity"}"#, to: output) : write(#"{"$numberDouble":"Infinity"}"#, to: output)
    }
    var end = output
    for byte in value.description.utf8 {
      end[0] = byte
      end += 1
    }
    return end
  }

  /// Doubles of at most seven decimal places and fifteen digits, as coordinates and counts are; nil for others. Decimals
  /// of fifteen digits lie further apart than doubles, so one that reads back the same is the only one of its length.
  private static func writeShortDouble(_ value: Double, to output: Output) -> Output? {
    let magnitude = value.magnitude
    guard magnitude >= 1e-3, magnitude < 1e8 else { return nil }
    let scaled = UInt64(magnitude * 1e7 + 0.5)
    guard Double(scaled) / 1e7 == magnitude else { return nil }
    var output = output
    if value < 0 {
      output[0] = UInt8(ascii: "-")
      output += 1
    }
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: 10_000_000)
    output = writeDigits(whole, to: output)
    output[0] = UInt8(ascii: ".")
    // Seven digits with their leading zeros, then without trailing ones, but at least one.
    _ = writeDigits(fraction + 10_000_000, to: output)
    output[0] = UInt8(ascii: ".")
    var last = output + 7
    while last > output + 1, last[0] == 0x30 { last -= 1 }
    return last + 1
  }

  static func writeDate(_ date: BSONDate, _ style: JSONStyle, to output: Output) -> Output {
    let isText = date.hasFourDigitYear && (style == .plain || date.milliseconds >= 0)
    if isText {
      let start = style == .plain ? output : write(#"{"$date":"#, to: output)
      start[0] = UInt8(ascii: "\"")
      date.writeRFC3339(to: start + 1)
      start[25] = UInt8(ascii: "\"")
      return style == .plain ? start + 26 : write("}", to: start + 26)
    }
    var end = write(#"{"$date":{"$numberLong":""#, to: output)
    end = writeInteger(date.milliseconds, to: end)
    return write("\"}}", to: end)
  }
}

extension BSONDate {
  /// The 24 bytes of `2026-11-21T20:51:35.544Z`. The year has four digits.
  @inline(__always)
  func writeRFC3339(to output: UnsafeMutablePointer<UInt8>) {
    var days = milliseconds / 86_400_000
    var time = milliseconds % 86_400_000
    if time < 0 {
      days -= 1
      time += 86_400_000
    }
    let date = CivilDate.date(days: Int(days))
    func two(_ value: Int, at place: Int) {
      output[place] = 0x30 &+ UInt8(truncatingIfNeeded: value / 10)
      output[place + 1] = 0x30 &+ UInt8(truncatingIfNeeded: value % 10)
    }
    let (seconds, fraction) = (Int(time) / 1000, Int(time) % 1000)
    two(date.year / 100, at: 0)
    two(date.year % 100, at: 2)
    output[4] = UInt8(ascii: "-")
    two(date.month, at: 5)
    output[7] = UInt8(ascii: "-")
    two(date.day, at: 8)
    output[10] = UInt8(ascii: "T")
    two(seconds / 3600, at: 11)
    output[13] = UInt8(ascii: ":")
    two(seconds / 60 % 60, at: 14)
    output[16] = UInt8(ascii: ":")
    two(seconds % 60, at: 17)
    output[19] = UInt8(ascii: ".")
    two(fraction / 10, at: 20)
    output[22] = 0x30 &+ UInt8(truncatingIfNeeded: fraction % 10)
    output[23] = UInt8(ascii: "Z")
  }
}
