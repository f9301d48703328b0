internal import BSON
internal import CMongo
internal import Glibc

/// One connection. SAFETY: a `mongoc_client_t` may move between threads but not be shared; `~Copyable` gives it one owner.
package struct MongoClient: ~Copyable, @unchecked Sendable {
  let handle: OpaquePointer
  package let address: MongoAddress

  /// Prepares a connection; the first command opens it.
  ///
  /// - Parameters:
  ///   - timeoutMilliseconds: How long to look for a server, unless the address sets `serverSelectionTimeoutMS`.
  ///   - socketTimeoutMilliseconds: How long to wait for any answer, unless the address sets `socketTimeoutMS`; without
  ///     both, the driver's own five minutes.
  package init(
    address: MongoAddress, applicationName: String, timeoutMilliseconds: Int32 = 4_000,
    socketTimeoutMilliseconds: Int32? = nil
  ) throws(MongoError) {
    precondition(Driver.isReady)
    self.address = address
    guard !address.hasStrayDelimiters, let uri = mongoc_uri_new_with_error(address.text, nil) else {
      // The driver's own text may quote the password.
      throw MongoError(
        kind: .address, operation: "read the connection string",
        cause: "not a MongoDB connection string; expected mongodb://[user:password@]host[:port]/[database][?options], "
          + "with special characters in user and password percent-encoded")
    }
    defer { mongoc_uri_destroy(uri) }
    // The driver has looked at its characters.
    if let database = mongoc_uri_get_database(uri), strlen(database) > 63 {
      throw MongoError(
        kind: .address, operation: "read the connection string", cause: "its database's name is longer than 63 bytes")
    }
    if !mongoc_uri_has_option(uri, "serverselectiontimeoutms") {
      mongoc_uri_set_option_as_int32(uri, "serverselectiontimeoutms", timeoutMilliseconds)
    }
    if !mongoc_uri_has_option(uri, "connecttimeoutms") {
      mongoc_uri_set_option_as_int32(uri, "connecttimeoutms", timeoutMilliseconds)
    }
    if let socketTimeoutMilliseconds, !mongoc_uri_has_option(uri, "sockettimeoutms") {
      mongoc_uri_set_option_as_int32(uri, "sockettimeoutms", socketTimeoutMilliseconds)
    }
    // Single-threaded clients otherwise give up at the first refusal instead of waiting for an election.
    if !mongoc_uri_has_option(uri, "serverselectiontryonce") {
      mongoc_uri_set_option_as_bool(uri, "serverselectiontryonce", false)
    }
    // Who writes sends again knowing what the first sending may have done; the driver would send an event's old `insert_time`
    // after an election, when readers of the feed have passed it.
    mongoc_uri_set_option_as_bool(uri, "retrywrites", false)
    var error = bson_error_t()
    guard let handle = mongoc_client_new_from_uri_with_error(uri, &error) else {
      // Only what is looked for in DNS meets an error of a stream here.
      if error.domain == MONGOC_ERROR_STREAM.rawValue {
        throw MongoError(
          kind: .unreachable, operation: "reach \(address.servers)",
          cause: "DNS gives no servers for it (the SRV record of a mongodb+srv address)")
      }
      throw MongoError(
        kind: .address, operation: "read the connection string",
        cause: "its options do not fit each other, or name something this build of the driver lacks")
    }
    self.handle = handle
    mongoc_client_set_error_api(handle, MONGOC_ERROR_API_VERSION_2)
    mongoc_client_set_appname(handle, applicationName)
  }

  deinit { mongoc_client_destroy(handle) }

  /// The database that the address names after its slash.
  package var databaseInAddress: String? {
    mongoc_uri_get_database(mongoc_client_get_uri(handle)).map { String(cString: $0) }
  }

  /// Looks for the primary, and waits for it as long as the address says, so that what is sent next is sent at once.
  ///
  /// - Returns: The driver's number for that server.
  package func findPrimary() throws(MongoError) -> UInt32 {
    var error = bson_error_t()
    guard let server = mongoc_client_select_server(handle, true, nil, &error) else {
      throw MongoError(error, reply: nil, operation: "reach \(address.servers)")
    }
    defer { mongoc_server_description_destroy(server) }
    return mongoc_server_description_id(server)
  }

  /// The database that knows the user: the address's own word, or the one that DNS adds to a `mongodb+srv` address.
  package var authSource: String? {
    mongoc_uri_get_auth_source(mongoc_client_get_uri(handle)).map { String(cString: $0) }
  }

  /// From now on reads go to the primary, whatever the address prefers: for decisions that have to see the last write.
  package func readFromPrimary() {
    let preference = mongoc_read_prefs_new(MONGOC_READ_PRIMARY)
    defer { mongoc_read_prefs_destroy(preference) }
    mongoc_client_set_read_prefs(handle, preference)
  }
}
