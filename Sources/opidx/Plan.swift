internal import ArgumentParser
internal import Indexing
internal import ServerOptions
internal import ToolSupport

/// `opidx plan`: prints what `apply` would do, and writes nothing at all.
struct Plan: Tool {
  static let configuration = CommandConfiguration(abstract: "Says what apply would do, and writes nothing.")

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "What to do") var planning: PlanningOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  mutating func run(_ streams: inout Streams) throws {
    let client = try connection.connect(streams, as: "opidx")
    let (database, plan) = try planning.plan(for: connection, client)
    var report = Report("plan", of: database, as: output, for: streams)
    for outcome in plan.outcomes { try report.add(outcome, to: &streams) }
    try report.finish(&streams)
  }
}
