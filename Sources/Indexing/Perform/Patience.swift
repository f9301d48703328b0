internal import Glibc
internal import Mongo

/// How long to wait for a server that is away or changes its role: an election takes about ten seconds, a restart longer.
package struct Patience: Sendable {
  package let limit: Duration
  /// Whether the user has asked to end, which ends the waiting too.
  package let isInterrupted: @Sendable () -> Bool

  package init(limit: Duration = .seconds(60), isInterrupted: @escaping @Sendable () -> Bool = { false }) {
    self.limit = limit
    self.isInterrupted = isInterrupted
  }

  /// Tries again until it succeeds, fails for good, or the time is up. What is tried must bear being done twice.
  func retrying<Success: ~Copyable>(
    _ attempt: () throws(MongoError) -> Success
  ) throws(MongoError) -> Success {
    let start = ContinuousClock.now
    var pause: UInt32 = 100_000
    while true {
      do throws(MongoError) {
        return try attempt()
      } catch {
        let isPassing = error.kind == .transient || error.kind == .unreachable
        guard isPassing, !isInterrupted(), ContinuousClock.now - start < limit else { throw error }
        usleep(pause)
        pause = min(pause * 2, 2_000_000)
      }
    }
  }
}
