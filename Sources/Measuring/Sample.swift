package import BSON

/// All that was measured at one moment.
package struct Sample: Sendable, Equatable {
  /// The server's clock at the start.
  package let time: BSONDate
  package let database: String
  /// The server that was asked: its name in the replica set, else as the address names it.
  package var host = ""
  package var server: ServerRecord?
  package var members: [ReplicaRecord] = []
  package var totals: DatabaseRecord?
  package var collections: [CollectionRecord] = []
  package var indexes: [IndexRecord] = []
  package var streams: [StreamRecord] = []
  /// Filled in by who knows the queries.
  package var queries: [QueryRecord] = []
  /// What could not even be listed.
  package var withheld: [Withheld] = []

  init(time: BSONDate, database: String) {
    self.time = time
    self.database = database
  }

  /// Every record as a line, in the order in which they are printed.
  package var lines: [BSONDocument] {
    var lines: [BSONDocument] = []
    if let server { lines.append(server.line(at: time)) }
    lines += members.map { $0.line(at: time) }
    if let totals { lines.append(totals.line(at: time)) }
    lines += collections.map { $0.line(at: time) }
    lines += indexes.map { $0.line(at: time) }
    lines += streams.map { $0.line(at: time) }
    lines += queries.map { $0.line(at: time) }
    return lines + withheld.map { $0.line(at: time) }
  }
}
