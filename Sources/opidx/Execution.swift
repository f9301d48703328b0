internal import Indexing
internal import Mongo
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// What a subcommand that writes needs: further connections, patience, consent.
struct Execution {
  let database: String
  let hasConsent: Bool
  let patience: Patience
  private let isQuiet: Bool
  private let address: MongoAddress

  init(
    _ connection: ConnectionOptions, _ database: String, hasConsent: Bool, isQuiet: Bool, _ streams: borrowing Streams
  ) {
    Signals.catchInterrupts()
    self.isQuiet = isQuiet
    self.database = database
    self.hasConsent = hasConsent
    patience = Patience(isInterrupted: { Signals.pending != nil })
    address = connection.address(in: streams.environment)
  }

  /// Performs a plan, printing each step when it is done.
  func perform(
    _ plan: DatabasePlan, by client: borrowing MongoClient, _ report: inout Report, _ streams: inout Streams
  ) throws(OutputError) {
    let address = address
    let work = DatabaseWork(plan, in: database, hasConsent: hasConsent, patience: patience) { () throws(MongoError) in
      // An index may take hours, and the driver would hang up after five minutes.
      try MongoClient(address: address, applicationName: "opidx", socketTimeoutMilliseconds: 86_400_000)
    }
    var progress = ProgressLine(streams, isQuiet: isQuiet)
    let errors = streams.errors
    var isToldToEnd = false
    try work.perform {
      if Signals.pending != nil && !isToldToEnd {
        isToldToEnd = true
        progress?.clear()
        Streams.say(
          "opidx: ends when the indexes in the making are made; interrupted again, it leaves them to the server",
          on: errors)
      }
      progress?.show(BuildProgress.all(in: database, by: client))
    } _: { (outcome) throws(OutputError) in
      progress?.clear()
      try report.add(outcome, to: &streams)
    }
    progress?.clear()
  }
}
