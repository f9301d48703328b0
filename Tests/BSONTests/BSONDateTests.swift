import BSON
import Testing

@Suite("A date")
struct BSONDateTests {
  @Test(
    "is read from every form of the streams contract",
    arguments: [
      ("2026-11-21T20:51:35.544Z", 1_795_294_295_544),
      ("2026-11-21T20:51:35.5449999Z", 1_795_294_295_544),
      ("2026-11-21T20:51:35.5Z", 1_795_294_295_500),
      ("2026-11-21t20:51:35z", 1_795_294_295_000),
      ("2026-11-21 20:51:35", 1_795_294_295_000),
      ("2026-11-21T17:51:35-03:00", 1_795_294_295_000),
      ("2026-11-22T02:21:35+0530", 1_795_294_295_000),
      ("1969-12-31T23:59:59.999Z", -1),
      ("2024-02-29T00:00:00Z", 1_709_164_800_000),
    ] as [(String, Int64)])
  func forms(text: String, milliseconds: Int64) {
    #expect(BSONDate(rfc3339: text)?.milliseconds == milliseconds)
  }

  @Test(
    "is nothing else",
    arguments: [
      "2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
      "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
      "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+1", "2026-01-01T00:00:00+24:00",
      "2026-01-01T00:00:00Zx", "2026-01-01", "", "2026-1-01T00:00:00Z0",
    ])
  func refused(text: String) {
    #expect(BSONDate(rfc3339: text) == nil)
  }

  @Test("writes RFC 3339 with milliseconds")
  func writing() {
    #expect(BSONDate(milliseconds: 1_795_294_295_544).rfc3339 == "2026-11-21T20:51:35.544Z")
    #expect(BSONDate(milliseconds: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
  }
}
