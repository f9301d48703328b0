internal import ArgumentParser
internal import Glibc
internal import RecordIO
internal import Simulation

/// Which attacks are played into the world.
struct ScenarioOptions: ParsableArguments {
  @Option(
    name: .customLong("scenario"),
    help: ArgumentHelp(
      "Play a labelled attack so many times (once by default), and as many near misses; 'all' for every one.",
      valueName: "name[=count]"),
    completion: .list(["all"] + Scenario.all.map(\.name)))
  var requests: [String] = []
  @Option(help: ArgumentHelp("Write what is true of each scenario as NDJSON.", valueName: "file"), completion: .file())
  var labels: String?
  @Flag(
    name: .customLong("list-scenarios"), help: "Print the scenarios with their parameters as NDJSON, and nothing else.")
  var isList = false

  func validate() throws {
    _ = try counts
    if labels != nil && requests.isEmpty { throw ValidationError("--labels needs a --scenario to label") }
  }

  /// How often each scenario is played.
  var counts: [String: Int] {
    get throws {
      var counts: [String: Int] = [:]
      for request in requests {
        let parts = request.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let count = parts.count == 1 ? 1 : Int(parts[1]), (0...10_000).contains(count) else {
          throw ValidationError("--scenario takes NAME or NAME=COUNT with a count up to 10000, not '\(request)'")
        }
        let names = Scenario.all.map(\.name)
        guard parts[0] == "all" || names.contains(parts[0]) else {
          throw ValidationError("there is no scenario '\(parts[0])'. 'opgen --list-scenarios' names them all")
        }
        for name in parts[0] == "all" ? names : [parts[0]] { counts[name] = count }
      }
      return counts
    }
  }
}

/// The truth about scenarios, in a file that only its owner may read: it tells which accounts are attacked.
struct LabelFile {
  static func write(_ labels: [Label], to path: String) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OutputError(code: errno, file: path) }
    defer { close(descriptor) }
    // A file that was there before keeps its mode through open(2).
    _ = fchmod(descriptor, 0o600)
    var output = Output(descriptor: descriptor, file: path)
    for label in labels {
      output.append(label.json)
      output.append("\n")
      try output.commit()
    }
    try output.flush()
  }
}
