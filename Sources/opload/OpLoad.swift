import ArgumentParser
import BSON
import Glibc
import Loading
import Mongo
import OnePwModel
import RecordIO
import ServerOptions
import ToolSupport

/// `opload` brings NDJSON from standard input into the database, exactly once.
@main struct OpLoad: Tool {
  static let configuration = CommandConfiguration(
    commandName: "opload",
    abstract: "Load 1Password events and directories from NDJSON on standard input into MongoDB.",
    discussion: """
      Lines are documents, API pages ({"items":[…],…}) or arrays of documents; their shape says which collection they \
      belong to. What cannot be stored is refused with its line number and reason; the rest is stored. Loading the same \
      lines again changes nothing. Ends with one JSON summary line on standard output.
      """,
    version: toolkitVersion)

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  @Option(
    help: ArgumentHelp("Load every document into this collection, whatever its shape.", valueName: "name"),
    completion: .list(OnePwModel.collections.map(\.name).sorted()))
  var collection: String?

  @Option(help: "What happens to a directory's document whose uuid is stored with other content: replace or keep.")
  var onDuplicate = LoadOptions.OnDuplicate.replace

  @Option(
    help: ArgumentHelp("Write each refused document there as a JSON line, with the reason.", valueName: "file"),
    completion: .file())
  var rejects: String?

  @Option(help: ArgumentHelp("Stop once more than this many documents have been refused.", valueName: "n"))
  var maxRejects: Int?

  @Flag(help: "Convert and check everything, but send nothing; needs no server.")
  var dryRun = false

  @Flag(help: "Drop the collections first (all nine, or the one of --collection); asks, or needs --yes.")
  var drop = false

  @Flag(help: "Do not ask.")
  var yes = false

  @Option(help: ArgumentHelp("Connections that load at the same time, 1 to 64.", valueName: "n"))
  var workers = 2

  @Option(
    help: ArgumentHelp("Acknowledgement to wait for: majority or a number, then ,j or ,nojournal.", valueName: "w"),
    transform: parseWriteConcern)
  var writeConcern = WriteConcern()

  @Option(
    help: ArgumentHelp("How long a batch is tried again after a failure that may pass.", valueName: "duration"),
    transform: parseDuration)
  var retryFor = 60_000

  @Option(help: ArgumentHelp("Pass over the lines before this one, which an earlier run has stored.", valueName: "n"))
  var resumeLine = 1

  @Flag(help: "Tell how far it is every ten seconds, even when standard error is no terminal.")
  var progress = false

  @Flag(name: .shortAndLong, help: "No progress.")
  var quiet = false

  func validate() throws {
    if let collection, OnePwModel.collection(named: collection) == nil {
      let known = OnePwModel.collections.map(\.name).sorted().joined(separator: ", ")
      throw ValidationError("--collection '\(collection)' is none of \(known)")
    }
    guard (1...64).contains(workers) else { throw ValidationError("--workers takes a number from 1 to 64") }
    guard resumeLine >= 1 else { throw ValidationError("--resume-line takes a line number, from 1") }
    guard maxRejects ?? 0 >= 0 else { throw ValidationError("--max-rejects takes a number from 0") }
    if drop && dryRun { throw ValidationError("--drop and --dry-run exclude each other") }
  }

  mutating func run(_ streams: inout Streams) throws {
    Signals.catchInterrupts()
    var options = LoadOptions(database: "")
    options.collection = collection
    options.onDuplicate = onDuplicate
    options.workers = workers
    options.writeConcern = writeConcern
    options.retryFor = retryFor
    options.maxRejects = maxRejects
    options.isDryRun = dryRun
    options.resumeLine = resumeLine
    let sink: RejectSink
    if dryRun {
      sink = try makeRejectSink(streams)
    } else {
      let client = try connection.connect(streams, as: "opload")
      options.database = connection.database(of: client, default: OnePwModel.defaultDatabase)
      // A no leaves the rejects of an earlier load, and nothing is dropped for a load that cannot begin.
      if drop { try askToDrop(in: options.database) }
      sink = try makeRejectSink(streams)
      if drop { try dropCollections(client, options.database) }
    }
    let report = load(options, sink, streams)
    streams.output.append(report.summary.json())
    streams.output.append("\n")
    try streams.output.flush()
    try end(report)
  }

