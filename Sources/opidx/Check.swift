internal import ArgumentParser
internal import Indexing
internal import ServerOptions
internal import ToolSupport

/// `opidx check`: for pipelines, `plan` as an exit status.
struct Check: Tool {
  static let configuration = CommandConfiguration(
    abstract: "Says what differs from the catalogue, and ends with status 1 if anything does.")

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  mutating func run(_ streams: inout Streams) throws {
    var report = Report("check", as: output, for: streams)
    let client = try connection.connect(streams, as: "opidx")
    let decision = try PlanningOptions.asStored.decide(for: connection, client)
    for outcome in decision.plan.outcomes where outcome.step.action != .keep { try report.add(outcome, to: &streams) }
    try report.finish(decision.database, &streams)
    if !decision.plan.isEmpty {
      throw ToolError(.no, "\(decision.database) is not as the catalogue says: 'opidx' makes it so")
    }
  }
}
