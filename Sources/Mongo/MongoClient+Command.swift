package import BSON
internal import CMongo

extension MongoClient {
  package enum CommandKind: Sendable {
    /// Goes where the read preference says and is retried once by the driver.
    case read
    /// Goes to the primary.
    case write
    /// Goes to the primary; no read or write concern is added to it.
    case plain
  }

  /// Runs one command and gives its reply. A reply with `ok: 0` is thrown; `writeErrors` inside a reply with `ok: 1` are
  /// the caller's to read.
  package func run(
    _ command: BSONDocument, in database: String, as kind: CommandKind = .plain, options: BSONDocument = [:],
    doing operation: String
  ) throws(MongoError) -> BSONDocument {
    var error = bson_error_t()
    var succeeded = false
    let answer = reply { answer in
      command.withCBSON { command in
        options.withCBSON { options in
          // libmongoc initialises the reply itself; ours is empty and owns nothing.
          switch kind {
          case .read:
            succeeded = mongoc_client_read_command_with_opts(handle, database, command, nil, options, answer, &error)
          case .write:
            succeeded = mongoc_client_write_command_with_opts(handle, database, command, options, answer, &error)
          case .plain:
            succeeded = mongoc_client_command_with_opts(handle, database, command, nil, options, answer, &error)
          }
        }
      }
    }
    guard succeeded else { throw MongoError(error, reply: answer, operation: operation) }
    return answer
  }

  /// Asks the server whether it is there and knows us; the cheapest command that needs both.
  package func ping() throws(MongoError) {
    // A server that goes breaks the connection; the next try waits for the one that takes over.
    var tries = 3
    while true {
      do throws(MongoError) {
        _ = try run(["ping": 1], in: "admin", doing: "reach \(address.servers)")
        return
      } catch {
        tries -= 1
        guard error.kind == .transient, tries > 0 else { throw error }
      }
    }
  }

  /// The servers that the driver knows, each as the option of a command which sends it there and nowhere else.
  package func servers() throws(MongoError) -> [BSONDocument] {
    // The driver looks for them when it is asked for something.
    _ = try run(["ping": 1], in: "admin", as: .read, doing: "reach \(address.servers)")
    var count = 0
    let descriptions = mongoc_client_get_server_descriptions(handle, &count)
    defer { mongoc_server_descriptions_destroy_all(descriptions, count) }
    return (0..<count).map { ["serverId": .int32(Int32(mongoc_server_description_id(descriptions?[$0])))] }
  }

  /// The server's version as numbers, `[6, 0, 5]`; 4.4 has no `$setWindowFields`, 6.0 has `prepareUnique`.
  package func serverVersion() throws(MongoError) -> [Int] {
    let info = try run(["buildInfo": 1], in: "admin", doing: "ask for the server's version")
    return (info["versionArray"]?.arrayValue ?? []).prefix(3).compactMap(\.intValue)
  }
}
