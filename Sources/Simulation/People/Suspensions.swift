/// Which audit events are the suspensions of those whom the directory shows suspended: the last of each stretch of events is, of
/// another person each time, so that nobody is suspended twice.
struct Suspensions: Sendable {
  /// Numbers of a stretch, a power of two less one; all bits where there are no suspensions.
  private let mask: Int

  /// Stretches that are as many as the suspended at most, and so long that a suspension stays rare.
  init(_ organisation: Organisation, events: Int) {
    let people = organisation.hasBridge ? organisation.suspendedPeople : 0
    guard people > 0, events > 0 else {
      mask = .max
      return
    }
    var stretch = 4096
    while (events - 1) / stretch >= people { stretch *= 2 }
    mask = stretch - 1
  }

  @inline(__always) func contains(_ n: Int) -> Bool { n & mask == mask }

  /// Whose it is, counted among the suspended.
  func number(_ n: Int) -> Int { n / (mask + 1) }
}
