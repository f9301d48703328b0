internal import BSON

/// What is known of a primary's clock, for a minute, or until ours is set or another server is primary. Pure: the readings are the caller's.
struct ServerClock {
  /// How far our clock may be set, in milliseconds, before the server is asked again: half of the second that readers of
  /// `insert_time` bear.
  private static let tolerance: Int64 = 500
  /// The server's own clock may be set as well.
  private static let milliseconds = 60_000

  private var known: (primary: UInt32, lead: Int64, asked: Clock.Reading)?

  /// The server's time; nil when it has to be asked.
  func time(of primary: UInt32, at reading: Clock.Reading) -> BSONDate? {
    guard let known, known.primary == primary, reading.monotonic - known.asked.monotonic <= Self.milliseconds,
      abs(reading.setting - known.asked.setting) <= Self.tolerance
    else { return nil }
    return BSONDate(milliseconds: reading.now.milliseconds + known.lead)
  }

  /// Keeps what the server answered, and when it was `asked`: if our clock was set before it answered, it is asked again.
  mutating func learn(_ time: BSONDate, of primary: UInt32, asked: Clock.Reading, answered: Clock.Reading) {
    known = (primary, Clock.lead(of: time, asked: asked.now, answered: answered.now), asked)
  }

  mutating func forget() { known = nil }
}
