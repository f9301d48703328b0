/// When a scenario needs its actors quiet, so that chance adds nothing to what it tells: stretches of time by user,
/// looked up once a session.
package struct Silences: Sendable {
  private var byUser: [Int: [ClosedRange<Milliseconds>]] = [:]

  package static let none = Silences()

  mutating func add(_ user: Int, _ time: ClosedRange<Milliseconds>) { byUser[user, default: []].append(time) }

  @inline(__always) func cover(_ user: Int, at time: Milliseconds) -> Bool { cover(user, from: time, to: time) }

  @inline(__always) func cover(_ user: Int, from: Milliseconds, to: Milliseconds) -> Bool {
    !byUser.isEmpty && (byUser[user]?.contains { $0.lowerBound <= to && $0.upperBound >= from } ?? false)
  }
}
