/// Which records a sample is to hold: what is not asked for costs nothing.
package struct Scope: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let server = Scope(rawValue: 1)
  package static let replica = Scope(rawValue: 2)
  package static let database = Scope(rawValue: 4)
  package static let collections = Scope(rawValue: 8)
  package static let indexes = Scope(rawValue: 16)
  package static let streams = Scope(rawValue: 32)
  /// Bytes of collections and indexes. They cost more than all the rest: the server counts up hundreds of statistics
  /// for every index, a millisecond each, and offers no cheaper way.
  package static let sizes = Scope(rawValue: 64)

  package static let all: Scope = [.server, .replica, .database, .collections, .indexes, .streams, .sizes]
}
