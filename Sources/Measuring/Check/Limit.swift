/// A number that must not be exceeded: critical beyond one bound, and where there is a lower one, a warning beyond that.
package struct Limit: Sendable, Equatable {
  package let warning: Double?
  package let critical: Double

  package init(warning: Double? = nil, critical: Double) {
    self.warning = warning
    self.critical = critical
  }

  func severity(of value: Double) -> Severity {
    if value > critical { return .critical }
    return warning.map { value > $0 } == true ? .warning : .ok
  }
}

/// What `opstat check` was asked to look at, besides a replica set's health, which it always looks at.
package struct Limits: Sendable, Equatable {
  /// Seconds that a member may be behind the primary.
  package var lag: Limit?
  /// Seconds since the newest event of each stream.
  package var age: Limit?
  /// Seconds from an event to its arrival: the median of the latest.
  package var arrivalLag: Limit?
  /// Per cent of the connections that the server takes.
  package var connections: Limit?
  /// Per cent of the cache that is not yet written.
  package var cacheDirty: Limit?
  /// The catalogue's indexes and validators have to be there.
  package var drift = false
  /// Seconds that an index may go without use.
  package var unused: Limit?
  /// The event collections that are looked at.
  package var streams: Set<String>?

  package init() {}

  /// What a sample has to hold for these; never the sizes, which no limit is about.
  package var scope: Scope {
    var scope: Scope = .replica
    if connections != nil || cacheDirty != nil { scope.insert(.server) }
    if drift { scope.formUnion([.collections, .indexes]) }
    if unused != nil { scope.insert(.indexes) }
    if age != nil || arrivalLag != nil { scope.insert(.streams) }
    return scope
  }
}
