import BSON
import Testing

@testable import Loading

@Suite("The server's clock")
struct ClockTests {
  /// The server read its clock between `asked` and `answered`; what can be meant by a slow answer is no lead.
  @Test(
    "is followed when it is a second or more from ours",
    arguments: [(0, 0), (50, 0), (999, 0), (-999, 0), (1_500, 1_400), (-2_000, -2_000), (60_100, 60_000)])
  func lead(difference: Int64, expected: Int64) {
    let asked = BSONDate(milliseconds: 1_000_000)
    let answered = BSONDate(milliseconds: 1_000_100)
    let server = BSONDate(milliseconds: asked.milliseconds + difference)
    #expect(Clock.lead(of: server, asked: asked, answered: answered) == expected)
  }
}
