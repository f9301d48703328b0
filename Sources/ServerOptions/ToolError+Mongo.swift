package import Mongo
package import ToolSupport

extension ToolError {
  /// What a driver error means to the shell, with the thing to do about it.
  package init(_ error: MongoError) {
    switch error.kind {
    case .address: self.init(.usage, error.message)
    case .unreachable:
      self.init(
        .unreachable,
        "cannot \(error.operation): \(error.cause.firstSentence). Is the server running, and --uri or MONGODB_URI right?"
      )
    case .unauthorized:
      self.init(
        .notAuthorized,
        "cannot \(error.operation): \(error.cause). Check the user, its roles and authSource in the connection string.")
    case .transient: self.init(.tryAgain, "\(error.message). Try again.")
    case .timeout: self.init(.tryAgain, "\(error.message). Allow more time, or ask for less.")
    case .interrupted: self.init(.tryAgain, "\(error.message). Somebody ended the operation on the server.")
    case .refused: self.init(.internalError, error.message)
    }
  }
}

extension String {
  /// libmongoc adds to its sentence the state of every server in brackets; the first two lines of that are enough.
  fileprivate var firstSentence: String {
    let line = split(separator: "\n").first.map(String.init) ?? self
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }
}
