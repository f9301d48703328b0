internal import BSON

/// What a server did each second between two samples.
package struct ServerRates: Sendable, Equatable {
  package let operations: [ServerStatus.Operation: Double]
  package let bytesIn: Double
  package let bytesOut: Double
  package let requests: Double
  package let pageFaults: Double?

  /// nil when the server was started anew in between: its counters began again.
  init?(from earlier: ServerStatus, to later: ServerStatus) {
    let seconds = Double(later.uptimeMilliseconds - earlier.uptimeMilliseconds) / 1000
    guard seconds > 0 else { return nil }
    func rate(_ before: Int, _ after: Int) -> Double { (Double(max(0, after - before)) / seconds).rounded(toPlaces: 1) }
    operations = Dictionary(
      uniqueKeysWithValues: ServerStatus.Operation.allCases.map {
        ($0, rate(earlier.operations[$0] ?? 0, later.operations[$0] ?? 0))
      })
    bytesIn = rate(earlier.network.bytesIn, later.network.bytesIn)
    bytesOut = rate(earlier.network.bytesOut, later.network.bytesOut)
    requests = rate(earlier.network.requests, later.network.requests)
    pageFaults =
      if let before = earlier.pageFaults, let after = later.pageFaults { rate(before, after) } else { nil }
  }

  var fields: RecordFields {
    var fields = RecordFields()
    for kind in ServerStatus.Operation.allCases { fields.add(kind.rawValue, operations[kind]) }
    fields.add("bytes_in", bytesIn)
    fields.add("bytes_out", bytesOut)
    fields.add("requests", requests)
    fields.add("page_faults", pageFaults)
    return fields
  }
}

/// How a collection grew between two samples.
package struct CollectionRates: Sendable, Equatable {
  /// Each second; negative where more left than came.
  package let documents: Double
  /// Documents and indexes, on disk, each second since they were last measured; nil where they were not measured anew.
  package let bytes: Double?

  init(from earlier: CollectionStorage, at start: BSONDate, to later: CollectionStorage, at end: BSONDate) {
    func rate(_ change: Int, since start: BSONDate) -> Double {
      (Double(change) / end.seconds(since: start)).rounded(toPlaces: 1)
    }
    documents = rate(later.documents - earlier.documents, since: start)
    bytes =
      later.sizesAt == nil
      ? rate(later.storage + later.indexes - earlier.storage - earlier.indexes, since: earlier.sizesAt ?? start) : nil
  }

  var fields: RecordFields {
    var fields = RecordFields()
    fields.add("documents", documents)
    fields.add("bytes", bytes)
    return fields
  }
}

extension Double {
  func rounded(toPlaces places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }
}
