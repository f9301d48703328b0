internal import ArgumentParser
internal import Indexing
internal import Mongo
internal import OnePwModel
internal import ServerOptions
internal import ToolSupport

/// What decides which plan is made.
struct PlanningOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How long events are kept: 365d, off, or audit_events=365d,item_usages=120d. Holds until it is changed.",
      valueName: "duration"), transform: { try RetentionChange($0) })
  var retain: RetentionChange?

  @Option(
    help: ArgumentHelp(
      "What the server does with documents that do not fit the model: off, warn (log; default) or enforce (refuse). Holds until it is changed.",
      valueName: "mode"))
  var validators: ValidatorMode?

  @Option(help: ArgumentHelp("What to do with indexes outside the catalogue: none, hide or drop.", valueName: "what"))
  var prune = IndexPlan.Pruning.none

  /// Nothing asked for beyond what is stored.
  static var asStored: PlanningOptions {
    var options = PlanningOptions()
    options.retain = nil
    options.validators = nil
    options.prune = .none
    return options
  }

  /// What was found, what is wanted, and the way from one to the other; nothing is written.
  struct Decision {
    let database: String
    let plan: DatabasePlan
    /// As they are stored, and as they are to be.
    let stored: Settings
    let settings: Settings
  }

  func decide(
    for connection: ConnectionOptions, _ client: borrowing MongoClient
  ) throws(ToolError) -> Decision {
    let database = connection.database(of: client, default: OnePwModel.defaultDatabase)
    do {
      let state = try DatabaseState(of: database, by: client)
      let stored = try Settings(of: database, by: client)
      var settings = stored
      if let retain { settings.retention.merge(retain.retention) { $1 } }
      if let validators { settings.validators = validators }
      var plan = DatabasePlan(from: state, to: settings, pruning: prune)
      try plan.measure(in: database, by: client)
      return Decision(database: database, plan: plan, stored: stored, settings: settings)
    } catch {
      throw ToolError(error)
    }
  }
}

extension IndexPlan.Pruning: ExpressibleByArgument {}
extension ValidatorMode: ExpressibleByArgument {}
