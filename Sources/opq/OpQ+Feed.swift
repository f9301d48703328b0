internal import BSON
internal import Glibc
internal import Mongo
internal import OnePwModel
internal import Querying
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

extension OpQ {
  /// Reads events in the order in which they arrived, from where an earlier run stopped.
  func read(_ shelf: QueryShelf, _ streams: inout Streams) throws {
    let isDescending = asking.order == .desc
    if isDescending && (feed.follow || feed.cursorFile != nil) {
      throw ToolError(.usage, "--follow and --cursor-file go forward in time: leave --order desc out.")
    }
    if task.explain || task.printPipeline || asking.failOnMatch || asking.full {
      throw ToolError(.usage, "cursors are for reading events; leave --explain and the like out.")
    }
    let arguments = try QueryArguments(parameters)
    let (name, queries, period) = try listings(shelf, arguments)

    let file = try feed.cursorFile.map { path throws(QueryingError) in try CursorFile(path) }
    var token = try file?.read()
    if let text = feed.cursor {
      guard let given = FeedToken(text) else {
        throw ToolError(.usage, "--cursor: this is no cursor, or not the whole of it.")
      }
      token = given
    }
    let limit = asking.limit ?? (feed.cursor == nil ? nil : token?.limit)

    let client = try connection.connect(streams, as: "opq")
    // A secondary may not have yet what the cursor passes.
    client.readFromPrimary()
    let database = connection.database(of: client, default: OnePwModel.defaultDatabase)
    let resolution = UserResolution(database: database, timeoutMilliseconds: asking.timeoutMilliseconds)
    var bound: [BoundQuery] = []
    for (definition, values) in queries {
      bound.append(BoundQuery(definition, values: try resolution.resolve(values, of: definition, client)))
    }
    let question = try FeedQuery(name, bound, isDescending: isDescending)
    let run = QueryRun(database: database, timeoutMilliseconds: asking.timeoutMilliseconds, name: name)
    var reading = FeedReading(
      reader: try FeedReader(question, run, since: period.since, after: token), until: period.until, limit: limit,
      options: feed, writer: output.writer(for: streams.terminal))
    Signals.catchInterrupts()
    let isWhole = try reading.perform(client, database, bound[0].collection, file, &streams)
    warn(of: reading.writer.homeless, streams)
    if !isWhole, let signal = Signals.pending { throw ToolError(.interrupted(signal: signal)) }
  }

  private typealias Listing = (definition: QueryDefinition, values: [String: BSONValue])

  /// What to read, bound without its period: in a feed `since` and `until` are times of arrival.
  private func listings(
    _ shelf: QueryShelf, _ arguments: QueryArguments
  ) throws -> (name: String, queries: [Listing], period: (since: BSONDate?, until: BSONDate?)) {
    let definitions: [QueryDefinition]
    if let path = task.file {
      definitions = [try shelf.entry(at: path).definition]
    } else if query == "events" {
      definitions = try FeedQuery.everything.map { try shelf.entry(named: $0).definition }
      for (name, _) in arguments.given where name != "since" && name != "until" {
        throw ToolError(.usage, "events has no --\(name); it takes --since and --until.")
      }
    } else if let query {
      definitions = [try shelf.entry(named: query).definition]
    } else {
      throw ToolError(.usage, "name what to read: events, audit-events, item-usages or sign-in-attempts.")
    }
    let now = BSONDate.now
    var since: BSONDate?
    var until: BSONDate?
    let queries = try definitions.map { definition -> Listing in
      var values = try arguments.values(
        for: definition, now: now, options: CommandLineOrder.options, file: TextFile.lines)
      let named = Set(arguments.given.map(\.name))
      if named.isSuperset(of: ["since", "until"]) { try arguments.checkPeriod(values, of: definition) }
      let times = (values.removeValue(forKey: "since"), values.removeValue(forKey: "until"))
      if named.contains("since") { since = times.0?.dateValue }
      if named.contains("until") { until = times.1?.dateValue }
      values.removeValue(forKey: "limit")
      if let limit = asking.limit { _ = try arguments.limit(limit, of: definition) }
      return (definition, values)
    }
    return (task.file ?? query ?? "", queries, (since, until))
  }
}
