internal import BSON

extension OpenMetrics {
  static func streams(_ sample: Sample) -> [MetricFamily] {
    var newest = MetricFamily(
      "stream_newest_event_timestamp_seconds", unit: "seconds", help: "When the newest event happened.")
    var oldest = MetricFamily(
      "stream_oldest_event_timestamp_seconds", unit: "seconds", help: "When the oldest event happened.")
    var age = MetricFamily("stream_age_seconds", unit: "seconds", help: "From the newest event to the server's clock.")
    var ahead = MetricFamily("stream_events_ahead", help: "Events dated after the server's clock, counted up to 1,000.")
    var events = MetricFamily(
      "stream_events",
      help: "Events in the last hour or day, and in the same period a week before, counted up to 100,000.")
    var lag = MetricFamily(
      "stream_arrival_lag_seconds", unit: "seconds", help: "From an event to its arrival, over the latest 100 arrivals."
    )
    for record in sample.streams {
      guard let flow = record.flow.value else { continue }
      let label = ("collection", record.collection)
      newest.add(flow.newest?.seconds, label)
      oldest.add(flow.oldest?.seconds, label)
      age.add(flow.age, label)
      if !flow.isUnindexed { ahead.add(flow.ahead, label) }
      for (period, comparison) in [("hour", flow.lastHour), ("day", flow.lastDay)] {
        events.add(comparison?.events, label, ("period", period), ("week", "this"))
        events.add(comparison?.weekBefore, label, ("period", period), ("week", "before"))
      }
      lag.add(flow.arrival?.medianLag, label, ("statistic", "median"))
      lag.add(flow.arrival?.maximumLag, label, ("statistic", "maximum"))
    }
    return [newest, oldest, age, ahead, events, lag]
  }
}

extension BSONDate {
  /// Since 1970, as Prometheus counts time.
  var seconds: Double { Double(milliseconds) / 1000 }
}
