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
      valueName: "name[=count][,parameter=value...]"),
    completion: .list(["all"] + Scenario.all.map(\.name)))
  var texts: [String] = []
  @Option(help: ArgumentHelp("Write what is true of each scenario as NDJSON.", valueName: "file"), completion: .file())
  var labels: String?
  @Flag(
    name: .customLong("list-scenarios"), help: "Print the scenarios with their parameters as NDJSON, and nothing else.")
  var isList = false

  func validate() throws {
    if isList { return }
    _ = try requests
    if labels != nil && texts.isEmpty { throw ValidationError("--labels needs a --scenario to label") }
  }

  /// What is asked for; where a scenario is named again, the last counts.
  var requests: [ScenarioRequest] {
    get throws {
      try texts.flatMap { text in
        var parts = text.split(separator: ",", omittingEmptySubsequences: false).map(setting)
        let (name, times) = parts.removeFirst()
        guard let count = times.map(Int.init) ?? 1, (0...10_000).contains(count) else {
          throw ValidationError("--scenario takes NAME or NAME=COUNT with a count up to 10000, not '\(text)'")
        }
        guard parts.allSatisfy({ $0.value != nil }) else {
          throw ValidationError("--scenario takes PARAMETER=VALUE after a comma, such as brute-force=3,attempts=25")
        }
        let settings = parts.map { ($0.name, $0.value ?? "") }
        guard name == "all" else { return [try request(name, count, settings)] }
        guard settings.isEmpty else { throw ValidationError("a parameter belongs to one scenario, not to all") }
        return try Scenario.all.map { try request($0.name, count, []) }
      }
    }
  }

  /// `NAME=VALUE`, or the name alone.
  private func setting(_ text: Substring) -> (name: String, value: String?) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (parts[0], parts.count > 1 ? parts[1] : nil)
  }

  private func request(_ name: String, _ count: Int, _ settings: [(String, String)]) throws -> ScenarioRequest {
    do {
      return try ScenarioRequest(name, count, Dictionary(settings) { $1 })
    } catch {
      throw ValidationError(error.message)
    }
  }
}

/// The truth about scenarios, in a file that only its owner may read: it tells which accounts are attacked.
struct LabelFile {
  static func write(_ labels: [Label], to path: String) throws {
    let descriptor = try PrivateFile.open(path)
    defer { close(descriptor) }
    var output = Output(descriptor: descriptor, file: path)
    for label in labels {
      output.append(label.json)
      output.append("\n")
      try output.commit()
    }
    try output.flush()
  }
}
