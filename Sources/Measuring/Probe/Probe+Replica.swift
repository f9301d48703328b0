internal import BSON
internal import Mongo

extension Probe {
  /// The set's members, by what this server has heard of them.
  func members(_ hello: BSONDocument) throws(MongoError) -> [ReplicaRecord] {
    guard hello["setName"] != nil else { return [] }
    let status = try reading { () throws(MongoError) in
      try admin(["replSetGetStatus": 1], doing: "ask for the replica set's members")
    }
    switch status {
    case .found(let reply): return ReplicaRecord.all(reply)
    case .withheld(let gap): return ReplicaRecord.all(hello, withheld: gap)
    }
  }

  /// How far back this server's oplog reaches: its first and its last entry, without reading what lies between.
  func oplog() throws(MongoError) -> Oplog? {
    guard let first = try edgeOfOplog(1), let last = try edgeOfOplog(-1) else { return nil }
    return Oplog(first: first, last: last)
  }

  private func edgeOfOplog(_ direction: Int) throws(MongoError) -> BSONDate? {
    let entry = try client.find(
      [:], in: "oplog.rs", of: "local",
      options: budget.limit([
        "sort": ["$natural": BSONValue(direction)], "limit": 1, "projection": ["_id": 0, "ts": 1],
      ]), doing: "look at the oplog"
    ).first
    guard case .timestamp(let time) = entry?["ts"] else { return nil }
    return BSONDate(milliseconds: Int64(time >> 32) * 1000)
  }
}
