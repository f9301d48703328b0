package import BSON
package import Mongo

/// What was decided about a database once and holds for every later run: kept in the database, in `onepw_settings`.
package struct Settings: Sendable, Hashable {
  package enum Retention: Sendable, Hashable {
    case forever
    case seconds(Int)

    /// Seconds that the server takes.
    static let range = 1...Int(Int32.max)
  }

  /// By collection. Without an entry nothing was ever said: an index that makes documents expire is then somebody else's.
  package var retention: [String: Retention] = [:]
  /// nil where nothing was ever said.
  package var validators: ValidatorMode?

  package static let collection = "onepw_settings"
  private static let id: BSONValue = "opidx"
  private static let reading = "read the settings in \(collection)"

  package init() {}

  /// Of a document `{_id: "opidx", retention: {audit_events: 31536000, item_usages: null}, validators: "warn"}`.
  ///
  /// - Throws: Where a retention is neither null nor seconds that the server takes: 0 would remove all that is loaded.
  package init(_ document: BSONDocument) throws(MongoError) {
    for (collection, value) in document["retention"]?.documentValue ?? [:] {
      if value == nil as BSONValue {
        retention[collection] = .forever
      } else if let seconds = value.intValue, Retention.range.contains(seconds) {
        retention[collection] = .seconds(seconds)
      } else {
        throw MongoError(
          kind: .refused, operation: Self.reading,
          cause: "retention.\(collection) of the document {_id: \"opidx\"} is neither null nor a number of seconds "
            + "from 1 to \(Retention.range.upperBound): correct it there")
      }
    }
    validators = document["validators"]?.stringValue.flatMap(ValidatorMode.init)
  }

  /// These, but for the retention of some collections, which stays what it was.
  package func keeping(_ stored: Settings, where collections: Set<String>) -> Settings {
    var settings = self
    for collection in collections { settings.retention[collection] = stored.retention[collection] }
    return settings
  }

  private var document: BSONDocument {
    let retention = retention.sorted { $0.key < $1.key }.map { collection, retention -> (String, BSONValue) in
      switch retention {
      case .forever: (collection, nil)
      case .seconds(let seconds): (collection, BSONValue(seconds))
      }
    }
    var elements: [(String, BSONValue)] = [("_id", Self.id), ("retention", .document(BSONDocument(retention)))]
    if let validators { elements.append(("validators", .string(validators.rawValue))) }
    return BSONDocument(elements)
  }
}

extension Settings {
  package init(of database: String, by client: borrowing MongoClient) throws(MongoError) {
    let found = try client.find(["_id": Self.id], in: Self.collection, of: database, doing: Self.reading)
    guard let document = found.first else {
      self = Settings()
      return
    }
    try self.init(document)
  }

  package func write(to database: String, by client: borrowing MongoClient, _ patience: Patience) throws(MongoError) {
    try change(
      [
        "update": .string(Self.collection),
        "updates": [["q": ["_id": Self.id], "u": .document(document), "upsert": true]],
      ],
      of: database, by: client, patience)
  }

  /// The collection goes too, unless something else is in it.
  package static func remove(
    from database: String, by client: borrowing MongoClient, _ patience: Patience
  ) throws(MongoError) {
    try Settings().change(
      ["delete": .string(collection), "deletes": [["q": ["_id": id], "limit": 1]]], of: database, by: client, patience)
    let operation = "drop \(collection)"
    do {
      try patience.retrying { () throws(MongoError) in
        guard try client.find([:], in: collection, of: database, options: ["limit": 1], doing: operation).isEmpty else {
          return
        }
        _ = try client.run(["drop": .string(collection)], in: database, as: .write, doing: operation)
      }
    } catch  where error.code == 26 {
      // It did not exist, or an earlier try has dropped it.
    }
  }

  private func change(
    _ command: BSONDocument, of database: String, by client: borrowing MongoClient, _ patience: Patience
  ) throws(MongoError) {
    let operation = "write the settings in \(Self.collection)"
    let reply = try patience.retrying { () throws(MongoError) in
      try client.run(command, in: database, as: .write, doing: operation)
    }
    if let error = reply["writeErrors"]?.arrayValue?.first?.documentValue {
      throw MongoError(
        code: error["code"]?.intValue ?? 0, text: error["errmsg"]?.stringValue ?? "", operation: operation)
    }
  }
}
