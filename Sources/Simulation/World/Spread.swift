/// A share of all activity, as a fraction of 2⁶⁴: exact on every machine, and in the order of what it is made from.
typealias Position = UInt64

/// Numbers dealt evenly over the activity from some position on: each has a part of its own and lies somewhere in it.
struct Spread: Sendable {
  private let count: Int
  private let first: Position
  private let step: UInt64

  /// One less than there is, so that no position is the last of all, which no half hour holds.
  init(_ count: Int, from first: Position = 0) {
    self.count = count
    self.first = first
    step = (Position.max - 1 - first) / UInt64(max(1, count))
  }

  /// Where number `n` lies; `jitter` says where in its part.
  @inline(__always) func position(_ n: Int, _ jitter: UInt64) -> Position {
    begin(of: n) &+ jitter.multipliedFullWidth(by: step).high
  }

  @inline(__always) func begin(of n: Int) -> Position { first &+ UInt64(truncatingIfNeeded: n) &* step }

  /// How many numbers lie before `position` whatever their jitter.
  @inline(__always) func count(before position: Position) -> Int {
    // Rounding leaves a rest behind the last part.
    min(Int((position - first) / step), count)
  }
}
