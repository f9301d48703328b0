internal import BSON
internal import Mongo

extension Probe {
  /// Looks at a feed by its indexes alone; where there is none to look through, it does not look.
  func flow(of collection: String, indexes: [IndexDescription], now: BSONDate) throws(MongoError) -> StreamFlow {
    guard let byTime = indexes.first(where: { $0.leads(with: "timestamp") }) else {
      return StreamFlow(isUnindexed: true)
    }
    return try lookingThrough { () throws(MongoError) in
      try flow(of: collection, through: byTime.name, indexes: indexes, now: now)
    } ?? StreamFlow(isUnindexed: true)
  }

  /// nil where the index that was to be looked through has gone since it was listed, which is a BadValue.
  private func lookingThrough<Answer>(
    _ question: () throws(MongoError) -> Answer
  ) throws(MongoError) -> Answer? {
    do throws(MongoError) { return try question() } catch  where error.code == 2 { return nil }
  }

  private func flow(
    of collection: String, through byTime: String, indexes: [IndexDescription], now: BSONDate
  ) throws(MongoError) -> StreamFlow {
    func edge(_ period: ClosedRange<BSONDate>, direction: Int) throws(MongoError) -> BSONDate? {
      try client.find(
        ["timestamp": period.condition], in: collection, of: database,
        options: budget.limit([
          "sort": ["timestamp": BSONValue(direction)], "limit": 1, "projection": ["_id": 0, "timestamp": 1],
          "hint": .string(byTime),
        ]), doing: "look for the edge of \(collection)"
      ).first?["timestamp"]?.dateValue
    }
    func count(_ period: ClosedRange<BSONDate>, upTo most: Int) throws(MongoError) -> Int {
      try client.run(
        budget.limit([
          "count": .string(collection), "query": ["timestamp": period.condition], "limit": BSONValue(most),
          "hint": .string(byTime),
        ]), in: database, as: .read, doing: "count the latest of \(collection)")["n"]?.wholeNumber ?? 0
    }
    func compare(_ length: Int64) throws(MongoError) -> StreamFlow.Comparison {
      let most = StreamFlow.Comparison.most
      return StreamFlow.Comparison(
        events: try count(now.back(length)...now, upTo: most),
        weekBefore: try count(now.back(week + length)...now.back(week), upTo: most))
    }
    let past = BSONDate.earliest...now
    var flow = StreamFlow(newest: try edge(past, direction: -1), oldest: try edge(past, direction: 1))
    flow.age = flow.newest.map { now.seconds(since: $0) }
    flow.ahead = try count(BSONDate(milliseconds: now.milliseconds + 1)...BSONDate.latest, upTo: 1000)
    flow.lastHour = try compare(3_600_000)
    flow.lastDay = try compare(86_400_000)
    flow.arrival =
      try lookingThrough { () throws(MongoError) in
        try arrival(in: collection, indexes: indexes, now: now)
      } ?? nil
    return flow
  }

  private func arrival(
    in collection: String, indexes: [IndexDescription], now: BSONDate
  ) throws(MongoError) -> StreamFlow.Arrival? {
    guard let byArrival = indexes.first(where: { $0.leads(with: "insert_time") }) else { return nil }
    let latest = try client.find(
      ["insert_time": (BSONDate.earliest...BSONDate.latest).condition], in: collection, of: database,
      options: budget.limit([
        "sort": ["insert_time": -1], "limit": 100, "projection": ["_id": 0, "insert_time": 1, "timestamp": 1],
        "hint": .string(byArrival.name),
      ]), doing: "look for the latest arrivals in \(collection)")
    return StreamFlow.Arrival(latest, now: now)
  }
}

private let week: Int64 = 7 * 86_400_000

extension ClosedRange<BSONDate> {
  /// With both ends, so that an index scan is bounded to dates: other types of value are not looked at.
  fileprivate var condition: BSONValue { ["$gte": .date(lowerBound), "$lte": .date(upperBound)] }
}

extension BSONDate {
  /// The years 1 and 9999.
  fileprivate static let earliest = BSONDate(milliseconds: -62_135_596_800_000)
  fileprivate static let latest = BSONDate(milliseconds: 253_402_300_799_999)

  fileprivate func back(_ milliseconds: Int64) -> BSONDate { BSONDate(milliseconds: self.milliseconds - milliseconds) }
}

extension IndexDescription {
  /// Whether all documents can be found through it in the order of `field`.
  fileprivate func leads(with field: String) -> Bool {
    isComplete && pattern.first?.field == field && pattern.first?.direction != nil
  }
}
