internal import Glibc
internal import ToolSupport

/// Beats at a steady pace, however long the work between two beats takes; beats that were missed are left out.
struct Metronome {
  private let interval: Duration
  private var next: ContinuousClock.Instant

  init(every interval: Duration) {
    self.interval = interval
    next = .now + interval
  }

  /// Waits for the next beat. False when a signal asks the tool to end.
  mutating func wait() -> Bool {
    while Signals.pending == nil {
      let left = ContinuousClock.now.duration(to: next).components
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
      guard milliseconds > 0 else {
        let now = ContinuousClock.now
        while next <= now { next += interval }
        return true
      }
      // A signal ends the wait; one that comes just before it is seen within a fifth of a second.
      _ = poll(nil, 0, Int32(min(milliseconds, 200)))
    }
    return false
  }
}