  private func makeRejectSink(_ streams: borrowing Streams) throws -> RejectSink {
    if let rejects, isOpen(rejects, as: streams.input) {
      throw ToolError(
        .usage, "--rejects '\(rejects)' is standard input itself, which it would empty. Name another file.")
    }
    return try RejectSink(path: rejects, limit: maxRejects, say: sayer(streams))
  }

  private func isOpen(_ path: String, as descriptor: Int32) -> Bool {
    var (named, input) = (stat(), stat())
    guard unsafe stat(path, &named) == 0, unsafe fstat(descriptor, &input) == 0 else { return false }
    return named.st_mode & S_IFMT == S_IFREG && named.st_dev == input.st_dev && named.st_ino == input.st_ino
  }

  private func sayer(_ streams: borrowing Streams) -> @Sendable (String) -> Void {
    let errors = streams.errors
    return { Streams.say("opload: \($0)", on: errors) }
  }

  private func load(_ options: LoadOptions, _ sink: RejectSink, _ streams: borrowing Streams) -> LoadReport {
    let address = connection.address(in: streams.environment)
    let loader = Loader(
      options, reading: streams.input, rejects: sink, progress: progressReport(streams),
      connect: { () throws(MongoError) in try MongoClient(address: address, applicationName: "opload") },
      shouldStop: { Signals.pending != nil }, say: sayer(streams))
    let report = loader.run()
    sink.finish()
    return report
  }

  private func progressReport(_ streams: borrowing Streams) -> ProgressReport? {
    let onTerminal = streams.errorTerminal != nil && !quiet
    guard onTerminal || progress else { return nil }
    let errors = streams.errors
    return ProgressReport(
      style: onTerminal ? .terminal : .lines, total: fileSize(streams.input), write: { Streams.put($0, on: errors) })
  }

  /// The bytes to come when standard input is a file; a pipe does not know.
  private func fileSize(_ descriptor: Int32) -> Int? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size) - max(Int(lseek(descriptor, 0, SEEK_CUR)), 0)
  }

  private func end(_ report: LoadReport) throws {
    if let signal = Signals.pending { throw ToolError(.interrupted(signal: signal)) }
    switch report.end {
    case .inputEnded: break
    case .stopped:
      throw ToolError(
        .inputRefused,
        "stopped: more than \(maxRejects ?? 0) documents refused; --resume-line \(report.resumeLine) goes on from here")
    case .gaveUp(let message):
      throw ToolError(
        .tryAgain,
        "gave up after \(retryFor / 1000) s, \(message). All lines before \(report.resumeLine) are settled; "
          + "run again, with --resume-line \(report.resumeLine) to pass over them")
    case .failed(.server(let error)): throw ToolError(error)
    case .failed(.input(let error)): throw ToolError(.inputOutput, error.message)
    case .failed(.rejects(let error)): throw ToolError(.inputOutput, error.message)
    }
    if report.tally.refused > 0 { throw ToolError(.inputRefused) }
  }
}

extension LoadOptions.OnDuplicate: ExpressibleByArgument {}

private func parseWriteConcern(_ text: String) throws -> WriteConcern {
  guard let concern = WriteConcern(text) else {
    throw ValidationError("expected majority or a number from 1, optionally followed by ,j or ,nojournal")
  }
  return concern
}

private func parseDuration(_ text: String) throws -> Int {
  guard let duration = DurationExpression(text) else { throw ValidationError("expected \(DurationExpression.form)") }
  return Int(duration.milliseconds)
}
