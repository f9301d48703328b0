internal import BSON
internal import CMongo

/// What went wrong between a tool and the server: a kind that decides what to do, what was being done, and the cause.
///
/// It never holds a password, and holds no stored value: the server's text is left out where it quotes documents.
package struct MongoError: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// The connection string cannot be used.
    case address
    /// No server answered in time.
    case unreachable
    /// The server does not know the user, or does not let it do that.
    case unauthorized
    /// The connection broke, or the server changes its role: the same again may succeed.
    case transient
    /// The operation took longer than allowed.
    case timeout
    /// Someone ended the operation on the server.
    case interrupted
    /// The server refused the command.
    case refused
  }

  package let kind: Kind
  /// The server's error code, 0 when the driver found the error itself.
  package let code: Int
  /// What was being done, as in `create indexes on audit_events`.
  package var operation: String
  package let cause: String

  package init(kind: Kind, code: Int = 0, operation: String, cause: String) {
    self.kind = kind
    self.code = code
    self.operation = operation
    self.cause = cause
  }

  package var message: String { operation.isEmpty ? cause : "\(operation): \(cause)" }
}

extension MongoError {
  /// From the driver's error struct and the reply that came with it.
  init(_ error: bson_error_t, reply: BSONDocument?, operation: String) {
    var error = error
    let text = withUnsafePointer(to: &error) { String(cString: onepw_error_message($0)) }
    let kind = Self.kind(domain: error.domain, code: error.code, text: text, reply: reply)
    let fromServer = error.domain == MONGOC_ERROR_SERVER.rawValue || error.domain == MONGOC_ERROR_WRITE_CONCERN.rawValue
    self.init(
      kind: kind, code: fromServer ? Int(error.code) : 0, operation: operation,
      cause: Self.cause(text, kind: kind, code: fromServer ? Int(error.code) : 0))
  }

  /// From an error that a reply carries although the command succeeded (write concern errors).
  package init(code: Int, text: String, operation: String) {
    let kind = Self.kind(serverCode: code)
    self.init(kind: kind, code: code, operation: operation, cause: Self.cause(text, kind: kind, code: code))
  }

  private static func kind(domain: UInt32, code: UInt32, text: String, reply: BSONDocument?) -> Kind {
    // `Unknown authentication mechanism "nonsense"` of libmongoc, `Received authentication for mechanism PLAIN which is not
    // enabled` of servers.
    let namesMechanism = text.contains("mechanism")
    if domain == MONGOC_ERROR_CLIENT.rawValue && code == MONGOC_ERROR_CLIENT_AUTHENTICATE.rawValue {
      if namesMechanism { return .address }
      return wasCutOff(text) ? .transient : .unauthorized
    }
    if domain == MONGOC_ERROR_SERVER_SELECTION.rawValue {
      return namesMechanism ? .address : text.contains("Authentication failed") ? .unauthorized : .unreachable
    }
    if domain == MONGOC_ERROR_STREAM.rawValue { return .transient }
    if domain == MONGOC_ERROR_SERVER.rawValue || domain == MONGOC_ERROR_WRITE_CONCERN.rawValue {
      return kind(serverCode: Int(code))
    }
    if let labels = reply?["errorLabels"]?.arrayValue,
      labels.contains("RetryableWriteError") || labels.contains("TransientTransactionError")
    {
      return .transient
    }
    return .refused
  }

  /// Whether a login ended without an answer to it. libmongoc has overwritten the code by then: the beginning of its own text for
  /// a connection that breaks is left (`RUN_CMD_ERR_DECORATE` in mongoc-cluster.c), and those of a server that goes. Only the
  /// beginning, for further on the server quotes users.
  private static func wasCutOff(_ text: String) -> Bool {
    [
      "Failed to send ", "interrupted at shutdown", "operation was interrupted", "The server is in quiesce mode",
      "mongos is in quiesce mode",
    ].contains { text.hasPrefix($0) }
  }

  /// Codes from the server's error_codes.yml; the transient ones are those that the retryable-writes specification names.
  private static func kind(serverCode: Int) -> Kind {
    switch serverCode {
    case 13, 18, 31, 8000: .unauthorized
    case 6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436, 64, 63, 133, 134, 234, 290, 317, 384:
      .transient
    case 50: .timeout
    case 11601, 43, 237: .interrupted
    default: .refused
    }
  }

  private static func cause(_ text: String, kind: Kind, code: Int) -> String {
    switch code {
    case 11000: "a value that must be unique is there already"
    case 121: "a document does not pass the collection's validator"
    case 13: "not authorized for this"
    case 18: "the user name or the password is wrong"
    default:
      switch kind {
      case .address: "the server offers no such authMechanism"
      case .unauthorized: "the user name or the password is wrong"
      case .unreachable: selectionCause(text)
      default: text
      }
    }
  }

  /// libmongoc says `No suitable servers found: … [connection refused calling hello on '127.0.0.1:27017'] …`, once for
  /// each server: the reasons are what matters, and the servers are named already.
  private static func selectionCause(_ text: String) -> String {
    let parts = text.split(separator: "[")
    // Behind a quote stands an address of IPv6, no reason.
    let reasons = zip(parts.dropFirst(), parts).filter { !$1.hasSuffix("'") }.compactMap {
      $0.0.split(separator: "]").first
    }
    .map { reason in
      reason.firstRange(of: " calling hello on").map { String(reason[..<$0.lowerBound]) } ?? String(reason)
    }
    let distinct = reasons.enumerated().filter { reasons.firstIndex(of: $1) == $0 }.map(\.element)
    return distinct.isEmpty ? text : distinct.joined(separator: "; ")
  }
}
