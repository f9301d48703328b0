internal import BSON
internal import Mongo
internal import OnePwModel
internal import Querying
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

extension OpQ {
  /// Asks every query of a kind once: `{"query", "severity", "attack", "finding"}` a line. One that fails is told and
  /// the others are asked all the same.
  func askAll(_ shelf: QueryShelf, _ streams: inout Streams) throws {
    let start = BSONDate.now
    let definitions = try shelf.entries().map(\.definition).filter { $0.kind == task.kind }
    let arguments = try QueryArguments(parameters)
    for (name, _) in arguments.given where !definitions.contains(where: { $0.parameter(named: name) != nil }) {
      throw ToolError(.usage, "no query of this kind has --\(name).")
    }
    let client = try connection.connect(streams, as: "opq")
    let database = connection.database(of: client, default: OnePwModel.defaultDatabase)
    let resolution = UserResolution(database: database, timeoutMilliseconds: asking.timeoutMilliseconds)
    var writer = output.writer(for: streams.terminal)
    var tally = Tally()

    for definition in definitions where Signals.pending == nil {
      do {
        var values = try arguments.values(for: definition, now: start, isPartial: true, file: TextFile.lines)
        try arguments.checkPeriod(values, of: definition)
        values = try resolution.resolve(values, of: definition, client)
        if let limit = asking.limit { values["limit"] = try arguments.limit(limit, of: definition) }
        let query = BoundQuery(definition, values: values, isFull: asking.full)
        let run = QueryRun(database: database, timeoutMilliseconds: asking.timeoutMilliseconds, name: definition.name)
        tally.add(
          try interruptible(run, streams.environment) {
            try printFindings(query, of: definition, run, client, &writer, &streams)
          })
      } catch let error as QueryingError {
        if case .usage = error { throw error }
        let failure = ToolError(error)
        streams.say("opq: \(failure.message)")
        tally.failure = failure.status
      }
    }

    writer.finish(&streams.output)
    warn(of: writer.homeless, streams)
    let seconds = Double((BSONDate.now.milliseconds - start.milliseconds) / 100) / 10
    streams.say(
      "opq: \(tally.findings) findings of \(tally.matched) out of \(definitions.count) queries in \(seconds) s")
    if let signal = Signals.pending { throw ToolError(.interrupted(signal: signal)) }
    if let failure = tally.failure { throw ToolError(failure) }
    if asking.failOnMatch && tally.findings > 0 { throw ToolError(.no) }
  }

  private struct Tally {
    var findings = 0
    var matched = 0
    var failure: ExitStatus?

    mutating func add(_ count: Int) {
      findings += count
      matched += count > 0 ? 1 : 0
    }
  }

  private func printFindings(
    _ query: BoundQuery, of definition: QueryDefinition, _ run: QueryRun, _ client: borrowing MongoClient,
    _ writer: inout any RecordWriter, _ streams: inout Streams
  ) throws -> Int {
    var findings = 0
    var failure: OutputError?
    try unsafe run.run(query, client) { document, number in
      findings = number
      let finding: BSONDocument = [
        "query": .string(definition.name), "severity": definition.severity.map { .string($0.rawValue) } ?? .null,
        "attack": .array(definition.attack.map(BSONValue.string)),
        "finding": .document(unsafe BSONDocument(unchecked: [UInt8](document))),
      ]
      writer.append(finding, to: &streams.output)
      do throws(OutputError) { try streams.output.commit() } catch { failure = error }
      return failure == nil && Signals.pending == nil
    }
    if let failure { throw failure }
    // One query's findings are out before the next one is asked.
    try streams.output.flush()
    return findings
  }
}
