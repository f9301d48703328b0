import BSON
import Testing

/// The calendar by counting: an oracle that shares no arithmetic with the code.
@Suite("The calendar")
struct CalendarTests {
  private static func lengths(of year: Int) -> [Int] {
    let isLeap = (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  }

  private static func padded(_ value: Int, _ count: Int = 2) -> String {
    let digits = String(value)
    return String(repeating: "0", count: count - digits.utf8.count) + digits
  }

  private static func days(_ years: ClosedRange<Int>, _ body: (String, Int) throws -> Void) rethrows {
    var day = 0
    for year in years {
      for (month, length) in lengths(of: year).enumerated() {
        for date in 1...length {
          try body("\(padded(year, 4))-\(padded(month + 1))-\(padded(date))", day)
          day += 1
        }
      }
    }
  }

  @Test("is right on all days from 1970 to 2100, to and from text")
  func everyDay() {
    Self.days(1970...2100) { date, day in
      let time = day % 86_400
      let text =
        "\(date)T\(Self.padded(time / 3600)):\(Self.padded(time / 60 % 60)):\(Self.padded(time % 60)).\(Self.padded(day % 1000, 3))Z"
      let milliseconds = Int64(day * 86_400 + time) * 1000 + Int64(day % 1000)
      #expect(BSONDate(rfc3339: text)?.milliseconds == milliseconds, "\(text)")
      #expect(BSONDate(milliseconds: milliseconds).rfc3339 == text)
      #expect(BSONValue.date(BSONDate(milliseconds: milliseconds)).jsonString() == "\"\(text)\"")
    }
  }

  @Test(
    "is right from year 0 to 9999",
    arguments: [(0, -719_528), (1582, -141_714), (1900, -25_567), (2400, 157_054), (9999, 2_932_532)])
  func farYears(year: Int, first: Int) {
    Self.days(year...year) { date, day in
      #expect(BSONDate(rfc3339: "\(date)T00:00:00Z")?.milliseconds == Int64(first + day) * 86_400_000, "\(date)")
    }
  }

  @Test("is the same in a line as alone, for every form and every day that is none")
  func inLines() throws {
    var random = SeededGenerator(seed: 7)
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &random)! }
    for _ in 0..<20_000 {
      let year = pick(["1970", "2023", "2024", "1900", "2000", "2026", "0000", "9999"])
      let month = pick(["00", "01", "02", "06", "11", "12", "13"])
      let day = pick(["00", "01", "15", "28", "29", "30", "31", "32"])
      let clock = pick(["00:00:00", "23:59:59", "24:00:00", "12:60:00", "12:00:60", "1x:00:00", "12-00:00", "20:51:35"])
      let fraction = pick(["", ".5", ".54", ".544", ".544999", ".123456789", ".", ".x", ".1234567890123456789012345"])
      let zone = pick([
        "Z", "Z", "Z", "z", "", "+00:00", "-03:00", "+0530", "+24:00", "+1", "-23:59", "ZZ", " ", "+05:3",
      ])
      let text = "\(year)-\(month)-\(day)\(pick(["T", "T", "T", "t", " ", "x"]))\(clock)\(fraction)\(zone)"
      let line = #"{"uuid":"U","email":"e","role":"r","created_at":"\#(text)"}"#
      if let date = BSONDate(rfc3339: text) {
        #expect(LineConverterTests.document(line)?.1["created_at"] == .date(date), "\(text)")
      } else {
        #expect(LineConverterTests.convert(line) == .refused(LineRefusal(.badDate, field: "created_at")), "\(text)")
      }
    }
  }
}
