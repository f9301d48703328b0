internal import BSON
package import Mongo
internal import OnePwModel

/// What a plan is made from: the catalogue's collections as they are, and what the server can do.
package struct DatabaseState: Sendable {
  package let database: String
  package let abilities: ServerAbilities
  package let collections: [CollectionState]

  package init(database: String, abilities: ServerAbilities, collections: [CollectionState]) {
    self.database = database
    self.abilities = abilities
    self.collections = collections
  }

  /// Asks the server, writing nothing: one command, and one for each collection that is there.
  package init(of database: String, by client: borrowing MongoClient) throws(MongoError) {
    // A secondary may not know yet what the last run did.
    client.readFromPrimary()
    let listed = try client.list(
      ["listCollections": 1, "filter": ["type": "collection"]], in: database, doing: "list the collections")
    var options: [String: BSONDocument] = [:]
    for entry in listed {
      guard let name = entry["name"]?.stringValue else { continue }
      options[name] = entry["options"]?.documentValue ?? [:]
    }
    let shardKeys = try client.shardKeys(of: database)
    var collections: [CollectionState] = []
    for collection in OnePwModel.collections {
      guard let options = options[collection.name] else {
        collections.append(CollectionState(name: collection.name, exists: false, indexes: []))
        continue
      }
      collections.append(
        CollectionState(
          name: collection.name, exists: true, indexes: try client.indexes(of: collection.name, in: database),
          options: options, shardKey: shardKeys[collection.name].map { IndexKeys($0) }))
    }
    self.init(
      database: database, abilities: ServerAbilities(version: try client.behavedVersion()), collections: collections)
  }
}

extension MongoClient {
  /// With the builds that are under way, which a plain `listIndexes` gives as if they were done.
  borrowing func indexes(of collection: String, in database: String) throws(MongoError) -> [ExistingIndex] {
    let operation = "list the indexes of \(collection)"
    let plain: BSONDocument = ["listIndexes": .string(collection)]
    do throws(MongoError) {
      return try list(
        ["listIndexes": .string(collection), "includeBuildUUIDs": true], in: database, doing: operation
      ).map(ExistingIndex.init)
    } catch  where error.code == 26 {
      return []
    } catch  where error.kind == .refused {
      // Servers that do not know the option, or answer it only to each other.
      return try list(plain, in: database, doing: operation).map(ExistingIndex.init)
    }
  }

  /// The version that the server behaves as: a 6.0 whose feature compatibility version is 5.0 has no `prepareUnique`.
  borrowing func behavedVersion() throws(MongoError) -> [Int] {
    let asked: BSONDocument = ["getParameter": 1, "featureCompatibilityVersion": 1]
    let reply = try? run(asked, in: "admin", doing: "ask for the feature compatibility version")
    guard let text = reply?.value(at: "featureCompatibilityVersion.version")?.stringValue else {
      return try serverVersion()
    }
    return text.split(separator: ".").compactMap { Int($0) }
  }
}
