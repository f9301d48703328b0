internal import BSON
package import Mongo
package import OnePwModel

/// What is known about the worth of each index, and how each named query is served.
package struct DatabaseAdvice: Sendable {
  package struct Index: Sendable {
    let collection: String
    let use: IndexUse
    let advice: IndexAdvice
    let isOfCatalogue: Bool
  }

  package struct Query: Sendable {
    let query: String
    let collection: String
    /// Of the index that an example names.
    let keys: IndexKeys?
    let advice: QueryAdvice
  }

  let indexes: [Index]
  let queries: [Query]
  /// Since when the server counts; nil for those who may not ask.
  let serverStart: BSONDate?

  /// Asks the server, writing nothing.
  package init(
    on state: DatabaseState, for queries: [QueryDefinition], by client: borrowing MongoClient
  ) throws(MongoError) {
    serverStart = try client.startTime()
    var indexes: [Index] = []
    for collection in state.collections {
      let uses = try IndexUse.all(of: collection, in: state.database, by: client)
      let catalogue = Set((OnePwModel.collection(named: collection.name)?.indexes ?? []).map(IndexKeys.init))
      indexes += uses.map {
        Index(
          collection: collection.name, use: $0, advice: IndexAdvice(for: $0, among: uses),
          isOfCatalogue: catalogue.contains($0.index.keys))
      }
    }
    self.indexes = indexes
    self.queries = queries.flatMap { query in
      let indexes = state.collections.first { $0.name == query.collection }?.indexes ?? []
      return Self.distinct(query.examples.map { $0.index.map { IndexKeys($0) } }).map { keys in
        Query(
          query: query.name, collection: query.collection, keys: keys,
          advice: QueryAdvice(for: query, keys: keys, among: indexes))
      }
    }
  }

  private static func distinct(_ keys: [IndexKeys?]) -> [IndexKeys?] {
    var seen: Set<IndexKeys?> = []
    return keys.filter { seen.insert($0).inserted }
  }
}

extension MongoClient {
  /// nil for those who may not ask.
  fileprivate borrowing func startTime() throws(MongoError) -> BSONDate? {
    do throws(MongoError) {
      let status = try run(
        ["serverStatus": 1, "metrics": 0, "locks": 0, "wiredTiger": 0, "repl": 0], in: "admin",
        doing: "ask when the server was started")
      guard let now = status["localTime"]?.dateValue, let uptime = status["uptimeMillis"]?.intValue else { return nil }
      return BSONDate(milliseconds: now.milliseconds - Int64(uptime))
    } catch  where error.kind == .unauthorized {
      return nil
    }
  }
}
