internal import Glibc
internal import Synchronization

/// Lets blocks through in the order in which they were read.
///
/// A directory's newest document wins, so documents of directories are sent in input order, whatever the workers do.
/// Blocks that hold none pass at once and make nobody wait.
final class Turnstile: Sendable {
  private struct State {
    var next = 0
    var passed: Set<Int> = []
  }

  private let state = Mutex(State())

  /// Returns once every block before `ticket` has passed.
  func wait(for ticket: Int) {
    // Contention is rare (two blocks of directories at once) and short (a batch), so a nap is all the machinery it needs.
    while state.withLock({ $0.next < ticket }) { usleep(200) }
  }

  /// The block needs no more order, whether it succeeded or not.
  func pass(_ ticket: Int) {
    state.withLock { state in
      state.passed.insert(ticket)
      while state.passed.remove(state.next) != nil { state.next += 1 }
    }
  }
}
