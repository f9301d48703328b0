internal import Glibc
internal import Mongo

/// Waits between attempts at the same thing, for as long as the retry policy allows.
struct Patience: ~Copyable {
  private var policy: RetryPolicy
  private var start: Int?
  private let shouldStop: @Sendable () -> Bool

  init(_ limit: Int, _ shouldStop: @escaping @Sendable () -> Bool) {
    policy = RetryPolicy(limit: limit)
    self.shouldStop = shouldStop
  }

  /// Returns when it is time for another attempt.
  ///
  /// - Throws: When another attempt cannot help, time is over, or a signal says so.
  mutating func wait(after error: MongoError) throws(Courier.Failure) {
    switch error.kind {
    case .transient, .unreachable, .timeout, .interrupted: break
    case .address, .unauthorized, .refused: throw .failed(error)
    }
    let now = Clock.monotonic
    let began = start ?? now
    start = began
    guard let delay = policy.nextDelay(elapsed: now - began) else { throw .gaveUp(error) }
    let end = now + delay
    while Clock.monotonic < end {
      if shouldStop() { throw .stopped }
      usleep(10_000)
    }
  }
}
