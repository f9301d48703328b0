/// Who is there while a stretch of a stream happens: sessions that are open when it begins, drawn once for all of its
/// events. A shortcut of one thread's, like `SessionMemo`: without it every byte would be the same.
final class Attendance {
  static let most = 16
  private let sessions: UnsafeMutablePointer<Session>
  /// A duplicate looks back to the stretch before; so the last two are kept.
  private var stretches = (even: -1, odd: -1)

  init() {
    sessions = .allocate(capacity: 2 * Self.most)
    sessions.initialize(repeating: .none, count: 2 * Self.most)
  }

  deinit { sessions.deallocate() }

  /// The sessions of a stretch, `make` giving each of the `count` by its number.
  @inline(__always) func sessions(of stretch: Int, _ count: Int, _ make: (Int) -> Session) -> UnsafePointer<Session> {
    let isOdd = stretch & 1 == 1
    let first = sessions + (isOdd ? Self.most : 0)
    if (isOdd ? stretches.odd : stretches.even) != stretch {
      for number in 0..<count { first[number] = make(number) }
      if isOdd { stretches.odd = stretch } else { stretches.even = stretch }
    }
    return UnsafePointer(first)
  }
}
