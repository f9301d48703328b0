internal import BSON
internal import OnePwModel

/// A role of the server's, for one database of events: what its holders may do and no more.
package struct RoleDefinition: Sendable, Hashable {
  package let name: String
  let privileges: Set<Privilege>

  /// Actions on a collection, on all of a database (`collection` is empty), or on the cluster (`database` is nil).
  struct Privilege: Sendable, Hashable {
    let database: String?
    let collection: String
    let actions: Set<String>
  }
}

extension RoleDefinition {
  /// The roles that the tools ask for.
  ///
  /// - Parameter prefix: Roles live in `admin`, since only there may one hold the cluster's `serverStatus`; a second database of events
  ///   needs names of its own.
  package static func all(for database: String, prefix: String) -> [RoleDefinition] {
    func role(
      _ name: String, cluster: Set<String> = [], elsewhere: [Privilege] = [],
      _ privileges: [(collection: String, actions: Set<String>)]
    ) -> RoleDefinition {
      var all = privileges.map { Privilege(database: database, collection: $0.collection, actions: $0.actions) }
      if !cluster.isEmpty { all.append(Privilege(database: nil, collection: "", actions: cluster)) }
      all += elsewhere
      return RoleDefinition(name: prefix + name, privileges: Set(all))
    }
    let looking: Set<String> = ["find", "listIndexes"]
    return [
      // opload: an event, once there, can be neither changed nor removed.
      role(
        "Writer",
        OnePwModel.collections.map { collection in
          (
            collection.name,
            looking.union(collection.kind == .events ? ["insert"] : ["insert", "update", "remove"])
          )
        } + [("", ["listCollections"])]),
      // opq and opstat.
      role(
        "Reader", cluster: ["serverStatus", "replSetGetStatus"],
        [("", looking.union(["listCollections", "collStats", "indexStats", "dbStats"]))]),
      // opidx, and opload --drop.
      role(
        "Admin", cluster: ["serverStatus", "replSetGetStatus", "inprog", "getParameter"],
        // Where a router keeps the shard keys.
        elsewhere: [Privilege(database: "config", collection: "collections", actions: ["find"])],
        [
          (
            "",
            looking.union([
              "listCollections", "collStats", "indexStats", "dbStats", "insert", "update", "remove", "createCollection",
              "createIndex", "dropIndex", "collMod", "dropCollection",
            ])
          )
        ]),
    ]
  }
}

extension RoleDefinition {
  /// For `createRole` and `updateRole`.
  var privilegeArray: BSONValue {
    .array(
      privileges.sorted { ($0.database ?? "", $0.collection) < ($1.database ?? "", $1.collection) }.map { privilege in
        let resource: BSONValue =
          privilege.database.map { ["db": .string($0), "collection": .string(privilege.collection)] } ?? [
            "cluster": true
          ]
        return ["resource": resource, "actions": .array(privilege.actions.sorted().map(BSONValue.string))]
      })
  }

  /// From a role that `rolesInfo` gives with its privileges.
  static func privileges(of role: BSONDocument) -> Set<Privilege> {
    Set(
      (role["privileges"]?.arrayValue ?? []).compactMap { privilege in
        guard let privilege = privilege.documentValue else { return nil }
        return Privilege(
          database: privilege.value(at: "resource.db")?.stringValue,
          collection: privilege.value(at: "resource.collection")?.stringValue ?? "",
          actions: Set((privilege["actions"]?.arrayValue ?? []).compactMap(\.stringValue)))
      })
  }
}
