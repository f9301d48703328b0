internal import Mongo
internal import Querying
internal import ServerOptions
internal import ToolSupport

extension ToolError {
  /// What an unanswered question means to the shell.
  init(_ error: QueryingError) {
    switch error {
    case .usage(let message): self.init(.usage, message.hasSuffix("?") ? message : message + ".")
    case .file(let path, let problems):
      self.init(.inputRefused, "\(path) is no query file: \(problems.joined(separator: "; ")).")
    case .inputOutput(let message): self.init(.inputOutput, message)
    case .locked(let message): self.init(.tryAgain, message)
    // Unrecognized time zone: which there are is the server's to know.
    case .server(let error) where error.code == 40485:
      self.init(
        .usage, "cannot \(error.operation): the server knows no such time zone; it does Europe/Berlin, UTC and +02:00.")
    case .server(let error): self.init(error)
    }
  }
}
