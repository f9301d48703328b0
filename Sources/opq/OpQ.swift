package import ArgumentParser
internal import BSON
internal import Mongo
internal import OnePwModel
internal import Querying
internal import ServerOptions
package import ToolSupport

/// `opq` asks a question that the model knows by name.
@main
package struct OpQ: Tool {
  package static let configuration = CommandConfiguration(
    commandName: "opq",
    abstract: "Ask named questions of a database of 1Password events.",
    usage: """
      opq
      opq <query> [--<parameter> <value> ...] [<options>]
      opq --file <file> [--<parameter> <value> ...] [<options>]
      opq --all --kind detection [--since <time>] [<options>]
      opq --describe <query>
      opq events --cursor-file <file> [--follow] [<options>]
      """,
    discussion: """
      Alone it lists the queries. Each has parameters of its own, which 'opq --describe <query>' explains; they and the \
      options below come in any order. Times are RFC 3339, dates, ages such as 24h, or now.
      """,
    version: "opq \(toolkitVersion) (\(driverVersion))")

  @Argument(help: "The query.", completion: .custom { _, _, _ in OnePwModel.queryNames + ["events"] })
  var query: String?

  @Argument(parsing: .postTerminator, help: ArgumentHelp("Parameters of the query.", visibility: .hidden))
  var parameters: [String] = []

  @OptionGroup(title: "What to do") var task: TaskOptions
  @OptionGroup(title: "How to ask") var asking: AskingOptions
  @OptionGroup(title: "Read on where another run stopped") var feed: FeedOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  package init() {}

  package static func arranged(_ arguments: [String]) -> [String] { CommandLineOrder(arguments).arranged }

  package mutating func validate() throws {
    let given = ([query] + task.subjects).compactMap(\.self)
    guard given.count < 2 else { throw ValidationError("\(given[0]) and \(given[1]) cannot be asked for together") }
    if let query, task.kind != nil {
      throw ValidationError("--kind is for --all and for the list, not for \(query)")
    }
  }

  package mutating func run(_ streams: inout Streams) throws {
    do { try answer(&streams) } catch let error as QueryingError { throw ToolError(error) }
  }
}
