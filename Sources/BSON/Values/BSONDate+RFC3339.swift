extension BSONDate {
  /// The date of an RFC 3339 text in any form that the streams contract takes: any number of fraction digits (cut to
  /// milliseconds), any offset with or without its colon, `t` and `z`, a space for the `T`, no zone (read as UTC).
  /// Nil for anything else, 30 February and a 61st second included.
  public init?(rfc3339 text: some Collection<UInt8>) {
    let parsed =
      text.withContiguousStorageIfAvailable { BSONDate.parse(UnsafeRawBufferPointer($0)) }
      ?? Array(text).withUnsafeBytes { BSONDate.parse($0) }
    guard let parsed else { return nil }
    self = parsed
  }

  public init?(rfc3339 text: some StringProtocol) { self.init(rfc3339: Array(text.utf8)) }

  static func parse(_ text: UnsafeRawBufferPointer) -> BSONDate? {
    guard text.count >= 19 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        let digit = text[index] &- 0x30
        guard digit <= 9 else { return nil }
        value = value * 10 + Int(digit)
      }
      return value
    }
    guard let year = number(0..<4), text[4] == 0x2D, let month = number(5..<7), text[7] == 0x2D,
      let day = number(8..<10), text[10] | 0x20 == 0x74 || text[10] == 0x20,
      let hour = number(11..<13), text[13] == 0x3A, let minute = number(14..<16), text[16] == 0x3A,
      let second = number(17..<19),
      1...12 ~= month, 1...CivilDate.length(ofMonth: month, year: year) ~= day, hour < 24, minute < 60, second < 60
    else { return nil }

    var next = 19
    var milliseconds = 0
    if next < text.count, text[next] == 0x2E {
      next += 1
      let start = next
      while next < text.count, case let digit = text[next] &- 0x30, digit <= 9 {
        if next - start < 3 { milliseconds = milliseconds * 10 + Int(digit) }
        next += 1
      }
      guard next > start else { return nil }
      for _ in min(next - start, 3)..<3 { milliseconds *= 10 }
    }

    var offset = 0
    if next < text.count {
      switch text[next] {
      case 0x5A, 0x7A: next += 1
      case let sign where sign == 0x2B || sign == 0x2D:
        let colon = text.count == next + 6 ? 1 : 0
        guard text.count == next + 5 + colon, colon == 0 || text[next + 3] == 0x3A,
          let hours = number(next + 1..<next + 3), let minutes = number(next + 3 + colon..<next + 5 + colon),
          hours < 24, minutes < 60
        else { return nil }
        offset = (hours * 60 + minutes) * (sign == 0x2B ? 1 : -1)
        next = text.count
      default: return nil
      }
      guard next == text.count else { return nil }
    }
    let days = CivilDate.days(year: year, month: month, day: day)
    let seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
    return BSONDate(milliseconds: Int64(seconds * 1000 + milliseconds))
  }

  /// UTC with milliseconds, as `2026-11-21T20:51:35.544Z`. Years outside 0000–9999 take ISO 8601's expanded form with
  /// a sign and at least six digits, which RFC 3339 does not know.
  public var rfc3339: String {
    var text: [UInt8] = []
    appendRFC3339(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The year, when RFC 3339 can write it.
  var hasFourDigitYear: Bool { milliseconds >= -62_167_219_200_000 && milliseconds < 253_402_300_800_000 }

  func appendRFC3339(to text: inout [UInt8]) {
    func append(_ value: Int, digits: Int) {
      var divisor = 1
      for _ in 1..<digits { divisor *= 10 }
      while divisor > 0 {
        text.append(0x30 + UInt8(value / divisor % 10))
        divisor /= 10
      }
    }
    let (day, time) = Int(milliseconds).quotientAndRemainder(flooredBy: 86_400_000)
    let date = CivilDate.date(days: day)
    if hasFourDigitYear {
      append(date.year, digits: 4)
    } else {
      text.append(date.year < 0 ? 0x2D : 0x2B)
      append(abs(date.year), digits: max(6, String(abs(date.year)).utf8.count))
    }
    for (mark, value, digits) in [
      (0x2D, date.month, 2), (0x2D, date.day, 2), (0x54, time / 3_600_000, 2), (0x3A, time / 60_000 % 60, 2),
      (0x3A, time / 1000 % 60, 2), (0x2E, time % 1000, 3),
    ] {
      text.append(UInt8(mark))
      append(value, digits: digits)
    }
    text.append(0x5A)
  }
}

extension Int {
  fileprivate func quotientAndRemainder(flooredBy divisor: Int) -> (Int, Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
