internal import BSON
internal import Indexing
internal import Mongo
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// Prints a line for each step and one at the end, and knows what the exit status has to be.
struct Report {
  private let format: RecordFormat
  private var writer: any RecordWriter
  private let summary: Summary
  private var counts: [String: Int] = [:]
  private var unsettled = 0
  private var withheld = 0
  private var failure: MongoError?

  init(_ command: String, as output: OutputOptions, for streams: borrowing Streams) {
    format = output.format
    writer = output.writer(for: streams.terminal)
    summary = Summary(command, isData: format == .ndjson)
  }

  mutating func add(_ outcome: StepOutcome, to streams: inout Streams) throws(OutputError) {
    counts[outcome.step.action.rawValue, default: 0] += 1
    if !outcome.isSettled { unsettled += 1 }
    switch outcome.result {
    case .withheld: withheld += 1
    case .failed(let error): failure = failure ?? error
    case .duplicates(let duplicates):
      let named = duplicates.uuids.joined(separator: ", ")
      let uuids = named.isEmpty ? "" : " (\(named))"
      streams.say("opidx: \(outcome.subject) cannot be unique: \(duplicates.advice)\(uuids)")
    case .planned, .done, .skipped: break
    }
    if outcome.expiring > 0 {
      let documents = "\(outcome.expiring) document\(outcome.expiring == 1 ? "" : "s")"
      streams.say("opidx: the retention of \(outcome.collection) removes \(documents) at once")
    }
    writer.append(
      format == .table ? outcome.row : outcome.record(keysAsText: format != .ndjson), to: &streams.output)
    // Each line as it happens: an index may take an hour.
    try streams.output.flush()
  }

  /// Ends the output with the number of steps of each kind, and of those that are still to be done.
  mutating func finish(_ database: String, _ streams: inout Streams) throws(OutputError) {
    writer.finish(&streams.output)
    try summary.print(
      counts.facts(IndexStep.Action.allCases.map(\.rawValue)) + [("unsettled", BSONValue(unsettled))], of: database,
      &streams)
  }

  /// Ends the tool with the status that the outcomes ask for.
  func conclude() throws(ToolError) {
    if let signal = Signals.pending { throw ToolError(.interrupted(signal: signal)) }
    // It was there when the plan was made.
    if let failure, failure.kind == .unreachable {
      throw ToolError(.tryAgain, "the server went away: \(failure.message). What is done stays done; run opidx again.")
    }
    if let failure { throw ToolError(failure) }
    if withheld > 0 {
      throw ToolError(.no, "\(withheld) step\(withheld == 1 ? "" : "s") left undone: add --yes to have them done")
    }
    if unsettled > 0 { throw ToolError(.no) }
  }
}
