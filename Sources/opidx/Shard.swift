internal import ArgumentParser
internal import Indexing
internal import Mongo
internal import OnePwModel
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// `opidx shard`: prints how the event collections would be sharded, and runs nothing.
struct Shard: Tool {
  static let configuration = CommandConfiguration(
    abstract: "Prints, ready for mongosh, how to shard the event collections and why; runs nothing.",
    discussion: "The connection is for the database's name alone; no server is spoken to.")

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  mutating func run(_ streams: inout Streams) throws {
    let summary = Summary("shard", isData: false)
    let database: String
    do {
      database = connection.database(
        of: try connection.another(streams, as: "opidx"), default: OnePwModel.defaultDatabase)
    } catch {
      throw ToolError(error)
    }
    streams.output.append(ShardScript(for: database, queries: OnePwModel.queries).text)
    try summary.print([], of: database, &streams)
  }
}
