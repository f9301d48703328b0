package import ArgumentParser
package import Mongo
package import ToolSupport

/// `--uri` and `--db`: where the database is.
package struct ConnectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.",
      valueName: "uri"))
  package var uri: String?

  @Option(
    help: ArgumentHelp("Database (default: the connection string's own, else onepassword_events).", valueName: "name"))
  package var db: String?

  package init() {}

  /// The address that was meant: the option, the environment, the default.
  package func address(in environment: [String: String]) -> MongoAddress {
    MongoAddress(uri ?? environment["MONGODB_URI"].flatMap { $0.isEmpty ? nil : $0 } ?? "mongodb://127.0.0.1:27017")
  }

  /// One connection that has answered a ping, so that a dead server or a wrong password is told before any work.
  package func connect(_ streams: borrowing Streams, as tool: String) throws(ToolError) -> MongoClient {
    do {
      let client = try MongoClient(address: address(in: streams.environment), applicationName: tool)
      try client.ping()
      return client
    } catch {
      throw ToolError(error)
    }
  }

  /// A further connection to the same place, for a worker of its own.
  package func another(_ streams: borrowing Streams, as tool: String) throws(MongoError) -> MongoClient {
    try MongoClient(address: address(in: streams.environment), applicationName: tool)
  }

  /// The database that was meant.
  package func database(of client: borrowing MongoClient, default name: String) -> String {
    db ?? client.databaseInAddress ?? name
  }

  package mutating func validate() throws {
    if let db, db.isEmpty || db.utf8.count > 63 || db.contains(where: { "/\\. \"$\0".contains($0) }) {
      throw ValidationError("--db '\(db)' is no name for a database: 1 to 63 bytes without / \\ . \" $ and spaces")
    }
  }
}
