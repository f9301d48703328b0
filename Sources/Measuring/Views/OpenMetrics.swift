internal import BSON

/// A sample in the OpenMetrics text format, for Prometheus and what reads its files.
///
/// Everything that has a name of its own (index, member, collection) is a label, never a part of a metric's name, so
/// that no two can fall into one.
package enum OpenMetrics {
  package static func text(of sample: Sample) -> String {
    let families =
      [up(1)] + server(sample) + members(sample) + database(sample) + collections(sample) + indexes(sample)
      + streams(sample) + queries(sample) + [withheld(sample)]
    return families.map(\.text).joined() + "# EOF\n"
  }

  /// What there is to say when no server answers.
  package static let down = up(0).text + "# EOF\n"

  private static func up(_ value: Int) -> MetricFamily {
    var family = MetricFamily("up", help: "Whether the server answered.")
    family.add(value)
    return family
  }

  private static func withheld(_ sample: Sample) -> MetricFamily {
    var family = MetricFamily("withheld", help: "Records that could not be made, by reason: denied or timeout.")
    func add(_ kind: String, _ collection: String, _ gap: Gap?) {
      if let gap { family.add(1, ("kind", kind), ("collection", collection), ("reason", gap.rawValue)) }
    }
    add(ServerRecord.kind, "", sample.server?.status.gap)
    add(DatabaseRecord.kind, "", sample.totals?.totals.gap)
    for one in sample.collections { add(CollectionRecord.kind, one.name, one.storage?.gap) }
    for one in sample.streams { add(StreamRecord.kind, one.collection, one.flow.gap) }
    for one in sample.withheld { add(one.kind, one.collection ?? "", one.gap) }
    return family
  }

  private static func members(_ sample: Sample) -> [MetricFamily] {
    var healthy = MetricFamily(
      "member_healthy", help: "Whether the member of the replica set can be reached by the one asked.")
    var state = MetricFamily("member_state", help: "1 for the state that the member is in.")
    var lag = MetricFamily("member_lag_seconds", unit: "seconds", help: "How far the member is behind the primary.")
    var window = MetricFamily(
      "member_oplog_window_seconds", unit: "seconds", help: "How far back the member's oplog reaches.")
    for record in sample.members {
      let label = ("member", record.member)
      guard let status = record.status.value else { continue }
      healthy.add(status.isHealthy ? 1 : 0, label)
      state.add(1, label, ("state", status.state))
      lag.add(status.lag, label)
      window.add(record.oplog?.value?.window, label)
    }
    return [healthy, state, lag, window]
  }

  private static func database(_ sample: Sample) -> [MetricFamily] {
    guard let totals = sample.totals?.totals.value else { return [] }
    var bytes = MetricFamily(
      "database_bytes", unit: "bytes", help: "Size of the database, by what: data is uncompressed.")
    let database = ("database", sample.database)
    for (what, size) in [("data", totals.data), ("storage", totals.storage), ("indexes", totals.indexes)] {
      bytes.add(size, database, ("of", what))
    }
    var documents = MetricFamily("database_documents", help: "Documents in the database.")
    documents.add(totals.documents, database)
    var disk = MetricFamily("file_system_bytes", unit: "bytes", help: "The file system that holds the data.")
    disk.add(totals.fileSystemUsed, ("of", "used"))
    disk.add(totals.fileSystemTotal, ("of", "total"))
    return [bytes, documents, disk]
  }
}
