internal import BSON
package import Mongo
internal import OnePwModel

/// Takes samples of one database, one after another, on the connection that it opened.
package struct Sampler: ~Copyable {
  private var probe: Probe
  private let members: MemberProbes
  private let patience: Duration
  private let scope: Scope
  private var sizes = SizeMemory()

  package var database: String { probe.database }

  /// Opens a connection that has answered a ping.
  ///
  /// A replica set without a primary has much to tell all the same: then the first member that answers is asked.
  ///
  /// - Parameters:
  ///   - database: Its name; without, the address's own, else the model's.
  ///   - patience: What one sample may take; parts that come later are told as `timeout`.
  package init(
    _ address: MongoAddress, database: String?, scope: Scope = .all, patience: Duration = .seconds(10)
  ) throws(MongoError) {
    let budget = TimeBudget(patience)
    let client = try Self.connect(to: address, within: budget)
    // What a member counts for itself is told of the one that says `hello`, and that is the primary.
    client.readFromPrimary()
    let database = database ?? client.databaseInAddress ?? OnePwModel.defaultDatabase
    members = MemberProbes(of: client, database: database)
    probe = Probe(client: client, database: database, budget: budget)
    self.patience = patience
    self.scope = scope
  }

  /// Asks everything. What a role may not see, or comes too late, is a record that says so.
  ///
  /// - Throws: When the server is away.
  package mutating func sample() throws(MongoError) -> Sample {
    probe.budget = TimeBudget(patience)
    let hello = try probe.hello()
    var sample = Sample(time: hello["localTime"]?.dateValue ?? BSONDate(milliseconds: 0), database: probe.database)
    sample.host = hello["me"]?.stringValue ?? probe.client.address.servers
    if scope.contains(.server) { sample.server = try probe.server(hello, host: sample.host) }
    // Which members there are decides whom to ask about indexes.
    if !scope.isDisjoint(with: [.replica, .indexes]) { sample.members = try probe.members(hello) }
    if scope.contains(.replica) { try askForOplogs(&sample) }
    if scope.contains(.database) {
      let totals = try probe.reading { () throws(MongoError) in try probe.databaseTotals() }
      sample.totals = DatabaseRecord(name: probe.database, totals: totals)
    }
    if !scope.isDisjoint(with: [.collections, .indexes, .streams]) {
      try measureCollections(&sample, isRouter: ServerRecord.Role(hello) == .mongos)
    }
    if !scope.contains(.replica) { sample.members = [] }
    return sample
  }

  private func askForOplogs(_ sample: inout Sample) throws(MongoError) {
    for place in sample.members.indices where sample.members[place].status.value?.holdsData != false {
      let member = sample.members[place].member
      let oplog = try ask(member, of: sample) { probe throws(MongoError) in
        try probe.reading { () throws(MongoError) in try probe.oplog() }
      }
      sample.members[place].oplog =
        switch oplog {
        case .found(let oplog): oplog.map { .found($0) }
        case .withheld(let gap): .withheld(gap)
        case nil: nil
        }
    }
  }

  /// Asks one member: on the connection that is there when it is its own.
  private func ask<Answer>(
    _ member: String, of sample: Sample, _ question: (borrowing Probe) throws(MongoError) -> Answer
  ) throws(MongoError) -> Answer? {
    member == sample.host ? try question(probe) : members.ask(member, within: probe.budget, question)
  }

  private mutating func measureCollections(_ sample: inout Sample, isRouter: Bool) throws(MongoError) {
    let listed = try probe.reading { () throws(MongoError) in try probe.collections() }
    if let gap = listed.gap { sample.withhold(CollectionRecord.kind, gap: gap) }
    let shardKeys = try probe.reading { () throws(MongoError) in try probe.client.shardKeys(of: probe.database) }
    let candidates = CollectionCandidate.all(
      listed: listed.value, try settings(among: listed.value ?? []), shardKeys: shardKeys.value ?? [:])
    var usage = UsageOfIndexes(sample.members, isRouter: isRouter)
    if scope.contains(.indexes) {
      let names = candidates.filter { $0.state != .missing }.map(\.name)
      for member in usage.members.isEmpty ? [sample.host] : usage.members {
        usage.add(
          try ask(member, of: sample) { probe throws(MongoError) in try probe.indexUsage(of: names) }, from: member)
      }
    }
    for candidate in candidates {
      do {
        try measure(candidate, usage, into: &sample)
      } catch  where error.code == 26 {
        // NamespaceNotFound: dropped since it was listed.
      }
    }
  }

  /// opidx's decisions; its defaults where it made none, or where the role may not read them.
  private func settings(among listed: [BSONDocument]) throws(MongoError) -> StoredSettings {
    guard listed.contains(where: { $0["name"]?.stringValue == StoredSettings.collection }) else {
      return StoredSettings()
    }
    return try probe.reading { () throws(MongoError) in try probe.settings() }.value ?? StoredSettings()
  }

  private mutating func measure(
    _ candidate: CollectionCandidate, _ usage: UsageOfIndexes, into sample: inout Sample
  ) throws(MongoError) {
    let name = candidate.name
    guard candidate.state != .missing else {
      sample.add(candidate, storage: nil, indexes: [], usage, scope)
      return
    }
    let listed: Reading<[IndexDescription]> =
      if let told = usage.indexes(of: name, on: sample.host) {
        .found(told)
      } else {
        try probe.reading { () throws(MongoError) in try probe.indexes(of: name) }
      }
    var storage: Reading<CollectionStorage>?
    if scope.contains(.sizes) {
      storage = try sizes.recall(name, indexes: listed.value, at: sample.time, probe)
    }
    sample.add(candidate, storage: storage, indexes: listed.value ?? [], usage, scope)
    if let gap = listed.gap, scope.contains(.indexes) { sample.withhold(IndexRecord.kind, of: name, gap: gap) }
    guard scope.contains(.streams), candidate.definition?.kind == .events else { return }
    let flow: Reading<StreamFlow> =
      switch listed {
      case .withheld(let gap): .withheld(gap)
      case .found(let indexes):
        try probe.reading { () throws(MongoError) in try probe.flow(of: name, indexes: indexes, now: sample.time) }
      }
    sample.streams.append(StreamRecord(collection: name, flow: flow))
  }
}

extension Sampler {
  private static func connect(to address: MongoAddress, within budget: TimeBudget) throws(MongoError) -> MongoClient {
    func open(_ address: MongoAddress) throws(MongoError) -> MongoClient {
      let client = try MongoClient(
        address: address, applicationName: "opstat", timeoutMilliseconds: min(4_000, budget.milliseconds),
        socketTimeoutMilliseconds: budget.milliseconds)
      try client.ping()
      return client
    }
    do {
      return try open(address)
    } catch  where error.kind == .unreachable {
      if address.isReplicaSet {
        for host in address.hosts {
          do { return try open(address.direct(to: host)) } catch { continue }
        }
      }
      throw error
    }
  }
}
