package import BSON

/// The database as a whole: `dbStats`, sizes in bytes.
package struct DatabaseRecord: Record {
  package static let kind = "database"

  package let name: String
  package let totals: Reading<Totals>

  package struct Totals: Sendable, Equatable {
    package let collections: Int
    package let views: Int
    package let documents: Int
    /// Uncompressed, without indexes.
    package let data: Int
    /// On disk, without indexes.
    package let storage: Int
    package let indexes: Int
    package let fileSystemUsed: Int?
    package let fileSystemTotal: Int?
  }

  package var document: BSONDocument {
    var fields = RecordFields()
    fields.add("database", name)
    fields.add(totals.gap)
    guard let totals = totals.value else { return fields.document }
    fields.add("collections", totals.collections)
    fields.add("views", totals.views)
    fields.add("documents", totals.documents)
    fields.add("data_bytes", totals.data)
    fields.add("storage_bytes", totals.storage)
    fields.add("index_bytes", totals.indexes)
    if let used = totals.fileSystemUsed, let total = totals.fileSystemTotal {
      fields.add("file_system", RecordFields(("used_bytes", used), ("total_bytes", total)))
    }
    return fields.document
  }
}

extension DatabaseRecord.Totals {
  init(_ reply: BSONDocument) {
    func number(_ key: String) -> Int? { reply[key]?.wholeNumber }
    self.init(
      collections: number("collections") ?? 0, views: number("views") ?? 0, documents: number("objects") ?? 0,
      data: number("dataSize") ?? 0, storage: number("storageSize") ?? 0, indexes: number("indexSize") ?? 0,
      fileSystemUsed: number("fsUsedSize"), fileSystemTotal: number("fsTotalSize"))
  }
}
