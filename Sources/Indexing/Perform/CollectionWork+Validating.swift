internal import BSON
internal import Mongo

/// Making, changing and taking back the collection's validator.
extension CollectionWork {
  func perform(_ step: ValidatorStep?, by client: borrowing MongoClient, _ tell: (StepOutcome) -> Void) {
    guard let step else { return }
    let stopwatch = Stopwatch()
    var result = StepOutcome.Result.planned
    if PlanStep.validator(step).isDrift {
      do throws(MongoError) {
        try perform(step, by: client)
        result = .done(milliseconds: stopwatch.milliseconds)
      } catch {
        result = .failed(error)
      }
    }
    tell(StepOutcome(collection: plan, step: .validator(step), result: result))
  }

  private func perform(_ step: ValidatorStep, by client: borrowing MongoClient) throws(MongoError) {
    switch step {
    case .keep, .foreign: return
    case .drop:
      // The server's defaults, or a later validator of somebody's would only warn.
      try setValidator(
        [("validator", [:]), ("validationLevel", "strict"), ("validationAction", "error")], by: client)
    case .change(let schema, let mode, _): try setValidator(options(schema, mode), by: client)
    case .create(let schema, let mode, let makesCollection):
      if makesCollection {
        do throws(MongoError) {
          _ = try patience.retrying { () throws(MongoError) in
            try client.run(
              BSONDocument([("create", .string(plan.name))] + options(schema, mode)), in: database,
              doing: "create \(plan.name)")
          }
          return
        } catch  where error.code == Self.namespaceExists {
          // A loader was faster.
        }
      }
      try setValidator(options(schema, mode), by: client)
    }
  }

  private func options(_ schema: BSONDocument, _ mode: ValidatorMode) -> [(String, BSONValue)] {
    [
      ("validator", ["$jsonSchema": .document(schema)]), ("validationLevel", "strict"),
      ("validationAction", mode.validationAction),
    ]
  }

  private func setValidator(_ options: [(String, BSONValue)], by client: borrowing MongoClient) throws(MongoError) {
    _ = try patience.retrying { () throws(MongoError) in
      try client.run(
        BSONDocument([("collMod", .string(plan.name))] + options), in: database,
        doing: "set the validator of \(plan.name)")
    }
  }

  private static let namespaceExists = 48
}
