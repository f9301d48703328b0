/// A moment as people write it on a command line: RFC 3339, a date (its first moment in UTC), `now`, or an age such as
/// `24h`, which means that long before now.
///
/// `-24h` is the same as `24h`: it is how many other tools write it.
public enum TimeExpression: Sendable, Hashable {
  case moment(BSONDate)
  case age(DurationExpression)

  /// What to say to somebody who wrote something else.
  public static let form = "a time such as 2026-11-21T20:00:00Z, a date such as 2026-11-21, an age such as 24h, or now"

  public init?(_ text: some StringProtocol) {
    if text == "now" {
      self = .age(DurationExpression(milliseconds: 0))
    } else if let moment = BSONDate(rfc3339: text) ?? BSONDate(day: text) {
      self = .moment(moment)
    } else if let age = DurationExpression(text.hasPrefix("-") ? text.dropFirst() : text[...]) {
      self = .age(age)
    } else {
      return nil
    }
  }

  public func date(now: BSONDate) -> BSONDate {
    switch self {
    case .moment(let date): date
    case .age(let age): BSONDate(milliseconds: now.milliseconds - age.milliseconds)
    }
  }
}

/// A length of time as people write it: a whole number and `s`, `m`, `h` or `d`; `90s`, `15m`, `24h`, `30d`.
public struct DurationExpression: Sendable, Hashable, CustomStringConvertible {
  public let milliseconds: Int64

  /// In the largest unit that gives a whole number; parts of a second are dropped.
  public var description: String {
    let seconds = milliseconds / 1000
    for (unit, length) in [("d", 86_400), ("h", 3600), ("m", 60)] as [(String, Int64)]
    where seconds != 0 && seconds % length == 0 {
      return "\(seconds / length)\(unit)"
    }
    return "\(seconds)s"
  }

  public static let form = "a duration such as 90s, 15m, 24h or 30d"
  /// A century is enough for events, and no sum with a date overflows.
  private static let longest: Int64 = 36_525 * 86_400_000

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public init?(_ text: some StringProtocol) {
    var digits = Array(text.utf8)
    let unit: Int64
    switch digits.popLast() {
    case UInt8(ascii: "s"): unit = 1000
    case UInt8(ascii: "m"): unit = 60_000
    case UInt8(ascii: "h"): unit = 3_600_000
    case UInt8(ascii: "d"): unit = 86_400_000
    default: return nil
    }
    guard 1...10 ~= digits.count, digits.allSatisfy({ $0 &- 0x30 <= 9 }) else { return nil }
    let (product, overflow) = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
      .multipliedReportingOverflow(by: unit)
    guard !overflow, product <= Self.longest else { return nil }
    milliseconds = product
  }
}

extension BSONDate {
  /// A calendar date, `2026-11-21`, as its first moment in UTC.
  fileprivate init?(day text: some StringProtocol) {
    guard text.utf8.count == 10 else { return nil }
    self.init(rfc3339: text + "T00:00:00Z")
  }
}
