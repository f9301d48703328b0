internal import ArgumentParser
internal import BSON
internal import Measuring
internal import Mongo
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// `opstat` tells whether the database is healthy, used and complete.
@main
struct OpStat: Tool {
  static let configuration = CommandConfiguration(
    commandName: "opstat", abstract: "Tell whether the database is healthy, used and complete.",
    discussion: """
      Prints one JSON line for each thing it looks at; "kind" says what it is: server, replica, database, collection, \
      index, stream, query. What the role may not see is a record with "denied": true. A sample never scans a collection.
      """,
    version: toolkitVersion, subcommands: [OpStatCheck.self])

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  @Option(
    help: ArgumentHelp(
      "How to print: ndjson, table (for people) or openmetrics (for Prometheus and its like).", valueName: "format"))
  var format = StatFormat.ndjson
  @Flag(name: .customLong("extended-json"), help: "Print MongoDB Extended JSON v2 (relaxed).")
  var extendedJSON = false
  @Option(help: ArgumentHelp("Write to a file, replaced as a whole with each sample.", valueName: "file"))
  var output: String?
  @Option(help: ArgumentHelp("Only these records, and only their cost; may be repeated.", valueName: "kind"))
  var kind: [Kind] = []
  @Flag(
    inversion: .prefixedNo,
    help: "Bytes of collections and indexes: about 1 ms of the server's time an index. When watching, once a minute.")
  var sizes = true
  @Flag(help: "Run each named query once with its own example, and tell its plan and cost.")
  var queries = false
  @Option(help: ArgumentHelp("Go on, a sample each so often, with rates between them.", valueName: "interval"))
  var watch: Interval?
  @Option(help: ArgumentHelp("End after so many samples.", valueName: "n"))
  var count: Int?
  @Option(help: ArgumentHelp("How long one sample may take; what comes later says so.", valueName: "duration"))
  var timeout = Interval(milliseconds: 10_000)

  mutating func validate() throws {
    if let count, count < 1 { throw ValidationError("--count \(count) is no number of samples: from 1") }
    if count != nil && watch == nil { throw ValidationError("--count needs --watch: how often?") }
  }

  static func usageStatus(for arguments: [String]) -> ExitStatus {
    // Options may come before the word, and one of them may have it for a value: `--db check`.
    let isCheck = arguments.indices.contains { place in
      arguments[place] == "check" && (try? parseAsRoot(Array(arguments[...place]))) is OpStatCheck
    }
    return isCheck ? .other(Severity.unknown.rawValue) : .usage
  }

  mutating func run(_ streams: inout Streams) throws {
    var observation = Observation(
      connection.address(in: streams.environment), database: connection.db, scope: scope, patience: timeout.duration)
    guard let watch else {
      do { try show(&observation, &streams) } catch let error as MongoError { throw ToolError(error) }
      return
    }
    Signals.catchInterrupts()
    var metronome = Metronome(every: watch.duration)
    var isAway = false
    for number in 1... {
      do {
        try show(&observation, &streams)
        isAway = false
      } catch let error as MongoError {
        // What nobody ever reached is a mistake; what was there comes back, and its absence is told once.
        guard number > 1 else { throw ToolError(error) }
        if !isAway { streams.say("opstat: \(error.message). Trying again until it answers.") }
        isAway = true
      }
      try streams.output.flush()
      if number == count { return }
      guard metronome.wait() else { throw ToolError(.interrupted(signal: Signals.pending ?? 2)) }
    }
  }

  /// One sample, written.
  private func show(_ observation: inout Observation, _ streams: inout Streams) throws {
    let view = StatView(
      format: format, style: extendedJSON ? .extended : .plain, redraws: watch != nil && output == nil)
    let budget = TimeBudget(timeout.duration)
    do {
      var sample = try observation.next()
      if queries || kind.contains(.query) { sample.queries = try plans(at: sample, within: budget, streams) }
      try write(view.text(of: sample, for: streams.terminal), &streams)
    } catch let error as MongoError {
      // To a scraper of files, silence would look like health.
      if format == .openmetrics { try write(OpenMetrics.down, &streams) }
      throw error
    }
  }

  private func plans(
    at sample: Sample, within budget: TimeBudget, _ streams: borrowing Streams
  ) throws -> [QueryRecord] {
    let client = try connection.another(streams, as: "opstat")
    return try NamedQueries(database: sample.database, budget: budget, time: sample.time).records(client)
  }

  private var scope: Scope {
    var scope: Scope = kind.isEmpty ? .all : kind.reduce(into: []) { $0.formUnion($1.scope) }
    if kind.contains(.collection) || kind.contains(.index) { scope.insert(.sizes) }
    if !sizes { scope.remove(.sizes) }
    return scope
  }

  private func write(_ text: String, _ streams: inout Streams) throws {
    if let output {
      try AtomicFile.replace(output, with: Array(text.utf8))
    } else {
      streams.output.append(text)
    }
  }
}
