internal import BSON
package import OnePwModel

/// What a feed follows: events of one or more collections, in the order in which they arrived.
package struct FeedQuery: Sendable {
  struct Source: Sendable {
    let collection: String
    let filter: BSONDocument
  }

  /// What `opq events` follows.
  package static let everything = ["audit-events", "item-usages", "sign-in-attempts"]

  let name: String
  let sources: [Source]
  /// Fields that are not part of the answer.
  let hidden: Set<String>
  let isDescending: Bool

  /// - Parameters:
  ///   - queries: Bound without a period: a feed's time is that of arrival.
  /// - Throws: For queries that do more than filter and sort.
  package init(_ name: String, _ queries: [BoundQuery], isDescending: Bool) throws(QueryingError) {
    var sources: [Source] = []
    var hidden: Set<String> = []
    for query in queries {
      guard let listing = PlainListing(query), listing.limit == nil else {
        throw .usage("\(query.name) is no plain listing: only those can be followed from a cursor")
      }
      hidden.formUnion(listing.hidden)
      sources.append(Source(collection: query.collection, filter: listing.filter))
    }
    self.name = name
    self.sources = sources
    self.hidden = hidden
    self.isDescending = isDescending
  }

  /// Tells one question from another: tokens of one do not continue the other.
  package func digest(in database: String) -> UInt64 {
    let parts = sources.map { ["c": .string($0.collection), "f": .document($0.filter)] as BSONValue }
    let content: BSONDocument = [
      "q": .string(name), "d": .string(database), "o": .bool(isDescending), "s": .array(parts),
    ]
    return XXHash64.hash(content.bytes)
  }

  /// The command for the next events of one collection.
  ///
  /// `min` and `max` are bounds of the index itself, so a page costs the same wherever it lies, also among thousands of
  /// events of one millisecond; the hint, which they need, turns a missing index into an error instead of a sort.
  func page(
    of source: Source, after position: FeedPosition?, since: BSONDate?, until bound: FeedBound, count: Int,
    timeoutMilliseconds: Int64?, comment: String
  ) -> BSONDocument {
    let direction: BSONValue = isDescending ? -1 : 1
    let newest = FeedPosition.before(bound.date).bound
    let oldest = since.map { FeedPosition.before($0).bound }
    let (least, greatest) =
      isDescending ? (oldest, position?.bound ?? newest) : (position?.bound ?? oldest, newest)
    var filter = BSONValue.document(source.filter)
    // Going up, the index's lower bound includes the event already had. Left out here and not by the reader: a reply that
    // it fills would hold nothing else.
    if !isDescending, let position { filter = ["$and": [filter, ["$nor": [position.bound]]]] }
    var command: [(String, BSONValue)] = [
      ("find", .string(source.collection)), ("filter", filter),
      ("sort", ["insert_time": direction, "_id": direction]), ("hint", ["insert_time": 1, "_id": 1]),
      ("max", greatest), ("limit", BSONValue(count)), ("batchSize", BSONValue(count)), ("singleBatch", true),
      ("comment", .string(comment)),
    ]
    if let least { command.append(("min", least)) }
    if let timeoutMilliseconds { command.append(("maxTimeMS", .int64(timeoutMilliseconds))) }
    if let time = bound.clusterTime {
      command.append(("readConcern", ["level": "majority", "afterClusterTime": .timestamp(time)]))
    }
    return BSONDocument(command)
  }
}
