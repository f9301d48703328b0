package import BSON
package import Mongo

/// Reads a feed page by page, several collections as one.
package struct FeedReader: Sendable {
  /// One collection on its way out.
  private struct Lane {
    /// The last event that was given out, or the beginning; where the next run goes on. Nil where newest come first and
    /// none has come.
    var position: FeedPosition?
    /// The last event that was fetched; where the next page begins.
    var fetched: FeedPosition?
    var waiting: ArraySlice<BSONDocument> = []
    /// Nothing more below the current bound.
    var isDry = false
  }

  private static let page = 1000

  private let query: FeedQuery
  private let database: String
  private let since: BSONDate?
  private let run: QueryRun
  private var lanes: [Lane]
  private var omission: BSONOmission

  /// - Parameters:
  ///   - since: The first event's arrival, where there is no token; where newest come first, the last one's.
  ///   - token: Where an earlier run stopped.
  /// - Throws: When the token belongs to another question.
  package init(_ query: FeedQuery, _ run: QueryRun, since: BSONDate?, after token: FeedToken?) throws(QueryingError) {
    if let token {
      guard token.digest == query.digest(in: run.database), token.positions.count == query.sources.count else {
        throw .usage("the cursor belongs to another query, other parameters or another database")
      }
    }
    self.query = query
    self.run = run
    self.since = since
    database = run.database
    omission = BSONOmission(query.hidden)
    // A beginning is kept like an event: by the next run, `--since 1h` is another moment.
    let beginning = query.isDescending ? nil : since.map(FeedPosition.before) ?? .beginning
    lanes = query.sources.indices.map { place in
      let position = token?.positions[place] ?? beginning
      return Lane(position: position, fetched: position)
    }
  }

  package func token(limit: Int?) -> FeedToken {
    FeedToken(digest: query.digest(in: database), limit: limit, positions: lanes.map(\.position))
  }

  package struct Page: Sendable {
    package let events: [BSONDocument]
    /// There is nothing more below the bound.
    package let isLast: Bool
  }

  /// The next events in the feed's order, up to `limit`.
  ///
  /// - Throws: When nothing could be read; what was read before a failure is given out, and the next call meets the
  ///   failure again.
  package mutating func next(
    _ limit: Int, until bound: FeedBound, _ client: borrowing MongoClient
  ) throws(QueryingError) -> Page {
    for place in lanes.indices { lanes[place].isDry = false }
    var events: [BSONDocument] = []
    while events.count < limit {
      do throws(QueryingError) {
        for place in lanes.indices where lanes[place].waiting.isEmpty && !lanes[place].isDry {
          try fill(place, min(Self.page, limit - events.count), bound, client)
        }
      } catch {
        if events.isEmpty { throw error }
        return Page(events: events, isLast: false)
      }
      // Which collection's next event arrived first; of equals, the first collection's.
      guard let place = lanes.indices.filter({ !lanes[$0].waiting.isEmpty }).min(by: isBefore) else {
        return Page(events: events, isLast: lanes.allSatisfy(\.isDry))
      }
      let event = lanes[place].waiting.removeFirst()
      lanes[place].position = FeedPosition(of: event)
      let shown = unsafe event.bytes.withUnsafeBytes { unsafe omission($0) { unsafe [UInt8]($0) } }
      events.append(BSONDocument(unchecked: shown))
    }
    return Page(events: events, isLast: false)
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    func arrival(_ place: Int) -> Int64 {
      lanes[place].waiting.first?["insert_time"]?.dateValue?.milliseconds ?? .min
    }
    return query.isDescending ? arrival(left) > arrival(right) : arrival(left) < arrival(right)
  }

  private mutating func fill(
    _ place: Int, _ count: Int, _ bound: FeedBound, _ client: borrowing MongoClient
  ) throws(QueryingError) {
    let last = lanes[place].fetched
    // The server refuses bounds that enclose nothing. Going back, a page may end among the events of one moment.
    let start = query.isDescending ? since : last?.insertTime.dateValue
    let end = query.isDescending ? last?.insertTime.dateValue ?? bound.date : bound.date
    if let start, start > end || start == end && (last == nil || !query.isDescending) {
      lanes[place].isDry = true
      return
    }
    let command = query.page(
      of: query.sources[place], after: last, since: since, until: bound, count: count,
      timeoutMilliseconds: run.timeoutMilliseconds, comment: run.comment)
    let reply: BSONDocument
    do {
      reply = try client.run(command, in: database, doing: "read \(query.sources[place].collection)")
    } catch {
      guard error.kind == .refused, error.cause.contains("hint") else { throw .server(error) }
      throw .usage(
        "\(query.sources[place].collection) has no index on insert_time, _id, which cursors follow: run opidx")
    }
    let batch = (reply.value(at: "cursor.firstBatch")?.arrayValue ?? []).compactMap(\.documentValue)
    // Only nothing means that there is no more: a reply ends before an event that would bring it over 16 MiB.
    lanes[place].isDry = batch.isEmpty
    lanes[place].waiting = batch[...]
    if let newest = batch.last { lanes[place].fetched = FeedPosition(of: newest) }
  }
}
