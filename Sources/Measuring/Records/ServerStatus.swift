internal import BSON

/// What `serverStatus` says of one server. Everything that depends on the storage engine, the platform or the kind of
/// process (`mongos` has no cache) is optional.
package struct ServerStatus: Sendable, Equatable {
  package struct Connections: Sendable, Equatable {
    package let current: Int
    package let available: Int
    /// Since the server started.
    package let created: Int
  }

  /// WiredTiger's cache, in bytes.
  package struct Cache: Sendable, Equatable {
    package let used: Int
    package let dirty: Int
    package let maximum: Int
  }

  /// How many operations may be inside the storage engine at once.
  package struct Tickets: Sendable, Equatable {
    package let available: Int
    package let total: Int
  }

  package struct ReadWrite<Value: Sendable & Equatable>: Sendable, Equatable {
    package let read: Value
    package let write: Value
  }

  /// Bytes and requests since the server started.
  package struct Network: Sendable, Equatable {
    package let bytesIn: Int
    package let bytesOut: Int
    package let requests: Int
  }

  package let storageEngine: String?
  package let uptimeMilliseconds: Int
  package let connections: Connections
  package let cache: Cache?
  package let tickets: ReadWrite<Tickets>?
  /// Operations that wait for a lock.
  package let queues: ReadWrite<Int>?
  package let network: Network
  /// Major page faults since the server started.
  package let pageFaults: Int?
  /// By kind, since the server started; inserts, updates and deletes count documents.
  package let operations: [Operation: Int]

  package enum Operation: String, Sendable, CaseIterable {
    case insert, query, update, delete, getmore, command
  }
}

extension ServerStatus {
  /// Without the sections that nothing here reads and that cost the server time: half of it.
  static let command: BSONDocument = [
    "serverStatus": 1, "metrics": 0, "locks": 0, "tcmalloc": 0, "transactions": 0, "repl": 0, "oplog": 0,
    "mirroredReads": 0, "sharding": 0, "shardingStatistics": 0, "opLatencies": 0, "logicalSessionRecordCache": 0,
    "flowControl": 0, "security": 0, "latchAnalysis": 0, "catalogStats": 0,
  ]

  init(_ reply: BSONDocument) {
    func number(_ path: String) -> Int? { reply.value(at: path)?.wholeNumber }
    storageEngine = reply.value(at: "storageEngine.name")?.stringValue
    uptimeMilliseconds = number("uptimeMillis") ?? 1000 * (number("uptime") ?? 0)
    connections = Connections(
      current: number("connections.current") ?? 0, available: number("connections.available") ?? 0,
      created: number("connections.totalCreated") ?? 0)
    cache = reply.value(at: "wiredTiger.cache")?.documentValue.flatMap(Cache.init)
    tickets = Self.tickets(reply)
    queues = number("globalLock.currentQueue.readers").map {
      ReadWrite(read: $0, write: number("globalLock.currentQueue.writers") ?? 0)
    }
    network = Network(
      bytesIn: number("network.bytesIn") ?? 0, bytesOut: number("network.bytesOut") ?? 0,
      requests: number("network.numRequests") ?? 0)
    pageFaults = number("extra_info.page_faults")
    operations = Dictionary(
      uniqueKeysWithValues: Operation.allCases.map { ($0, number("opcounters.\($0.rawValue)") ?? 0) })
  }

  /// In `wiredTiger.concurrentTransactions` up to 7.0, in `queues.execution` from 8.0.
  private static func tickets(_ reply: BSONDocument) -> ReadWrite<Tickets>? {
    let place = ["wiredTiger.concurrentTransactions", "queues.execution"].lazy.compactMap {
      reply.value(at: $0)?.documentValue
    }.first
    func side(_ name: String) -> Tickets? {
      guard let side = place?[name]?.documentValue, let available = side["available"]?.wholeNumber else { return nil }
      return Tickets(available: available, total: side["totalTickets"]?.wholeNumber ?? available)
    }
    guard let read = side("read"), let write = side("write") else { return nil }
    return ReadWrite(read: read, write: write)
  }
}

extension ServerStatus.Cache {
  init?(_ section: BSONDocument) {
    guard let used = section["bytes currently in the cache"]?.wholeNumber,
      let dirty = section["tracked dirty bytes in the cache"]?.wholeNumber,
      let maximum = section["maximum bytes configured"]?.wholeNumber
    else { return nil }
    self.init(used: used, dirty: dirty, maximum: maximum)
  }
}

extension BSONValue {
  /// A count or a size as the server writes it: any number type, a double with a fraction included (dbStats, avgObjSize).
  var wholeNumber: Int? { intValue ?? doubleValue.flatMap { Int(exactly: $0.rounded()) } }
}
