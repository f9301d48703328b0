internal import BSON
internal import Mongo

/// One server under question: the commands that samples are made of, each within the sample's time.
struct Probe: ~Copyable {
  let client: MongoClient
  let database: String
  var budget: TimeBudget

  /// Asks, and tells what a role may not see and what came too late from what is broken.
  func reading<Value: Sendable & Equatable>(
    _ question: () throws(MongoError) -> Value
  ) throws(MongoError) -> Reading<Value> {
    guard !budget.isSpent else { return .withheld(.timeout) }
    do {
      return .found(try question())
    } catch {
      switch error.kind {
      case .unauthorized where error.code == 13: return .withheld(.denied)
      case .timeout: return .withheld(.timeout)
      // A frozen server breaks the connection by its silence; one that has gone says so before time is up.
      case .transient where budget.isSpent, .unreachable where budget.isSpent: return .withheld(.timeout)
      default: throw error
      }
    }
  }

  func admin(_ command: BSONDocument, doing operation: String) throws(MongoError) -> BSONDocument {
    try client.run(budget.limit(command), in: "admin", as: .plain, doing: operation)
  }

  func hello() throws(MongoError) -> BSONDocument {
    try client.run(["hello": 1], in: "admin", as: .plain, doing: "ask \(client.address.servers) who it is")
  }

  func databaseTotals() throws(MongoError) -> DatabaseRecord.Totals {
    DatabaseRecord.Totals(
      try client.run(budget.limit(["dbStats": 1]), in: database, doing: "measure \(database)"))
  }

  /// Collections proper; views and the server's own are left out.
  func collections() throws(MongoError) -> [BSONDocument] {
    let command = budget.limit([
      "listCollections": 1, "filter": ["type": "collection"], "authorizedCollections": true,
    ])
    return try client.list(command, in: database, doing: "list the collections of \(database)")
      .filter { $0["name"]?.stringValue?.hasPrefix("system.") == false }
  }

  func settings() throws(MongoError) -> StoredSettings {
    try client.find(
      ["_id": "opidx"], in: StoredSettings.collection, of: database, options: budget.limit([:]),
      doing: "read the settings of \(database)"
    ).first.map(StoredSettings.init) ?? StoredSettings()
  }

  func storage(of collection: String) throws(MongoError) -> CollectionStorage {
    CollectionStorage(
      try client.aggregate(
        [
          ["$collStats": ["storageStats": [:]]],
          ["$project": ["storageStats.wiredTiger": 0, "storageStats.indexDetails": 0]],
        ],
        in: collection, of: database, options: budget.limit([:]), doing: "measure \(collection)"))
  }

  /// With the builds that are under way, which a plain `listIndexes` gives as if they were done.
  func indexes(of collection: String) throws(MongoError) -> [IndexDescription] {
    func list(_ command: BSONDocument) throws(MongoError) -> [IndexDescription] {
      try client.list(budget.limit(command), in: database, doing: "list the indexes of \(collection)")
        .map(IndexDescription.init)
    }
    do throws(MongoError) {
      return try list(["listIndexes": .string(collection), "includeBuildUUIDs": true])
    } catch  where error.kind == .refused {
      // Servers that do not know the option, or answer it only to each other.
      return try list(["listIndexes": .string(collection)])
    }
  }

  /// From the collection's metadata: a count without a query counts nothing.
  func documents(in collection: String) throws(MongoError) -> Int {
    try client.run(
      budget.limit(["count": .string(collection)]), in: database, as: .read, doing: "count \(collection)"
    )["n"]?.wholeNumber ?? 0
  }

  /// How often each index of each collection was used, as this server counts.
  func indexUsage(of collections: [String]) throws(MongoError) -> [String: Reading<[BSONDocument]>] {
    var usage: [String: Reading<[BSONDocument]>] = [:]
    for collection in collections {
      usage[collection] = try reading { () throws(MongoError) in try indexUsage(of: collection) }
    }
    return usage
  }

  private func indexUsage(of collection: String) throws(MongoError) -> [BSONDocument] {
    do {
      return try client.aggregate(
        [["$indexStats": [:]], ["$project": ["name": 1, "host": 1, "accesses": 1, "building": 1, "spec": 1]]],
        in: collection, of: database,
        options: budget.limit([:]), doing: "ask how the indexes of \(collection) are used")
    } catch {
      // NamespaceNotFound: dropped since it was listed.
      guard error.code == 26 else { throw error }
      return []
    }
  }

  /// The server itself. `buildInfo` is everybody's to ask, `serverStatus` is not.
  func server(_ hello: BSONDocument, host: String) throws(MongoError) -> ServerRecord {
    let status = try reading { () throws(MongoError) in
      ServerStatus(try admin(ServerStatus.command, doing: "ask for the server's status"))
    }
    let version = try reading { () throws(MongoError) in
      try admin(["buildInfo": 1], doing: "ask for the server's version")["version"]?.stringValue ?? ""
    }
    return ServerRecord(host: host, version: version.value ?? "", role: ServerRecord.Role(hello), status: status)
  }
}
