internal import Glibc
internal import Mongo
internal import Synchronization

/// How long to wait for a server that is away or changes its role: an election takes about ten seconds, a restart longer.
///
/// Copies share what has been learnt: once a wait was in vain, nothing waits again until the server has answered.
package struct Patience: Sendable {
  package let limit: Duration
  /// Whether the user has asked to end, which ends the waiting too.
  package let isInterrupted: @Sendable () -> Bool
  private let memory = Memory()

  private final class Memory: Sendable {
    let hasWaitedInVain = Atomic(false)
  }

  package init(limit: Duration = .seconds(60), isInterrupted: @escaping @Sendable () -> Bool = { false }) {
    self.limit = limit
    self.isInterrupted = isInterrupted
  }

  /// Tries again until it succeeds, fails for good, or the time is up. What is tried must bear being done twice.
  func retrying<Success: ~Copyable>(
    _ attempt: () throws(MongoError) -> Success
  ) throws(MongoError) -> Success {
    var isAwaySince: ContinuousClock.Instant?
    var pause: UInt32 = 100_000
    while true {
      let start = ContinuousClock.now
      do throws(MongoError) {
        let success = try attempt()
        memory.hasWaitedInVain.store(false, ordering: .relaxed)
        return success
      } catch {
        let isPassing = error.kind == .transient || error.kind == .unreachable
        guard isPassing, !isInterrupted(), !memory.hasWaitedInVain.load(ordering: .relaxed) else { throw error }
        // A build may have been at work for hours before the connection broke: the waiting begins now.
        if error.kind == .transient && start.duration(to: .now) > limit { isAwaySince = nil }
        let since = isAwaySince ?? .now
        isAwaySince = since
        guard since.duration(to: .now) < limit else {
          memory.hasWaitedInVain.store(true, ordering: .relaxed)
          throw error
        }
        usleep(pause)
        pause = min(pause * 2, 2_000_000)
      }
    }
  }
}
