internal import ArgumentParser
internal import Indexing
internal import OnePwModel
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// `opidx advise`: what each index is worth, and how each named query is served.
struct Advise: Tool {
  static let configuration = CommandConfiguration(
    abstract: "Says which indexes are unused or redundant, and how each named query is served.",
    discussion: """
      Lines of kind index: size, uses since when (the server forgets them when it starts), and whether it is used, unused, redundant \
      or a constraint. Lines of kind query: whether the index is missing, covers the query, or documents are read as well.
      """)

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  mutating func run(_ streams: inout Streams) throws {
    let summary = Summary("advise", isData: output.format == .ndjson)
    let client = try connection.connect(streams, as: "opidx")
    let database = connection.database(of: client, default: OnePwModel.defaultDatabase)
    let advice: DatabaseAdvice
    do {
      advice = try DatabaseAdvice(
        on: try DatabaseState(of: database, by: client), for: OnePwModel.queries, by: client)
    } catch {
      throw ToolError(error)
    }
    var writer = output.writer(for: streams.terminal)
    let records = output.format == .table ? advice.rows : advice.records(keysAsText: output.format != .ndjson)
    for record in records { writer.append(record, to: &streams.output) }
    writer.finish(&streams.output)
    try summary.print(advice.counts.facts(DatabaseAdvice.names), of: database, &streams)
  }
}
