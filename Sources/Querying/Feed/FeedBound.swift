package import BSON
package import Mongo

/// Up to when a feed may be read now without missing anything.
package struct FeedBound: Sendable {
  /// Events that arrived before this are all there.
  let date: BSONDate
  /// In a replica set: what a read has to see, and see on a majority, so that no election takes back what was printed.
  let clusterTime: UInt64?

  /// The same, but nothing that arrived at `end` or later.
  package func ended(at end: BSONDate?) -> FeedBound {
    FeedBound(date: end.map { min($0, date) } ?? date, clusterTime: clusterTime)
  }

  /// - Parameters:
  ///   - lag: Batches in flight were stamped before they can be read; inserts are given less time than this.
  ///   - collection: Any that the reader may read.
  package static func now(
    _ now: BSONDate, lag: DurationExpression, collection: String, of database: String, _ client: borrowing MongoClient
  ) throws(MongoError) -> FeedBound {
    let hello = try client.run(["hello": 1], in: "admin", doing: "ask for the server's time")
    // Of two clocks that disagree, the earlier one misses nothing.
    let server = hello["localTime"]?.dateValue ?? now
    let date = BSONDate(milliseconds: min(now, server).milliseconds - lag.milliseconds)
    guard hello["setName"] != nil else { return FeedBound(date: date, clusterTime: nil) }
    // A linearizable read ends only when a majority knows this primary and everything written before.
    let proof = try client.run(
      [
        "find": .string(collection), "filter": ["_id": .minKey], "limit": 1, "singleBatch": true,
        "readConcern": ["level": "linearizable"], "maxTimeMS": 10_000,
      ], in: database, doing: "wait for a majority")
    guard case .timestamp(let time)? = proof["operationTime"] else { return FeedBound(date: date, clusterTime: nil) }
    return FeedBound(date: date, clusterTime: time)
  }
}
