internal import BSON
package import Mongo
internal import OnePwModel

/// Takes samples of one database, one after another, on the connection it was given.
package struct Sampler: ~Copyable {
  var probe: Probe
  private let patience: Duration

  /// - Parameter patience: What one sample may take; parts that come later are told as `timeout`.
  package init(_ client: consuming MongoClient, database: String, patience: Duration) {
    probe = Probe(client: client, database: database, budget: TimeBudget(patience))
    self.patience = patience
  }

  /// Asks everything. What a role may not see, or comes too late, is a record that says so.
  ///
  /// - Throws: When the server is away.
  package mutating func sample() throws(MongoError) -> Sample {
    probe.budget = TimeBudget(patience)
    let hello = try probe.hello()
    var sample = Sample(
      time: hello["localTime"]?.dateValue ?? BSONDate(milliseconds: 0),
      server: try server(hello),
      database: DatabaseRecord(
        name: probe.database, totals: try probe.reading { () throws(MongoError) in try probe.databaseTotals() }))
    let listed = try probe.reading { () throws(MongoError) in try probe.collections() }
    if let gap = listed.gap { sample.withheld.append(Withheld(kind: CollectionRecord.kind, collection: nil, gap: gap)) }
    for candidate in CollectionCandidate.all(listed: listed.value) { try measure(candidate, into: &sample) }
    return sample
  }

  private func server(_ hello: BSONDocument) throws(MongoError) -> ServerRecord {
    let version = try probe.reading { () throws(MongoError) in try probe.version() }
    let status = try probe.reading { () throws(MongoError) in
      ServerStatus(try probe.admin(ServerStatus.command, doing: "ask for the server's status"))
    }
    return ServerRecord(
      host: hello["me"]?.stringValue ?? probe.client.address.servers, version: version.value ?? "",
      role: ServerRecord.Role(hello), status: status)
  }

  private func measure(_ candidate: CollectionCandidate, into sample: inout Sample) throws(MongoError) {
    guard candidate.state != .missing else {
      sample.collections.append(CollectionRecord(candidate, storage: nil, indexes: []))
      sample.indexes += IndexComparison(of: [], with: candidate.definition).entries.map { entry in
        IndexRecord(entry, of: candidate.name, storage: nil, usage: .found([:]))
      }
      return
    }
    do {
      let storage = try probe.reading { () throws(MongoError) in try probe.storage(of: candidate.name) }
      let listed = try probe.reading { () throws(MongoError) in try probe.indexes(of: candidate.name) }
      sample.collections.append(CollectionRecord(candidate, storage: storage, indexes: listed.value ?? []))
      guard let existing = listed.value else {
        if let gap = listed.gap {
          sample.withheld.append(Withheld(kind: IndexRecord.kind, collection: candidate.name, gap: gap))
        }
        return
      }
      let usage = try probe.reading { () throws(MongoError) in
        IndexUsage.byIndex(try probe.indexUsage(of: candidate.name))
      }
      sample.indexes += IndexComparison(of: existing, with: candidate.definition).entries.map { entry in
        IndexRecord(entry, of: candidate.name, storage: storage.value, usage: usage)
      }
    } catch  where error.code == 26 {
      // NamespaceNotFound: dropped since it was listed.
    }
  }
}
