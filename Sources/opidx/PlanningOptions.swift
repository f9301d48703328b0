internal import ArgumentParser
internal import Indexing
internal import Mongo
internal import OnePwModel
internal import ServerOptions
internal import ToolSupport

/// What decides which plan is made.
struct PlanningOptions: ParsableArguments {
  @Option(help: "What to do with indexes outside the catalogue: none, hide or drop.")
  var prune = IndexPlan.Pruning.none

  /// Reads the database and decides, writing nothing.
  func plan(
    for connection: ConnectionOptions, _ client: borrowing MongoClient
  ) throws(ToolError) -> (database: String, plan: DatabasePlan) {
    let database = connection.database(of: client, default: OnePwModel.defaultDatabase)
    do {
      return (database, DatabasePlan(from: try DatabaseState(of: database, by: client), pruning: prune))
    } catch {
      throw ToolError(error)
    }
  }
}

extension IndexPlan.Pruning: ExpressibleByArgument {}
