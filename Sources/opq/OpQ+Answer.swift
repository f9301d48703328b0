internal import BSON
internal import Mongo
internal import OnePwModel
internal import Querying
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

extension OpQ {
  func answer(_ streams: inout Streams) throws {
    let folder = streams.environment["ONEPW_QUERIES"].flatMap { $0.isEmpty ? nil : $0 }
    let shelf = QueryShelf(folder: folder, reserved: CommandLineOrder.reserved)
    if let path = task.check { return try check(path, shelf, streams) }
    if let name = task.describe { return streams.output.append(try shelf.entry(named: name).description) }
    if task.all { return try askAll(shelf, &streams) }
    if feed.isWanted || query == "events" { return try read(shelf, &streams) }
    if let path = task.file { return try ask(try shelf.entry(at: path).definition, &streams) }
    if let query { return try ask(try shelf.entry(named: query).definition, &streams) }
    try list(shelf, &streams)
  }

  private func check(_ path: String, _ shelf: QueryShelf, _ streams: borrowing Streams) throws {
    let problems: [String]
    do throws(QueryingError) {
      problems = try shelf.entry(at: path).definition.doubts
    } catch .file(_, let refused) {
      problems = refused
    }
    for problem in problems { streams.say("\(path): \(problem)") }
    if !problems.isEmpty { throw ToolError(.no) }
  }

  /// For people by kind, for programs one line each with everything that is known.
  private func list(_ shelf: QueryShelf, _ streams: inout Streams) throws {
    if let word = parameters.first {
      throw ToolError(.usage, "\(word) belongs to a query: name one. opq alone lists them.")
    }
    let entries = try shelf.entries().filter { task.kind == nil || $0.definition.kind == task.kind }
    if streams.terminal != nil { return streams.output.append(QueryList(entries).text) }
    var writer = output.writer(for: nil)
    for entry in entries { writer.append(entry.definition.document, to: &streams.output) }
    writer.finish(&streams.output)
  }

  private func ask(_ definition: QueryDefinition, _ streams: inout Streams) throws {
    let arguments = try QueryArguments(parameters)
    var values = try arguments.values(
      for: definition, now: .now, options: CommandLineOrder.options, file: TextFile.lines)
    try arguments.checkPeriod(values, of: definition)
    if let limit = asking.limit { values["limit"] = try arguments.limit(limit, of: definition) }
    if asking.order != nil && definition.kind != .events {
      throw ToolError(.usage, "--order is for listings of events; \(definition.name) has an order of its own.")
    }
    let client = try connection.connect(streams, as: "opq")
    let database = connection.database(of: client, default: OnePwModel.defaultDatabase)
    values = try UserResolution(database: database, timeoutMilliseconds: asking.timeoutMilliseconds)
      .resolve(values, of: definition, client)
    var query = BoundQuery(definition, values: values, isFull: asking.full)
    if asking.order == .asc { query.reverse() }
    let run = QueryRun(database: database, timeoutMilliseconds: asking.timeoutMilliseconds, name: definition.name)

    if task.printPipeline { return streams.print(ShellText.command(query, database: database)) }
    var writer = output.writer(for: streams.terminal)
    if task.explain {
      writer.append(try run.explain(query, client).record(of: query), to: &streams.output)
      return writer.finish(&streams.output)
    }
    let matches = try interruptible(run, streams.environment) {
      try print(query, run, client, &writer, &streams)
    }
    writer.finish(&streams.output)
    warn(of: writer.homeless, streams)
    if let signal = Signals.pending { throw ToolError(.interrupted(signal: signal)) }
    if asking.failOnMatch && matches > 0 { throw ToolError(.no) }
  }

  /// Prints an answer as it comes; gives the number of records.
  private func print(
    _ query: BoundQuery, _ run: QueryRun, _ client: borrowing MongoClient, _ writer: inout any RecordWriter,
    _ streams: inout Streams
  ) throws -> Int {
    var matches = 0
    var failure: OutputError?
    try unsafe run.run(query, client) { document, number in
      unsafe writer.append(document, to: &streams.output.pending)
      matches = number
      do throws(OutputError) {
        // Whoever reads along must not wait for what the server has yet to find.
        if number % QueryRun.batch == 0 { try streams.output.flush() } else { try streams.output.commit() }
      } catch { failure = error }
      return failure == nil && Signals.pending == nil
    }
    if let failure { throw failure }
    return matches
  }

  /// Runs `body`; SIGINT and SIGTERM end it, here and on the server.
  func interruptible(
    _ run: QueryRun, _ environment: [String: String], _ body: () throws -> Int
  ) throws -> Int {
    Signals.catchInterrupts()
    let address = connection.address(in: environment)
    do {
      return try Interruption().watching(
        for: run.comment, isAsked: { Signals.pending != nil },
        connect: { () throws(MongoError) in try MongoClient(address: address, applicationName: "opq") }, body)
    } catch let error as QueryingError {
      guard case .server = error, Signals.pending != nil else { throw error }
      return 0
    }
  }

  func warn(of homeless: [String], _ streams: borrowing Streams) {
    guard !homeless.isEmpty else { return }
    streams.say(
      "opq: no column for \(homeless.joined(separator: ", "))\(homeless.count < 10 ? "" : " and perhaps others"): there is "
        + "one for each name in the first records, up to 1000; --format ndjson prints everything")
  }
}
