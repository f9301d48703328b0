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
    abstract: "Prints, ready for mongosh, how to shard the event collections and why; runs nothing.")

  @Option(help: ArgumentHelp("Database (default: onepassword_events).", valueName: "name"))
  var db = OnePwModel.defaultDatabase

  mutating func run(_ streams: inout Streams) throws {
    streams.output.append(ShardScript(for: db, queries: OnePwModel.queries).text)
    try streams.output.flush()
  }
}
