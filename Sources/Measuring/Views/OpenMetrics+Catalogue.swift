extension OpenMetrics {
  static func collections(_ sample: Sample) -> [MetricFamily] {
    var state = MetricFamily("collection_state", help: "1 for what the catalogue says: wanted, missing or foreign.")
    var documents = MetricFamily("collection_documents", help: "Documents in the collection.")
    var bytes = MetricFamily("collection_bytes", unit: "bytes", help: "Size of the collection; free is within storage.")
    var average = MetricFamily("collection_document_bytes", unit: "bytes", help: "Average size of a document.")
    var growth = MetricFamily(
      "collection_growth_bytes", unit: "bytes", help: "What one more event costs on disk, its index entries included.")
    for record in sample.collections {
      let label = ("collection", record.name)
      state.add(1, label, ("state", record.state.rawValue))
      guard let storage = record.storage?.value else { continue }
      documents.add(storage.documents, label)
      for (what, size) in [
        ("data", storage.data), ("storage", storage.storage), ("indexes", storage.indexes), ("free", storage.free),
      ] {
        bytes.add(size, label, ("of", what))
      }
      average.add(storage.average, label)
      if record.isEventStream { growth.add(storage.growthPerDocument, label) }
    }
    return [state, documents, bytes, average, growth]
  }

  static func indexes(_ sample: Sample) -> [MetricFamily] {
    var state = MetricFamily("index_state", help: "1 for what the catalogue says: wanted, missing, changed or foreign.")
    var bytes = MetricFamily("index_bytes", unit: "bytes", help: "Size of the index on disk.")
    var flags = MetricFamily("index_flag", help: "Whether the index is unused, redundant, hidden or building.")
    var operations = MetricFamily("index_operations", .counter, help: "Queries that used the index, on each member.")
    var since = MetricFamily(
      "index_operations_since_timestamp_seconds", unit: "seconds", help: "When the member began to count.")
    for record in sample.indexes {
      let collection = ("collection", record.collection)
      let index = ("index", record.name)
      state.add(1, collection, index, ("state", record.state.rawValue))
      bytes.add(record.size, collection, index)
      for (flag, isSet) in [
        ("unused", record.isUnused), ("redundant", record.isRedundant), ("hidden", record.isHidden),
        ("building", record.isBuilding),
      ] where record.usage != nil {
        flags.add(isSet ? 1 : 0, collection, index, ("flag", flag))
      }
      for usage in record.usage?.value ?? [] {
        operations.add(usage.operations, collection, index, ("member", usage.member))
        since.add(usage.since.seconds, collection, index, ("member", usage.member))
      }
    }
    return [state, bytes, flags, operations, since]
  }
}
