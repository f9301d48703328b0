/// What a thread remembers of recent sessions: facts and ready pieces of JSON. Only a shortcut: without it every byte
/// would be the same. SAFETY: owned by one thread; slots are overwritten, never grown.
package final class SessionMemo {
  private static let slots = 4096
  private static let tails = 1024
  /// Longer than the longest piece: a test compares.
  static let auditTail = 512
  static let usageTail = 768

  private let world: World
  private let sessions: UnsafeMutablePointer<Session>
  private let auditTails: TailTable
  private let usageTails: TailTable
  let audit = Attendance()
  let usages = Attendance()

  package init(_ world: World, isExtended: Bool) {
    self.world = world
    sessions = .allocate(capacity: Self.slots)
    sessions.initialize(repeating: .none, count: Self.slots)
    auditTails = TailTable(slots: Self.tails, size: Self.auditTail, isExtended: isExtended)
    usageTails = TailTable(slots: Self.tails, size: Self.usageTail, isExtended: isExtended)
  }

  deinit { sessions.deallocate() }

  @inline(__always) func session(_ number: Int) -> Session {
    let slot = number & (Self.slots - 1)
    if sessions[slot].number != number { sessions[slot] = world.session(number) }
    return sessions[slot]
  }

  /// Everything of an audit event from `actor_uuid` on.
  @inline(__always) func auditTail(_ session: Session) -> Text {
    auditTails.text(session.number) { world.putAuditTail(session, &$0) }
  }

  /// Everything of a usage from `user` on.
  @inline(__always) func usageTail(_ session: Session) -> Text {
    usageTails.text(session.number) { world.putUsageTail(session, &$0) }
  }
}

/// Pieces of JSON by number, each made when first asked for.
final class TailTable {
  private let numbers: UnsafeMutablePointer<Int>
  private let counts: UnsafeMutablePointer<Int>
  private let bytes: UnsafeMutableRawPointer
  private let slots: Int
  private let size: Int
  private let isExtended: Bool

  init(slots: Int, size: Int, isExtended: Bool) {
    self.isExtended = isExtended
    self.slots = slots
    self.size = size
    numbers = .allocate(capacity: slots)
    numbers.initialize(repeating: -1, count: slots)
    counts = .allocate(capacity: slots)
    counts.initialize(repeating: 0, count: slots)
    bytes = .allocate(byteCount: slots * size + LineWriter.slack, alignment: 64)
  }

  deinit {
    numbers.deallocate()
    counts.deallocate()
    bytes.deallocate()
  }

  @inline(__always) func text(_ number: Int, _ make: (inout LineWriter) -> Void) -> Text {
    let slot = number & (slots - 1)
    let start = bytes + slot * size
    if numbers[slot] != number {
      var writer = LineWriter(at: start, isExtended: isExtended)
      make(&writer)
      numbers[slot] = number
      counts[slot] = writer.at - start
      precondition(counts[slot] + LineWriter.slack <= size, "a piece outgrew its slot")
    }
    return Text(start: UnsafeRawPointer(start), count: counts[slot])
  }
}
