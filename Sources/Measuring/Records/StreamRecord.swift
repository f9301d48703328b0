package import BSON

/// One event collection, as a feed: does it still flow?
package struct StreamRecord: Record {
  package static let kind = "stream"

  package let collection: String
  package let flow: Reading<StreamFlow>

  package var document: BSONDocument {
    var fields = RecordFields()
    fields.add("collection", collection)
    fields.add(flow.gap)
    guard let flow = flow.value else { return fields.document }
    fields.flag("unindexed", flow.isUnindexed)
    fields.add("newest", flow.newest)
    fields.add("oldest", flow.oldest)
    fields.add("age_seconds", flow.age)
    fields.add("ahead", flow.ahead > 0 ? flow.ahead : nil)
    if let hour = flow.lastHour { fields.add("last_hour", hour.fields) }
    if let day = flow.lastDay { fields.add("last_day", day.fields) }
    if let arrival = flow.arrival { fields.add("arrival", arrival.fields) }
    return fields.document
  }
}

package struct StreamFlow: Sendable, Equatable {
  /// No index leads with `timestamp`: only a scan could tell, so nothing was asked.
  package var isUnindexed = false
  /// The newest event that is not dated after the server's clock.
  package var newest: BSONDate?
  package var oldest: BSONDate?
  /// Seconds from `newest` to the server's clock.
  package var age: Double?
  /// Events dated after the server's clock, counted up to 1,000: somebody's clock is wrong.
  package var ahead = 0
  package var lastHour: Comparison?
  package var lastDay: Comparison?
  package var arrival: Arrival?

  /// Events in a period up to now, and in the same period a week before.
  package struct Comparison: Sendable, Equatable {
    package let events: Int
    package let weekBefore: Int
    /// Where counting stops; a number that reaches it means "at least".
    package static let most = 100_000

    var fields: RecordFields {
      var fields = RecordFields(("events", events), ("week_before", weekBefore))
      fields.flag("at_least", events >= Self.most || weekBefore >= Self.most)
      return fields
    }
  }

  /// How late the events come, from the latest 100 to arrive: `insert_time` less `timestamp`.
  package struct Arrival: Sendable, Equatable {
    package let newest: BSONDate
    package let age: Double
    package let medianLag: Double
    package let maximumLag: Double

    var fields: RecordFields {
      var fields = RecordFields()
      fields.add("newest", newest)
      fields.add("age_seconds", age)
      fields.add("median_lag_seconds", medianLag)
      fields.add("maximum_lag_seconds", maximumLag)
      return fields
    }
  }
}

extension StreamFlow.Arrival {
  /// - Parameter events: Documents with `insert_time` and `timestamp`, the latest to arrive first.
  init?(_ events: [BSONDocument], now: BSONDate) {
    let lags = events.compactMap { event -> Double? in
      guard let arrived = event["insert_time"]?.dateValue, let happened = event["timestamp"]?.dateValue else {
        return nil
      }
      return arrived.seconds(since: happened)
    }.sorted()
    guard let newest = events.first?["insert_time"]?.dateValue, let maximum = lags.last else { return nil }
    self.init(
      newest: newest, age: now.seconds(since: newest), medianLag: lags[lags.count / 2],
      maximumLag: maximum)
  }
}
