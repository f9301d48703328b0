internal import ArgumentParser
internal import Indexing
internal import Mongo
internal import OnePwModel
internal import ServerOptions
internal import ToolSupport

/// `opidx drop`: takes back what `apply` made.
struct Drop: Tool {
  static let configuration = CommandConfiguration(
    abstract: "Takes back what opidx made: indexes, validators, settings; never documents or what others made.")

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Flag(help: "Do it; without, it is only said what would be done.")
  var yes = false

  @Flag(help: "Show no progress.")
  var quiet = false

  mutating func run(_ streams: inout Streams) throws {
    var report = Report("drop", as: output, for: streams)
    let client = try connection.connect(streams, as: "opidx")
    let database = connection.database(of: client, default: OnePwModel.defaultDatabase)
    let execution = Execution(connection, database, hasConsent: yes, isQuiet: quiet, streams)
    let settings: Settings
    let plan: DatabasePlan
    do {
      settings = try Settings(of: database, by: client)
      plan = DatabasePlan(undoing: try DatabaseState(of: database, by: client), with: settings)
    } catch {
      throw ToolError(error)
    }
    if yes {
      try execution.perform(plan, by: client, &report, &streams)
    } else {
      for outcome in plan.outcomes { try report.add(outcome, to: &streams) }
    }
    try report.finish(database, &streams)
    if yes {
      try report.conclude()
      // Last, since a retention's index is known as ours by them alone: a second run has to know it as well.
      do {
        return try Settings.remove(from: database, by: client, execution.patience)
      } catch {
        throw ToolError(error)
      }
    }
    if !plan.isEmpty || settings != Settings() { throw ToolError(.no, "nothing was dropped: add --yes") }
  }
}
