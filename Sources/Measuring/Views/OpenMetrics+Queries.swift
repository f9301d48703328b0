extension OpenMetrics {
  static func queries(_ sample: Sample) -> [MetricFamily] {
    var time = MetricFamily(
      "query_duration_seconds", unit: "seconds", help: "What the server took to answer the query's own example.")
    var keys = MetricFamily("query_keys_examined", help: "Index keys that the server read for it.")
    var documents = MetricFamily("query_documents_examined", help: "Documents that the server read for it.")
    var scans = MetricFamily("query_collection_scan", help: "1 where the server reads the whole collection for it.")
    for record in sample.queries {
      guard let plan = record.plan.value else { continue }
      let labels = (("query", record.name), ("collection", record.collection))
      time.add(Double(plan.milliseconds) / 1000, labels.0, labels.1)
      keys.add(plan.keysExamined, labels.0, labels.1)
      documents.add(plan.documentsExamined, labels.0, labels.1)
      scans.add(plan.scansCollection ? 1 : 0, labels.0, labels.1)
    }
    return [time, keys, documents, scans]
  }
}
