import BSON
import Testing

@Suite("A time on a command line")
struct TimeExpressionTests {
  private let now = BSONDate(rfc3339: "2026-11-21T20:51:35.544Z")!

  @Test(
    "is RFC 3339, a date, an age or now",
    arguments: [
      ("2026-11-20T10:00:00+01:00", "2026-11-20T09:00:00.000Z"), ("2024-02-29", "2024-02-29T00:00:00.000Z"),
      ("now", "2026-11-21T20:51:35.544Z"), ("0s", "2026-11-21T20:51:35.544Z"), ("90s", "2026-11-21T20:50:05.544Z"),
      ("15m", "2026-11-21T20:36:35.544Z"), ("24h", "2026-11-20T20:51:35.544Z"), ("-24h", "2026-11-20T20:51:35.544Z"),
      ("30d", "2026-10-22T20:51:35.544Z"),
    ])
  func accepts(text: String, expected: String) {
    #expect(TimeExpression(text)?.date(now: now).rfc3339 == expected)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", "h", "24", "24 h", "24H", "1.5h", "--24h", "2026-02-30", "2026-13-01", "2026-11", "yesterday", "٣h",
      "99999999999d", "36526d", "{\"$gt\":1}", "$now",
    ])
  func refuses(text: String) { #expect(TimeExpression(text) == nil) }

  @Test("has ages that are durations")
  func durations() {
    #expect(DurationExpression("60m") == DurationExpression("1h"))
    #expect(DurationExpression("36525d")?.milliseconds == 3_155_760_000_000)
    #expect(DurationExpression("-1h") == nil)
    for text in ["0s", "90s", "15m", "24h", "30d"] {
      #expect(DurationExpression(text).flatMap { DurationExpression($0.description) } == DurationExpression(text))
    }
    #expect(DurationExpression("120m")?.description == "2h")
  }
}
