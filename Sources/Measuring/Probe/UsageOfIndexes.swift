internal import BSON

/// How often every index was used, gathered from one member after another.
struct UsageOfIndexes: Sendable {
  /// The members that hold the data and can be asked.
  let members: [String]
  /// Whether a `mongos` is asked, which answers for a member of every shard.
  private let isRouter: Bool
  /// Whether some member that may hold the data cannot be asked, or did not answer.
  private(set) var isPartial: Bool
  private var collections: [String: Reading<[String: [IndexUsage]]>] = [:]
  private var building: [String: Set<String>] = [:]
  /// The indexes themselves, which a member tells along with their use.
  private var described: [String: [String: [IndexDescription]]] = [:]

  init(_ records: [ReplicaRecord], isRouter: Bool = false) {
    self.isRouter = isRouter
    members = records.filter { $0.status.value?.holdsData != false }.map(\.member)
    isPartial = records.contains { $0.status.value.map { !$0.holdsData && !$0.isArbiter } ?? false }
  }

  /// - Parameter answers: By collection, the documents of `$indexStats`; nil when the member did not answer.
  mutating func add(_ answers: [String: Reading<[BSONDocument]>]?, from member: String) {
    guard let answers else {
      isPartial = true
      return
    }
    for (collection, answer) in answers {
      switch answer {
      case .withheld(let gap):
        isPartial = true
        if collections[collection] == nil { collections[collection] = .withheld(gap) }
      case .found(let replies):
        described[member, default: [:]][collection] = replies.filter { $0["spec"] != nil }.map(IndexDescription.init)
        var known = collections[collection]?.value ?? [:]
        for reply in replies {
          let counting = isRouter ? reply["host"]?.stringValue ?? member : member
          guard let name = reply["name"]?.stringValue, let usage = IndexUsage(reply, on: counting) else { continue }
          known[name, default: []].append(usage)
          if reply["building"]?.boolValue == true { building[collection, default: []].insert(name) }
        }
        // The shards answer in any order.
        collections[collection] = .found(isRouter ? known.mapValues { $0.sorted { $0.member < $1.member } } : known)
      }
    }
  }

  func reading(_ index: String, of collection: String) -> Reading<[IndexUsage]>? {
    collections[collection]?.map { $0[index] ?? [] }
  }

  /// The indexes that a member has; nil when it did not say, or is several (a `mongos` answers for every shard).
  func indexes(of collection: String, on member: String) -> [IndexDescription]? {
    guard let indexes = described[member]?[collection], !indexes.isEmpty,
      Set(indexes.map(\.name)).count == indexes.count
    else { return nil }
    return indexes
  }

  func isBuilding(_ index: String, of collection: String) -> Bool { building[collection]?.contains(index) == true }
}
