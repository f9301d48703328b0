internal import Mongo

/// Connections to the other members of a replica set, each spoken to directly: every member counts the use of its
/// indexes and keeps its oplog for itself.
final class MemberProbes {
  private let address: MongoAddress
  private let authSource: String?
  private let database: String
  private var probes: [String: MemberProbe] = [:]

  /// - Parameter client: A connection to the set, which knows what DNS has to say about its address.
  init(of client: borrowing MongoClient, database: String) {
    address = client.address
    authSource = client.authSource
    self.database = database
  }

  /// Asks one member. What cannot be reached is nil: the set's own records say what is the matter with it.
  func ask<Answer>(
    _ member: String, within budget: TimeBudget, _ question: (borrowing Probe) throws(MongoError) -> Answer
  ) -> Answer? {
    do {
      let connection = try probes[member] ?? connect(to: member, within: budget)
      probes[member] = connection
      connection.probe.budget = budget
      return try question(connection.probe)
    } catch {
      // Made anew with the next sample.
      probes[member] = nil
      return nil
    }
  }

  private func connect(to member: String, within budget: TimeBudget) throws(MongoError) -> MemberProbe {
    // The set says that it is healthy, so it answers at once or the way to it is barred.
    let patience = min(budget.milliseconds, 1000)
    let client = try MongoClient(
      address: address.direct(to: member, authSource: authSource), applicationName: "opstat",
      timeoutMilliseconds: patience, socketTimeoutMilliseconds: budget.milliseconds)
    try client.ping()
    return MemberProbe(Probe(client: client, database: database, budget: budget))
  }
}

/// A box, because a dictionary cannot hold what cannot be copied.
private final class MemberProbe {
  var probe: Probe

  init(_ probe: consuming Probe) { self.probe = probe }
}
