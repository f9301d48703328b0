internal import ArgumentParser
internal import Indexing
internal import Mongo
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// `opidx apply`: performs the plan.
struct Apply: Tool {
  static let configuration = CommandConfiguration(
    abstract: "Creates what is missing and changes what differs (default).")

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "What to do") var planning: PlanningOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Flag(
    help: "Also do what removes documents, leaves queries without an index for a while, or takes away what others made."
  )
  var yes = false

  @Flag(help: "Show no progress.")
  var quiet = false

  mutating func run(_ streams: inout Streams) throws {
    var report = Report("apply", as: output, for: streams)
    let client = try connection.connect(streams, as: "opidx")
    let decision = try planning.decide(for: connection, client)
    let execution = Execution(connection, decision.database, hasConsent: yes, isQuiet: quiet, streams)
    do {
      let settings = decision.settings.keeping(decision.stored, where: yes ? [] : decision.plan.losses)
      // First, so that a run that is cut short is taken up by the next one.
      if settings != decision.stored {
        try settings.write(to: decision.database, by: client, execution.patience)
      }
    } catch {
      throw ToolError(error)
    }
    try execution.perform(decision.plan, by: client, &report, &streams)
    try report.finish(decision.database, &streams)
    try report.conclude()
  }
}
