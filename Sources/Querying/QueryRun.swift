internal import BSON
package import Mongo
package import OnePwModel

/// How the server is asked.
package struct QueryRun: Sendable {
  /// Documents come in batches of so many: the reader of a pipe sees the first ones soon, and memory stays small.
  package static let batch = 2000

  package let database: String
  /// Longest time that the server may work on it; nil for as long as it takes.
  package let timeoutMilliseconds: Int64?
  /// Found in `$currentOp` and in the server's log; it names this run among all others.
  package let comment: String

  package init(database: String, timeoutMilliseconds: Int64?, name: String) {
    self.database = database
    self.timeoutMilliseconds = timeoutMilliseconds
    comment = "opq \(name) \(UInt64.random(in: .min ... .max))"
  }

  private var options: [(String, BSONValue)] {
    var options: [(String, BSONValue)] = [
      ("allowDiskUse", true), ("comment", .string(comment)), ("batchSize", BSONValue(Self.batch)),
    ]
    if let timeoutMilliseconds { options.append(("maxTimeMS", .int64(timeoutMilliseconds))) }
    return options
  }

  /// Hands each document of the answer to `body`, as the cursor gives them, until that returns false.
  ///
  /// `number` counts from 1; after a multiple of `batch` the next document may take a while.
  package func run(
    _ query: BoundQuery, _ client: borrowing MongoClient,
    _ body: (_ document: UnsafeRawBufferPointer, _ number: Int) -> Bool
  ) throws(QueryingError) {
    var number = 0
    func count(_ document: UnsafeRawBufferPointer) -> Bool {
      number += 1
      return unsafe body(document, number)
    }
    do {
      if let listing = PlainListing(query) {
        var omission = BSONOmission(listing.hidden)
        try unsafe client.find(
          listing.filter, in: query.collection, of: database, options: BSONDocument(options + listing.options),
          doing: "run \(query.name)"
        ) { unsafe omission($0, count) }
      } else {
        try unsafe client.aggregate(
          query.pipeline, in: query.collection, of: database, options: BSONDocument(options),
          doing: "run \(query.name)", count)
      }
    } catch {
      throw .server(error)
    }
  }
}
