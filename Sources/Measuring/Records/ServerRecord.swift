package import BSON

/// The server that was asked.
package struct ServerRecord: Record {
  package static let kind = "server"

  package let host: String
  package let version: String
  /// Its part in the deployment: `standalone`, `primary`, `secondary`, `arbiter`, `other` (starting, recovering) or
  /// `mongos`.
  package let role: Role
  package let status: Reading<ServerStatus>
  /// Against the sample before, where there is one.
  package var rates: ServerRates?

  package enum Role: String, Sendable {
    case standalone, primary, secondary, arbiter, other, mongos
  }

  package var document: BSONDocument {
    var fields = RecordFields()
    fields.add("host", host)
    fields.add("version", version)
    fields.add("role", role.rawValue)
    fields.add(status.gap)
    if let status = status.value { fields.add(status) }
    if let rates { fields.add("rates", rates.fields) }
    return fields.document
  }
}

extension ServerRecord.Role {
  /// From the reply to `hello`.
  init(_ hello: BSONDocument) {
    if hello["msg"]?.stringValue == "isdbgrid" {
      self = .mongos
    } else if hello["setName"] == nil {
      self = hello["isreplicaset"]?.boolValue == true ? .other : .standalone
    } else if hello["isWritablePrimary"]?.boolValue == true {
      self = .primary
    } else if hello["arbiterOnly"]?.boolValue == true {
      self = .arbiter
    } else {
      self = hello["secondary"]?.boolValue == true ? .secondary : .other
    }
  }
}

extension RecordFields {
  fileprivate mutating func add(_ status: ServerStatus) {
    add("storage_engine", status.storageEngine)
    add("uptime_seconds", Double(status.uptimeMilliseconds) / 1000)
    add(
      "connections",
      Self(
        ("current", status.connections.current), ("available", status.connections.available),
        ("created", status.connections.created)))
    if let cache = status.cache {
      add(
        "cache", Self(("used_bytes", cache.used), ("dirty_bytes", cache.dirty), ("maximum_bytes", cache.maximum)))
    }
    if let tickets = status.tickets {
      var sides = RecordFields()
      sides.add("read", Self(("available", tickets.read.available), ("total", tickets.read.total)))
      sides.add("write", Self(("available", tickets.write.available), ("total", tickets.write.total)))
      add("tickets", sides)
    }
    if let queues = status.queues { add("queues", Self(("readers", queues.read), ("writers", queues.write))) }
    add(
      "network",
      Self(
        ("bytes_in", status.network.bytesIn), ("bytes_out", status.network.bytesOut),
        ("requests", status.network.requests)))
    add("page_faults", status.pageFaults)
    var operations = RecordFields()
    for kind in ServerStatus.Operation.allCases { operations.add(kind.rawValue, status.operations[kind]) }
    add("operations", operations)
  }
}
