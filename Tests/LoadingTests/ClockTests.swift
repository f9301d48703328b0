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

  /// Ours was an hour ahead when the server was asked.
  private static let hour: Int64 = 3_600_000
  private static let known = {
    let asked = Clock.Reading(now: BSONDate(milliseconds: 2 * hour), monotonic: 7)
    var known = ServerClock()
    known.learn(BSONDate(milliseconds: hour), of: 1, asked: asked, answered: asked)
    return known
  }()

  /// Our clocks a minute later.
  private func later(setBy step: Int64 = 0) -> Clock.Reading {
    Clock.Reading(now: BSONDate(milliseconds: 2 * Self.hour + 60_000 + step), monotonic: 60_007)
  }

  @Test(
    "is asked again once ours has been set by more than half a second",
    arguments: [(0, false), (500, false), (-500, false), (501, true), (-501, true), (-hour, true)])
  func afterASetting(step: Int64, isAsked: Bool) {
    let time = BSONDate(milliseconds: Self.hour + 60_000 + step)
    #expect(Self.known.time(of: 1, at: later(setBy: step)) == (isAsked ? nil : time))
  }

  @Test("is asked again after a minute")
  func afterAMinute() {
    let reading = later()
    let next = Clock.Reading(
      now: BSONDate(milliseconds: reading.now.milliseconds + 1), monotonic: reading.monotonic + 1)
    #expect(Self.known.time(of: 1, at: next) == nil)
  }

  @Test("is asked again when ours was set before it answered")
  func settingMeanwhile() {
    var known = ServerClock()
    known.learn(
      BSONDate(milliseconds: Self.hour), of: 1,
      asked: Clock.Reading(now: BSONDate(milliseconds: 2 * Self.hour), monotonic: 0),
      answered: Clock.Reading(now: BSONDate(milliseconds: Self.hour), monotonic: 1))
    #expect(known.time(of: 1, at: Clock.Reading(now: BSONDate(milliseconds: Self.hour), monotonic: 1)) == nil)
  }

  @Test("is asked again of another primary, and when what was known is forgotten")
  func anotherPrimary() {
    var known = Self.known
    #expect(known.time(of: 2, at: later()) == nil)
    known.forget()
    #expect(known.time(of: 1, at: later()) == nil)
  }
}
