package import ArgumentParser
internal import CPosix
internal import Glibc
internal import RecordIO

/// A command that fails the way Unix tools do: one line on standard error, headed by the tool's name, and a status.
package protocol Tool: ParsableCommand {
  mutating func run(_ streams: inout Streams) throws

  /// The arguments in the order that the parser can read, for a tool whose options are not all known beforehand.
  static func arranged(_ arguments: [String]) -> [String]

  /// The status for arguments that make no sense: another than 64 where a subcommand has a table of its own.
  static func usageStatus(for arguments: [String]) -> ExitStatus
}

extension Tool {
  package static func arranged(_ arguments: [String]) -> [String] { arguments }
  package static func usageStatus(for arguments: [String]) -> ExitStatus { .usage }

  package mutating func run() throws { throw CleanExit.helpRequest(self) }

  /// The process: parses, runs, and ends it with the status that the outcome asks for.
  package static func main() {
    // The connection string is in there.
    onepw_keep_memory_private()
    Streams.holdClosed()
    Signals.restoreDefaults()
    var streams = Streams.ofProcess()
    let status = main(Array(CommandLine.arguments.dropFirst()), &streams)
    if case .interrupted(let signal) = status { Signals.dieOf(signal) }
    Glibc.exit(status.code)
  }

  /// The same without a process: a test gives the arguments and the streams.
  package static func main(_ arguments: [String], _ streams: inout Streams) -> ExitStatus {
    let status = outcome(arguments, &streams)
    do {
      try streams.output.flush()
      return status
    } catch {
      streams.say("\(toolName): \(error.message)")
      return .inputOutput
    }
  }

  /// The name of the executable, whichever subcommand runs.
  private static var toolName: String { configuration.commandName ?? "\(Self.self)".lowercased() }

  private static func outcome(_ arguments: [String], _ streams: inout Streams) -> ExitStatus {
    do {
      var command = try parseAsRoot(arranged(arguments))
      guard var tool = command as? any Tool else {
        // ArgumentParser's own help, which knows the subcommand that was meant and throws its text.
        try command.run()
        return .done
      }
      try tool.run(&streams)
      return .done
    } catch let error as ToolError {
      if !error.message.isEmpty { streams.say("\(toolName): \(error.message)") }
      return error.status
    } catch let error as OutputError {
      streams.say("\(toolName): \(error.message)")
      return .inputOutput
    } catch {
      return report(error, of: arguments, &streams)
    }
  }

  /// ArgumentParser's errors: help and version are data; the rest is the user's mistake, told in one line.
  private static func report(_ error: any Error, of arguments: [String], _ streams: inout Streams) -> ExitStatus {
    guard exitCode(for: error) != .success else {
      streams.print(fullMessage(for: error))
      return .done
    }
    guard exitCode(for: error) == .validationFailure else {
      streams.say("\(toolName): \(error)")
      return .internalError
    }
    let lines = message(for: withoutCredentials(error, of: arguments)).split(separator: "\n")
    var text = lines.first.map(String.init) ?? "wrong arguments"
    // "one of the following:", and each on a line of its own.
    if text.last == ":" {
      text += " " + lines.dropFirst().map { $0.drop { " -".contains($0) } }.joined(separator: ", ")
    }
    if !".?".contains(text.last ?? " ") { text += "." }
    streams.say("\(toolName): \(text.prefix(1).lowercased() + text.dropFirst()) See '\(toolName) --help'.")
    return usageStatus(for: arguments)
  }

  /// The same mistake, told of arguments without credentials: of a sentence that quotes one, no more could be said than its beginning.
  private static func withoutCredentials(_ error: any Error, of arguments: [String]) -> any Error {
    do {
      _ = try parseAsRoot(arranged(arguments.map(\.withoutCredentials)))
      return error
    } catch { return error }
  }
}
