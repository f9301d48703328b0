internal import BSON
internal import Mongo

/// Performs the plan of one collection on one connection, in the plan's order, each step on its own merits.
struct CollectionWork {
  let database: String
  let plan: DatabasePlan.Collection
  /// Steps that need `--yes` are done too.
  let hasConsent: Bool
  let patience: Patience

  /// Tells each outcome as soon as it is known.
  func perform(by client: borrowing MongoClient, _ tell: (StepOutcome) -> Void) {
    var failed: Set<WantedIndex> = []
    func conclude(_ step: IndexStep, _ result: StepOutcome.Result) {
      if step.action == .create, let wanted = step.wanted, !result.isDone { failed.insert(wanted) }
      tell(StepOutcome(collection: plan, step: .index(step), result: result))
    }

    perform(plan.validator, by: client, tell)
    create(plan.indexes.steps.filter { $0.action == .create }, by: client, conclude)
    for step in plan.indexes.steps where step.action != .create {
      guard step.isDrift else {
        conclude(step, .planned)
        continue
      }
      if plan.needsConsent(.index(step)) && !hasConsent {
        conclude(step, .withheld)
      } else if case .drop(_, .superseded(let wanted)) = step, failed.contains(wanted) {
        // The old index is all there is.
        conclude(step, .skipped)
      } else if patience.isInterrupted() {
        conclude(step, .skipped)
      } else {
        conclude(step, perform(step, by: client))
      }
    }
  }

  private func perform(_ step: IndexStep, by client: borrowing MongoClient) -> StepOutcome.Result {
    let stopwatch = Stopwatch()
    do throws(MongoError) {
      switch step {
      case .create, .await, .keep, .foreign: return .planned
      case .change(let index, let changes, let wanted):
        for change in changes {
          if let duplicates = try apply(change, to: index, as: wanted, by: client) { return .duplicates(duplicates) }
        }
      case .rebuild(let index, let wanted, let name):
        // Not dropped for an index that then cannot be.
        if wanted.isUnique, let duplicates = try Duplicates(of: wanted, in: plan.name, of: database, by: client) {
          return .duplicates(duplicates)
        }
        try drop(index, by: client)
        if let duplicates = try build([(wanted, name)], by: client)[wanted] { return .duplicates(duplicates) }
      case .hide(let index):
        try modify(index, ["hidden": true], by: client)
      case .drop(let index, _):
        try drop(index, by: client)
      }
      return .done(milliseconds: stopwatch.milliseconds)
    } catch {
      return .failed(error)
    }
  }
}
