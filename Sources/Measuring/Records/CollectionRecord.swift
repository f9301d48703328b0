package import BSON

/// One collection, whether the model knows it or not.
package struct CollectionRecord: Record {
  package static let kind = "collection"

  package let name: String
  package let state: CatalogueState
  package let isEventStream: Bool
  package let storage: Reading<CollectionStorage>?
  package let validator: ValidatorRecord?
  package let ttl: [TTL]
  /// Against the sample before, where there is one.
  package var rates: CollectionRates?

  /// Documents leave when the field's date is older than so many seconds.
  package struct TTL: Sendable, Equatable {
    package let field: String
    package let seconds: Int
  }

  package var document: BSONDocument {
    var fields = RecordFields()
    fields.add("collection", name)
    fields.add("state", state.rawValue)
    fields.add(storage?.gap)
    if let storage = storage?.value { storage.add(to: &fields, isEventStream: isEventStream) }
    if let validator { fields.add("validator", validator.fields) }
    if !ttl.isEmpty {
      fields.add("ttl", .array(ttl.map { ["field": .string($0.field), "seconds": BSONValue($0.seconds)] }))
    }
    if let rates { fields.add("rates", rates.fields) }
    return fields.document
  }
}

/// The sizes that `$collStats` gives, in bytes.
package struct CollectionStorage: Sendable, Equatable {
  package var documents: Int
  /// Uncompressed.
  package let data: Int
  /// On disk, free room included.
  package let storage: Int
  /// On disk, within `storage`, to be used again.
  package let free: Int
  package let indexSizes: [String: Int]
  /// Names of indexes that are being built now.
  package let building: Set<String>
  /// When the sizes were measured, if that was before this sample.
  package var sizesAt: BSONDate?

  package var indexes: Int { indexSizes.values.reduce(0, +) }
  package var average: Int? { documents > 0 ? data / documents : nil }
  /// What one more document costs on disk, its index entries included, if it is like those that are there.
  package var growthPerDocument: Double? {
    documents > 0 ? Double(storage - free + indexes) / Double(documents) : nil
  }
}

extension CollectionStorage {
  /// Sums the replies to `$collStats`: one, or one from each shard.
  init(_ replies: [BSONDocument]) {
    var documents = 0
    var data = 0
    var storage = 0
    var free = 0
    var sizes: [String: Int] = [:]
    var building: Set<String> = []
    for stats in replies.compactMap({ $0["storageStats"]?.documentValue }) {
      documents += stats["count"]?.wholeNumber ?? 0
      data += stats["size"]?.wholeNumber ?? 0
      storage += stats["storageSize"]?.wholeNumber ?? 0
      free += stats["freeStorageSize"]?.wholeNumber ?? 0
      for (name, size) in stats["indexSizes"]?.documentValue ?? [:] { sizes[name, default: 0] += size.wholeNumber ?? 0 }
      building.formUnion((stats["indexBuilds"]?.arrayValue ?? []).compactMap(\.stringValue))
    }
    self.init(
      documents: documents, data: data, storage: storage, free: free, indexSizes: sizes, building: building)
  }

  fileprivate func add(to fields: inout RecordFields, isEventStream: Bool) {
    fields.add("documents", documents)
    fields.add("data_bytes", data)
    fields.add("storage_bytes", storage)
    fields.add("index_bytes", indexes)
    fields.add("average_bytes", average)
    fields.add("free_bytes", free)
    fields.add("indexes", indexSizes.count)
    fields.add("sizes_at", sizesAt)
    if isEventStream { fields.add("growth_bytes_per_event", growthPerDocument) }
  }
}
