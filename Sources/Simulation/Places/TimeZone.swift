/// A time zone as a rule: standard offset and when summer time begins and ends. Right for 2020 to 2035 as the laws
/// stand (IANA tzdata 2025); a zone whose law changed within these years is given by its present rule.
struct TimeZone: Sendable {
  enum SummerTime: Sendable {
    case none
    /// Last Sunday of March to last Sunday of October, at 01:00 UTC everywhere.
    case europe
    /// Second Sunday of March to first Sunday of November, at 02:00 local time.
    case northAmerica
    /// First Sunday of October to first Sunday of April, at 02:00 standard time.
    case australia
    /// Last Sunday of September to first Sunday of April, at 02:00 standard time.
    case newZealand
    /// First Sunday after 1 September to first Sunday after 1 April, at 04:00 and 03:00 UTC.
    case chile
    /// Friday before the last Sunday of March to last Sunday of October, at 02:00 local time.
    case israel
  }

  let name: StaticString
  /// Minutes east of Greenwich.
  let standard: Int
  let summer: SummerTime

  init(_ name: StaticString, _ standard: Int, _ summer: SummerTime = .none) {
    self.name = name
    self.standard = standard
    self.summer = summer
  }

  /// Summer time of a year as the moments of its beginning and end; where the end comes first, the southern summer
  /// spans New Year.
  func summer(of year: Int) -> (begins: Milliseconds, ends: Milliseconds)? {
    func sunday(_ month: Int, onOrAfter first: Int) -> Milliseconds {
      let days = Calendar.days(year: year, month: month, day: first)
      return Milliseconds(days + (6 - Calendar.weekday(days: days))) * day
    }
    let offset = Milliseconds(standard) * minute
    switch summer {
    case .none: return nil
    case .europe: return (sunday(3, onOrAfter: 25) + hour, sunday(10, onOrAfter: 25) + hour)
    case .northAmerica: return (sunday(3, onOrAfter: 8) + 2 * hour - offset, sunday(11, onOrAfter: 1) + hour - offset)
    case .australia: return (sunday(10, onOrAfter: 1) + 2 * hour - offset, sunday(4, onOrAfter: 1) + 2 * hour - offset)
    case .newZealand: return (sunday(9, onOrAfter: 24) + 2 * hour - offset, sunday(4, onOrAfter: 1) + 2 * hour - offset)
    case .chile: return (sunday(9, onOrAfter: 2) + 4 * hour, sunday(4, onOrAfter: 2) + 3 * hour)
    case .israel:
      return (sunday(3, onOrAfter: 25) - 2 * day + 2 * hour - offset, sunday(10, onOrAfter: 25) + hour - offset)
    }
  }

  /// Minutes east of Greenwich at a moment.
  func offset(at time: Milliseconds) -> Int {
    guard let summer = summer(of: Calendar.date(days: Int((time / day))).year) else { return standard }
    let isSummer =
      summer.begins < summer.ends
      ? time >= summer.begins && time < summer.ends : time >= summer.begins || time < summer.ends
    return isSummer ? standard + 60 : standard
  }
}

extension TimeZone {
  /// The offset's changes between two moments, for a table that is looked at once an event.
  func changes(from start: Milliseconds, to end: Milliseconds) -> [Milliseconds] {
    let years = Calendar.date(days: Int(start / day)).year...Calendar.date(days: Int(end / day)).year
    let moments = years.compactMap { summer(of: $0) }.flatMap { [$0.begins, $0.ends] }
    return moments.filter { $0 > start && $0 <= end }.sorted()
  }
}
