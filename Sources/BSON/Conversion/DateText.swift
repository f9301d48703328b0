/// RFC 3339 in place, by words: the twin of `BSONDate.init(rfc3339:)` for text that the converter reads.
enum DateText {
  /// The date at `text`, when it is one and `quote` follows; also where that quote is.
  ///
  /// `2026-11-21T20:51:35` is read as three words that overlap nothing: `2026-11-`, `21T20:51`, `:35.544Z`.
  @inline(__always)
  static func parse(
    _ text: UnsafePointer<UInt8>, closedBy quote: UInt8
  ) -> (Int64, UnsafePointer<UInt8>)? {
    let first = text.word
    let second = (text + 8).word
    let third = (text + 16).word
    // Separators in their places, digits in all others.
    guard first & 0xFF00_00FF_0000_0000 == 0x2D00_002D_0000_0000,
      second & 0x0000_FF00_0000_0000 == 0x0000_3A00_0000_0000,
      third & 0xFF == 0x3A,
      areDigits(first, 0x00FF_FF00_FFFF_FFFF), areDigits(second, 0xFFFF_00FF_FF00_FFFF), areDigits(third, 0xFF_FF00)
    else { return nil }
    let mark = UInt8(truncatingIfNeeded: second &>> 16)
    guard mark | 0x20 == UInt8(ascii: "t") || mark == 0x20 else { return nil }

    let (one, two, three) = (pairs(first), pairs(second), pairs(third))
    let year = byte(one, 0) &* 100 &+ byte(one, 2)
    let month = byte(one, 5)
    let day = byte(two, 0)
    let hour = byte(two, 3)
    let minute = byte(two, 6)
    let second60 = byte(three, 1)
    guard month &- 1 < 12, day &- 1 < CivilDate.length(ofMonth: month, year: year), day > 0, month > 0,
      hour < 24, minute < 60, second60 < 60
    else { return nil }
    let seconds = ((CivilDate.days(year: year, month: month, day: day) &* 24 &+ hour) &* 60 &+ minute) &* 60 &+ second60

    // What opgen and the Events API write most: three digits and Z.
    if third & 0xFF00_0000_FF00_0000 == 0x5A00_0000_2E00_0000, areDigits(third, 0x00FF_FFFF_0000_0000),
      text[24] == quote
    {
      let milliseconds = byte(three, 4) &* 10 &+ Int(truncatingIfNeeded: third &>> 48 & 0x0F)
      return (Int64(truncatingIfNeeded: seconds &* 1000 &+ milliseconds), text + 24)
    }
    guard let (milliseconds, offset, after) = tail(text + 19), after[0] == quote else { return nil }
    return (Int64(truncatingIfNeeded: (seconds &- offset &* 60) &* 1000 &+ milliseconds), after)
  }

  /// What follows `{"$date"` up to the closing brace, when it is a string in the relaxed form.
  @inline(never)
  static func parseWrapper(_ text: UnsafePointer<UInt8>) -> (Int64, UnsafePointer<UInt8>)? {
    var next = text
    func skip() { while next[0] == 0x20 { next += 1 } }
    skip()
    guard next[0] == UInt8(ascii: ":") else { return nil }
    next += 1
    skip()
    guard next[0] == UInt8(ascii: "\""), let (milliseconds, after) = parse(next + 1, closedBy: UInt8(ascii: "\""))
    else {
      return nil
    }
    next = after + 1
    skip()
    return next[0] == UInt8(ascii: "}") ? (milliseconds, next + 1) : nil
  }

  /// From behind the seconds: milliseconds, the zone in minutes, and where the text ends.
  static func tail(_ text: UnsafePointer<UInt8>) -> (milliseconds: Int, offset: Int, after: UnsafePointer<UInt8>)? {
    var next = text
    var milliseconds = 0
    if next[0] == UInt8(ascii: ".") {
      next += 1
      let start = next
      var scale = 100
      while case let digit = next[0] &- 0x30, digit <= 9 {
        milliseconds &+= Int(digit) &* scale
        // Digits beyond the third are worth nothing.
        scale = scale == 100 ? 10 : scale == 10 ? 1 : 0
        next += 1
      }
      if next == start { return nil }
    }
    switch next[0] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): return (milliseconds, 0, next + 1)
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let sign = next[0] == UInt8(ascii: "+") ? 1 : -1
      let rest = next + (next[3] == UInt8(ascii: ":") ? 4 : 3)
      guard let hours = twoDigits(next + 1), let minutes = twoDigits(rest), hours < 24, minutes < 60 else { return nil }
      return (milliseconds, sign * (hours * 60 + minutes), rest + 2)
    default: return (milliseconds, 0, next)
    }
  }

  private static func twoDigits(_ text: UnsafePointer<UInt8>) -> Int? {
    let (tens, ones) = (text[0] &- 0x30, text[1] &- 0x30)
    return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : nil
  }

  /// Whether all bytes under `mask` are digits: 3 in the upper half, and adding 6 does not carry into it.
  @inline(__always)
  private static func areDigits(_ word: UInt64, _ mask: UInt64) -> Bool {
    let high = mask & Words.all(0xF0)
    let three = mask & Words.all(0x30)
    return word & high == three && ((word & mask) &+ (mask & Words.all(0x06))) & high == three
  }

  /// In each byte, that digit times ten plus the next one. No byte overflows, as 15 * 10 + 15 fits.
  @inline(__always)
  private static func pairs(_ word: UInt64) -> UInt64 {
    let digits = word & Words.all(0x0F)
    return digits &* 10 &+ digits &>> 8
  }

  @inline(__always)
  private static func byte(_ word: UInt64, _ index: UInt64) -> Int {
    Int(truncatingIfNeeded: word &>> (8 * index) & 0xFF)
  }
}
