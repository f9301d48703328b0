package import BSON
package import Mongo

/// What becomes of one role.
package enum RoleStep: Sendable, Hashable {
  case create(RoleDefinition)
  case keep(RoleDefinition)
  case change(RoleDefinition)
  /// A role of that name is there for another database.
  case taken(RoleDefinition, by: String)

  package var action: String {
    switch self {
    case .create: "create"
    case .keep: "keep"
    case .change: "change"
    case .taken: "foreign"
    }
  }

  package var role: RoleDefinition {
    switch self {
    case .create(let role), .keep(let role), .change(let role), .taken(let role, _): role
    }
  }

  /// - Parameter existing: The role of that name as `rolesInfo` gives it, if there is one.
  init(to wanted: RoleDefinition, from existing: BSONDocument?) {
    guard let existing else {
      self = .create(wanted)
      return
    }
    let held = RoleDefinition.privileges(of: existing)
    let databases = Set(wanted.privileges.compactMap(\.database))
    if let other = held.compactMap(\.database).first(where: { !databases.contains($0) }) {
      self = .taken(wanted, by: other)
    } else {
      self = held == wanted.privileges ? .keep(wanted) : .change(wanted)
    }
  }

  /// `{"role":"onepwReader","database":"admin","action":"create"}`
  package var record: BSONDocument {
    ["role": .string(role.name), "database": "admin", "action": .string(action)]
  }
}

extension RoleStep {
  /// What has to be done about each role, writing nothing.
  package static func steps(
    to roles: [RoleDefinition], by client: borrowing MongoClient
  ) throws(MongoError) -> [RoleStep] {
    let asked = roles.map { BSONValue.document(["role": .string($0.name), "db": "admin"]) }
    let reply = try client.run(
      ["rolesInfo": .array(asked), "showPrivileges": true], in: "admin", doing: "look at the roles")
    let existing = (reply["roles"]?.arrayValue ?? []).compactMap(\.documentValue)
    return roles.map { role in
      RoleStep(to: role, from: existing.first { $0["role"]?.stringValue == role.name })
    }
  }

  package func perform(by client: borrowing MongoClient, _ patience: Patience) throws(MongoError) {
    let command: String
    switch self {
    case .keep, .taken: return
    case .create: command = "createRole"
    case .change: command = "updateRole"
    }
    let role = role
    _ = try patience.retrying { () throws(MongoError) in
      try client.run(
        BSONDocument([(command, .string(role.name)), ("privileges", role.privilegeArray), ("roles", .array([]))]),
        in: "admin",
        doing: "make the role \(role.name)")
    }
  }
}
