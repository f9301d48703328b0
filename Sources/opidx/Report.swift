internal import BSON
internal import Indexing
internal import Mongo
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// Prints a line for each step and one at the end, and knows what the exit status has to be.
struct Report {
  private let command: String
  private let format: RecordFormat
  private var writer: any RecordWriter
  private let start = ContinuousClock.now
  private var counts: [IndexStep.Action: Int] = [:]
  private var unsettled = 0
  private var withheld = 0
  private var failure: MongoError?

  init(_ command: String, as output: OutputOptions, for streams: borrowing Streams) {
    self.command = command
    format = output.format
    writer = output.writer(for: streams.terminal)
  }

  mutating func add(_ outcome: StepOutcome, to streams: inout Streams) throws(OutputError) {
    counts[outcome.step.action, default: 0] += 1
    if !outcome.isSettled { unsettled += 1 }
    switch outcome.result {
    case .withheld: withheld += 1
    case .failed(let error): failure = failure ?? error
    case .duplicates(let duplicates):
      streams.say("opidx: \(outcome.subject) cannot be unique: \(duplicates.advice)")
    case .planned, .done, .skipped: break
    }
    if outcome.expiring > 0 {
      streams.say("opidx: the retention of \(outcome.collection) removes \(outcome.expiring) documents at once")
    }
    writer.append(outcome.record(keysAsText: format != .ndjson), to: &streams.output)
    // Each line as it happens: an index may take an hour.
    try streams.output.flush()
  }

  /// Ends the output: `{"tool":"opidx","command","database","create":…,…,"unsettled":…,"seconds":…}`, on standard error where the
  /// output is columns.
  mutating func finish(_ database: String, _ streams: inout Streams) throws(OutputError) {
    writer.finish(&streams.output)
    let steps = IndexStep.Action.allCases.map { ($0.rawValue, BSONValue(counts[$0] ?? 0)) }
    let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    let summary = BSONDocument(
      [("tool", "opidx"), ("command", .string(command)), ("database", .string(database))] + steps
        + [("unsettled", BSONValue(unsettled)), ("seconds", .double(Double(milliseconds) / 1000))])
    if format == .ndjson {
      streams.output.append(summary.json())
      streams.output.append("\n")
    } else {
      streams.say(summary.jsonString())
    }
    try streams.output.flush()
  }

  /// Ends the tool with the status that the outcomes ask for.
  func conclude() throws(ToolError) {
    if let signal = Signals.pending { throw ToolError(.interrupted(signal: signal)) }
    if let failure { throw ToolError(failure) }
    if withheld > 0 {
      throw ToolError(.no, "\(withheld) step\(withheld == 1 ? "" : "s") left undone: add --yes to have them done")
    }
    if unsettled > 0 { throw ToolError(.no) }
  }
}
