internal import ArgumentParser
internal import BSON
internal import Measuring
internal import Mongo
internal import OnePwModel
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// `opstat` tells whether the database is healthy, used and complete.
@main
struct OpStat: Tool {
  static let configuration = CommandConfiguration(
    commandName: "opstat", abstract: "Tell whether the database is healthy, used and complete.", version: toolkitVersion
  )

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  mutating func run(_ streams: inout Streams) throws {
    let client = try connection.connect(streams, as: "opstat")
    let database = connection.database(of: client, default: OnePwModel.defaultDatabase)
    var sampler = Sampler(client, database: database, patience: .seconds(10))
    let sample: Sample
    do { sample = try sampler.sample() } catch { throw ToolError(error) }
    for line in sample.lines {
      streams.output.append(line.json())
      streams.output.append("\n")
    }
  }
}
