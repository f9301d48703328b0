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
  private let address: MongoAddress

  init(_ connection: ConnectionOptions, _ database: String, hasConsent: Bool, _ streams: borrowing Streams) {
    Signals.catchInterrupts()
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
      try MongoClient(address: address, applicationName: "opidx")
    }
    try work.perform { (outcome) throws(OutputError) in try report.add(outcome, to: &streams) }
  }
}
