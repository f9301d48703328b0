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
    var report = Report("plan", as: output, for: streams)
    let client = try connection.connect(streams, as: "opidx")
    let decision = try planning.decide(for: connection, client)
    for outcome in decision.plan.outcomes { try report.add(outcome, to: &streams) }
    try report.finish(decision.database, &streams)
  }
}
