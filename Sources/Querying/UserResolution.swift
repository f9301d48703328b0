package import BSON
package import Mongo
package import OnePwModel

/// Finds the uuid behind an e-mail address: in the directory, else in the events, which is all that a real feed delivers.
package struct UserResolution: Sendable {
  package let database: String
  package let timeoutMilliseconds: Int64?

  package init(database: String, timeoutMilliseconds: Int64?) {
    self.database = database
    self.timeoutMilliseconds = timeoutMilliseconds
  }

  /// Replaces e-mail addresses by uuids in the values of parameters that take a user.
  package func resolve(
    _ values: [String: BSONValue], of definition: QueryDefinition, _ client: borrowing MongoClient
  ) throws(QueryingError) -> [String: BSONValue] {
    var values = values
    for parameter in definition.parameters where parameter.resolvesUser {
      switch values[parameter.name] {
      case .string(let text): values[parameter.name] = try user(text, of: parameter, client)
      case .array(let elements):
        var users: [BSONValue] = []
        for case .string(let text) in elements { users.append(try user(text, of: parameter, client)) }
        values[parameter.name] = .array(users)
      default: continue
      }
    }
    return values
  }

  private func user(
    _ text: String, of parameter: QueryParameter, _ client: borrowing MongoClient
  ) throws(QueryingError) -> BSONValue {
    guard text.contains("@") else { return .string(text) }
    guard let uuid = try uuid(of: text, client) else {
      throw .usage("--\(parameter.name): no user with the e-mail address \(text) in users or in the events")
    }
    return .string(uuid)
  }

  private func uuid(of email: String, _ client: borrowing MongoClient) throws(QueryingError) -> String? {
    for (collection, address, user) in [
      ("users", "email", "uuid"), ("sign_in_attempts", "target_user.email", "target_user.uuid"),
      ("item_usages", "user.email", "user.uuid"), ("audit_events", "actor_details.email", "actor_uuid"),
    ] {
      var options: [(String, BSONValue)] = [
        ("limit", 1), ("projection", [user: 1]), ("comment", "opq: who is this"),
      ]
      // Newest first: addresses may move, and whoever is asked about was active lately.
      if collection != "users" { options.append(("sort", ["timestamp": -1])) }
      if let timeoutMilliseconds { options.append(("maxTimeMS", .int64(timeoutMilliseconds))) }
      do {
        let found: [BSONDocument] = try client.find(
          [address: .string(email)], in: collection, of: database, options: BSONDocument(options),
          doing: "look up a user")
        if let uuid = found.first?.value(at: user)?.stringValue { return uuid }
      } catch {
        throw .server(error)
      }
    }
    return nil
  }
}
