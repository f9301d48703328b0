internal import BSON
internal import Mongo

/// What collections and indexes measure on disk, as it was found within the last minute: finding it out costs more than
/// the rest of a sample, and in a minute it hardly changes. Numbers of documents are asked anew each time.
struct SizeMemory {
  private var known: [String: (storage: CollectionStorage, at: BSONDate)] = [:]
  private let keep: Int64 = 60_000

  /// - Parameter indexes: Those that the collection has now; others than before make the memory worthless.
  mutating func recall(
    _ collection: String, indexes: [IndexDescription]?, at time: BSONDate, _ probe: borrowing Probe
  ) throws(MongoError) -> Reading<CollectionStorage> {
    if let last = known[collection], time.milliseconds - last.at.milliseconds < keep,
      indexes.map({ Set($0.map(\.name)) == Set(last.storage.indexSizes.keys) }) ?? true
    {
      return try probe.reading { () throws(MongoError) in
        var storage = last.storage
        storage.documents = try probe.documents(in: collection)
        storage.sizesAt = last.at
        return storage
      }
    }
    let storage = try probe.reading { () throws(MongoError) in try probe.storage(of: collection) }
    known[collection] = storage.value.map { ($0, time) }
    return storage
  }
}
