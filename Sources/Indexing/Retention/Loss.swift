internal import BSON
internal import Mongo

extension IndexStep {
  /// How old a document may be from now on, where it could be older before.
  var shortensRetentionTo: Int? {
    switch self {
    case .create(let wanted, _), .rebuild(_, let wanted, _): return wanted.expiresAfterSeconds
    case .change(let index, _, let wanted):
      guard let seconds = wanted.expiresAfterSeconds else { return nil }
      // 0 may have been NaN, which newer servers take for never.
      let former = index.expiresAfterSeconds.flatMap { $0 == 0 ? nil : $0 } ?? .max
      return seconds < former ? seconds : nil
    case .await, .keep, .hide, .drop, .foreign: return nil
    }
  }
}

extension MongoClient {
  /// Documents of a collection, as its metadata tell.
  borrowing func count(_ collection: String, of database: String) throws(MongoError) -> Int {
    try run(["count": .string(collection)], in: database, as: .read, doing: "count \(collection)")["n"]?.intValue ?? 0
  }

  /// Documents of `collection` that are older than `seconds`, by the server's clock, which is the one that removes them.
  borrowing func count(
    olderThan seconds: Int, in collection: String, of database: String
  ) throws(MongoError) -> Int {
    let operation = "count what is older than \(seconds) s in \(collection)"
    guard let now = try run(["hello": 1], in: "admin", doing: operation)["localTime"]?.dateValue else { return 0 }
    let horizon = BSONDate(milliseconds: now.milliseconds - Int64(seconds) * 1000)
    return try aggregate(
      [["$match": ["timestamp": ["$lt": .date(horizon)]]], ["$count": "count"]], in: collection, of: database,
      doing: operation
    ).first?["count"]?.intValue ?? 0
  }
}
