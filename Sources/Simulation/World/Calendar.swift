/// Milliseconds since 1970 UTC: the only kind of time inside the simulation.
package typealias Milliseconds = Int64

let second: Milliseconds = 1000
let minute: Milliseconds = 60_000
let hour: Milliseconds = 3_600_000
let day: Milliseconds = 86_400_000

/// The proleptic Gregorian calendar, after Howard Hinnant's `chrono`-compatible algorithms.
enum Calendar {
  /// Days since 1970-01-01 of a date.
  static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The date of a number of days since 1970-01-01.
  static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }

  /// 0 Monday … 6 Sunday.
  static func weekday(days: Int) -> Int { ((days + 3) % 7 + 7) % 7 }

  static func time(year: Int, month: Int, day dayOfMonth: Int) -> Milliseconds {
    Milliseconds(days(year: year, month: month, day: dayOfMonth)) * day
  }
}
