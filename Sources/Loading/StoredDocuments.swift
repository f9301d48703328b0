internal import BSON
internal import Mongo
internal import OnePwModel

/// What the database holds under the same `_id` or uuid, fetched for a whole batch at a time.
///
/// Known by filters such as `{"_id": …}`, which are equal when their bytes are, as for the server: two spellings of é that
/// are one `String` are two `_id`s.
struct StoredDocuments {
  private var byID: [BSONDocument: BSONDocument] = [:]
  private var idByUUID: [BSONDocument: BSONDocument] = [:]

  /// What a question may hold at most, in bytes of documents: far below the server's 16 MiB.
  private static let largestQuestion = 4 << 20

  /// Fetches all that share `field` with one of `contents`, by queries on an index.
  ///
  /// - Parameter isDurable: Only what a majority of the set has: what a next primary may not know has to be sent again.
  mutating func fetch(
    _ contents: [BSONDocument], by field: String, isDurable: Bool, from collection: CollectionDefinition,
    of database: String, _ client: borrowing MongoClient
  ) throws(MongoError) {
    var rest = contents[...]
    while !rest.isEmpty {
      var size = 0
      let part = rest.prefix { content in
        defer { size += content.bytes.count }
        return size == 0 || size + content.bytes.count <= Self.largestQuestion
      }
      rest = rest.dropFirst(part.count)
      let wanted = Set(part.compactMap { $0[field] }.filter(\.isValueToAskFor).map { [field: $0] as BSONDocument })
      guard !wanted.isEmpty else { continue }
      let found = try client.find(
        [field: ["$in": .array(wanted.compactMap { $0[field] })]], in: collection.name, of: database,
        options: [
          "batchSize": .int32(Int32(wanted.count) + 1), "readConcern": ["level": isDurable ? "majority" : "local"],
        ],
        doing: "look for stored documents in \(collection.name)")
      for document in found {
        guard let id = Self.filter(document, by: "_id") else { continue }
        byID[id] = document
        if field == "uuid", let uuid = Self.filter(document, by: field) { idByUUID[uuid] = id }
      }
    }
  }

  /// The stored document with this one's `_id` or uuid, and the filter that selects it.
  func match(_ content: BSONDocument) -> (filter: BSONDocument, content: BSONDocument)? {
    if let id = Self.filter(content, by: "_id"), let found = byID[id] { return (id, found) }
    if let uuid = Self.filter(content, by: "uuid"), let id = idByUUID[uuid], let found = byID[id] { return (id, found) }
    return nil
  }

  private static func filter(_ content: BSONDocument, by field: String) -> BSONDocument? {
    content[field].map { [field: $0] }
  }

  /// A later document of the same batch meets what an earlier one has put there.
  mutating func replace(_ filter: BSONDocument, with content: BSONDocument) { byID[filter] = content }
}

extension BSONValue {
  /// Whether a question takes it for the value that it is. In `$in` a regular expression is a pattern, and an operator is
  /// refused together with the whole question ("cannot nest $ under $in"). None of these can be an `_id`, except that some
  /// servers store references (`$ref`, `$id`): such documents are sent, and found by their uuid when they are there.
  fileprivate var isValueToAskFor: Bool {
    switch self {
    case .array, .regularExpression, .undefined: false
    case .document(let document): document.first { _ in true }?.key.hasPrefix("$") != true
    default: true
    }
  }
}
