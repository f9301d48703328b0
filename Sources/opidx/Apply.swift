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

  @Flag(help: "Also do what leaves queries without an index for a while, or takes away what others made.")
  var yes = false

  mutating func run(_ streams: inout Streams) throws {
    Signals.catchInterrupts()
    let client = try connection.connect(streams, as: "opidx")
    let (database, plan) = try planning.plan(for: connection, client)
    let address = connection.address(in: streams.environment)
    let work = DatabaseWork(
      plan, in: database, hasConsent: yes, patience: Patience(isInterrupted: { Signals.pending != nil })
    ) { () throws(MongoError) in try MongoClient(address: address, applicationName: "opidx") }
    var report = Report("apply", of: database, as: output, for: streams)
    try work.perform { (outcome) throws(OutputError) in try report.add(outcome, to: &streams) }
    try report.finish(&streams)
    try report.conclude()
  }
}
