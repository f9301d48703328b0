/// When to try again: soon at first, then more slowly, until the time is over. Pure: the clock is the caller's.
struct RetryPolicy: Equatable, Sendable {
  /// How long in all, in milliseconds.
  let limit: Int
  private(set) var attempts = 0

  init(limit: Int) { self.limit = limit }

  /// Milliseconds to wait before the next attempt, or nil when the time is over.
  ///
  /// - Parameter elapsed: Milliseconds since the first failure.
  mutating func nextDelay(elapsed: Int) -> Int? {
    guard elapsed < limit else { return nil }
    // An election takes some seconds: 50 ms doubles up to two seconds.
    let delay = min(50 << min(attempts, 6), 2_000)
    attempts += 1
    return min(delay, limit - elapsed)
  }
}
