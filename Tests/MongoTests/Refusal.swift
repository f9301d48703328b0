import Mongo

/// The error of a ping to `uri`, nil when the server answered.
///
/// - Parameter patience: How long to look for a server, in milliseconds.
func refusal(of uri: String, patience: Int32 = 1_000) -> MongoError? {
  do {
    try MongoClient(address: MongoAddress(uri), applicationName: "tests", timeoutMilliseconds: patience).ping()
    return nil
  } catch {
    return error
  }
}
