internal import Glibc
internal import Synchronization

/// SIGINT and SIGTERM as a flag that loops look at, so that what is in flight is finished.
package enum Signals {
  /// The signal that arrived, or 0.
  private static let received = Atomic<Int32>(0)

  /// The signal that asks the tool to end, if one has arrived.
  package static var pending: Int32? {
    let signal = received.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// From now on SIGINT and SIGTERM set the flag; the second one ends the process as it always would.
  package static func catchInterrupts() {
    _ = pending  // The flag exists before a handler may touch it.
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { Signals.received.store($0, ordering: .relaxed) }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      // No SA_RESTART: a read that waits for input has to come back and see the flag.
      unsafe sigaction(number, &action, nil)
    }
  }

  /// A parent may have left SIGPIPE ignored; `| head` must end us quietly.
  static func restoreDefaults() { signal(SIGPIPE, SIG_DFL) }

  /// Ends the process by the signal itself, so that the shell sees why (and 128 + signal).
  static func dieOf(_ number: Int32) -> Never {
    signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }
}
