package import BSON

/// All that was measured at one moment.
package struct Sample: Sendable, Equatable {
  /// The server's clock at the start.
  package let time: BSONDate
  package var server: ServerRecord
  package let database: DatabaseRecord
  package var collections: [CollectionRecord] = []
  package var indexes: [IndexRecord] = []
  /// What could not even be listed.
  package var withheld: [Withheld] = []

  init(time: BSONDate, server: ServerRecord, database: DatabaseRecord) {
    self.time = time
    self.server = server
    self.database = database
  }

  /// Every record as a line, in the order in which they are printed.
  package var lines: [BSONDocument] {
    [server.line(at: time), database.line(at: time)]
      + collections.map { $0.line(at: time) } + indexes.map { $0.line(at: time) }
      + withheld.map { $0.line(at: time) }
  }
}
