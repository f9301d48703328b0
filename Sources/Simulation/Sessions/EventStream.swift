/// A stream of events that happen in sessions: when each of them does, and which of them share the sessions they are
/// drawn from.
struct EventStream: Sendable {
  let key: UInt64
  private let spread: Spread
  /// Events of one stretch, as a power of two: so many that a stretch lasts two minutes on average, 64 at most.
  private let shift: Int

  init(_ key: UInt64, _ count: Int, from opening: Position, days: Int) {
    self.key = key
    spread = Spread(count, from: opening)
    shift = (0...6).last { count >> $0 >= days * 720 } ?? 0
  }

  @inline(__always) func position(_ n: Int, _ jitter: UInt64) -> Position { spread.position(n, jitter) }

  @inline(__always) func stretch(of n: Int) -> Int { n &>> shift }
  func begin(ofStretch stretch: Int) -> Position { spread.begin(of: stretch << shift) }

  /// How many sessions the events of a stretch are drawn from, less one: a mask.
  @inline(__always) var present: Int { min(1 &<< shift, Attendance.most) &- 1 }
}
