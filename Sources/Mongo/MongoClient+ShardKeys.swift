package import BSON

extension MongoClient {
  /// The shard keys of a database's sharded collections, by collection; none where no router answers, and for those who may not ask.
  package borrowing func shardKeys(of database: String) throws(MongoError) -> [String: BSONDocument] {
    let operation = "ask for the shard keys of \(database)"
    // A router (`mongos`) is known by this, and by nothing else that everybody may ask.
    guard try run(["hello": 1], in: "admin", doing: operation)["msg"]?.stringValue == "isdbgrid" else { return [:] }
    do throws(MongoError) {
      return Self.shardKeys(
        from: try find(["key": ["$exists": true]], in: "collections", of: "config", doing: operation), of: database)
    } catch  where error.kind == .unauthorized {
      return [:]
    }
  }

  /// - Parameter entries: Documents of `config.collections`: `{_id: "db.audit_events", key: {_id: "hashed"}}`; before 5.0 those of
  ///   collections that are gone too, with `dropped`.
  package static func shardKeys(from entries: [BSONDocument], of database: String) -> [String: BSONDocument] {
    var keys: [String: BSONDocument] = [:]
    for entry in entries {
      guard let namespace = entry["_id"]?.stringValue, namespace.hasPrefix(database + "."),
        let key = entry["key"]?.documentValue, entry["dropped"]?.boolValue != true,
        // One that lies on a single shard, and may have any index (8.0).
        entry["unsplittable"]?.boolValue != true
      else { continue }
      keys[String(namespace.dropFirst(database.utf8.count + 1))] = key
    }
    return keys
  }
}
