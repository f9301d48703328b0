/// When a scenario needs its actors quiet, so that chance adds nothing to what it tells: stretches of time by user,
/// looked up once a session or attempt.
package struct Silences: Sendable {
  enum Kind: Sendable {
    /// Sessions, what happens in them, and attempts of whoever to sign in as the user.
    case all
    /// Attempts only.
    case attempts
  }

  private var sessions: [Int: [ClosedRange<Milliseconds>]] = [:]
  private var attempts: [Int: [ClosedRange<Milliseconds>]] = [:]

  package static let none = Silences()

  mutating func add(_ user: Int, _ kind: Kind, _ time: ClosedRange<Milliseconds>) {
    attempts[user, default: []].append(time)
    if kind == .all { sessions[user, default: []].append(time) }
  }

  mutating func merge(_ others: Silences) {
    sessions.merge(others.sessions) { $0 + $1 }
    attempts.merge(others.attempts) { $0 + $1 }
  }

  /// Whether a session of the user that lasts so long has to be left out.
  @inline(__always) func cover(_ user: Int, from: Milliseconds, to: Milliseconds) -> Bool {
    !sessions.isEmpty && (sessions[user]?.contains { $0.lowerBound <= to && $0.upperBound >= from } ?? false)
  }

  /// Whether an attempt to sign in as the user has to be left out.
  @inline(__always) func coverAttempt(_ user: Int, at time: Milliseconds) -> Bool {
    !attempts.isEmpty && (attempts[user]?.contains { $0.contains(time) } ?? false)
  }
}
