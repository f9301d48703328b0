package import BSON

/// One member of the replica set.
package struct ReplicaRecord: Record {
  package static let kind = "replica"

  /// The set's name.
  package let set: String
  /// Its address, as the set's configuration has it.
  package let member: String
  package let status: Reading<MemberStatus>
  /// The log that the other members read from; nil where the member did not answer us itself.
  package var oplog: Reading<Oplog>?

  package var document: BSONDocument {
    var fields = RecordFields()
    fields.add("set", set)
    fields.add("member", member)
    fields.add(status.gap)
    if let status = status.value {
      fields.add("state", status.state)
      fields.add("healthy", .bool(status.isHealthy))
      fields.add("lag_seconds", status.lag)
      fields.add("uptime_seconds", status.uptime)
      fields.add("sync_source", status.syncSource)
    }
    fields.add("asked", .bool(oplog != nil))
    if let oplog { fields.add("oplog", oplog.fields) }
    return fields.document
  }
}

package struct MemberStatus: Sendable, Equatable {
  /// As the server names it: `PRIMARY`, `SECONDARY`, `ARBITER`, `RECOVERING`, `(not reachable/healthy)` …
  package let state: String
  package let isHealthy: Bool
  /// Seconds that its newest operation is behind the primary's, or without a primary behind the newest of all. Known as
  /// of the last heartbeat (every 2 s), in whole seconds. nil where it holds no data or cannot be reached.
  package let lag: Double?
  package let uptime: Int?
  package let syncSource: String?

  package var isArbiter: Bool { state == "ARBITER" }
  package var isPrimary: Bool { state == "PRIMARY" }
  /// Whether it holds the data and serves them, and so counts the use of indexes.
  package var holdsData: Bool { isHealthy && (isPrimary || state == "SECONDARY") }
}

/// How far back a member's log of operations reaches: a member that was away for longer has to copy everything anew.
package struct Oplog: Sendable, Equatable {
  package let first: BSONDate
  package let last: BSONDate

  package var window: Double { last.seconds(since: first) }
}

extension Reading<Oplog> {
  fileprivate var fields: RecordFields {
    var fields = RecordFields()
    fields.add(gap)
    fields.add("first", value?.first)
    fields.add("last", value?.last)
    fields.add("window_seconds", value?.window)
    return fields
  }
}

extension ReplicaRecord {
  /// One for each member, from the reply to `replSetGetStatus`.
  static func all(_ reply: BSONDocument) -> [ReplicaRecord] {
    let members = (reply["members"]?.arrayValue ?? []).compactMap(\.documentValue)
    func isPrimary(_ member: BSONDocument) -> Bool { member["state"]?.intValue == 1 }
    // A member that was never heard from has the year 1970.
    func applied(_ member: BSONDocument) -> BSONDate? {
      member["optimeDate"]?.dateValue.flatMap { $0.milliseconds > 0 ? $0 : nil }
    }
    let newest = members.first(where: isPrimary).flatMap(applied) ?? members.compactMap(applied).max()
    return members.map { member in
      let isHealthy = member["health"]?.doubleValue == 1
      let lag = applied(member).flatMap { applied in
        newest.map { max(0, $0.seconds(since: applied)) }
      }
      return ReplicaRecord(
        set: reply["set"]?.stringValue ?? "", member: member["name"]?.stringValue ?? "",
        status: .found(
          MemberStatus(
            state: member["stateStr"]?.stringValue ?? "", isHealthy: isHealthy, lag: isHealthy ? lag : nil,
            uptime: isHealthy ? member["uptime"]?.wholeNumber : nil,
            syncSource: member["syncSourceHost"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 })))
    }
  }

  /// One for each member that `hello` names, when the role may not see more.
  static func all(_ hello: BSONDocument, withheld gap: Gap) -> [ReplicaRecord] {
    ["hosts", "passives"].flatMap { hello[$0]?.arrayValue ?? [] }.compactMap(\.stringValue).map {
      ReplicaRecord(set: hello["setName"]?.stringValue ?? "", member: $0, status: .withheld(gap))
    }
  }
}
