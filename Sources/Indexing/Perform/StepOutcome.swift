package import BSON
package import Mongo

/// A step, and what came of it.
package struct StepOutcome: Sendable {
  package enum Result: Sendable, Equatable {
    /// Nothing had to be done, or nothing was to be done.
    case planned
    /// The time of the command that did it; several indexes are made by one.
    case done(milliseconds: Int)
    /// It needs `--yes`.
    case withheld
    /// The interrupt came first, or a step that it needs failed.
    case skipped
    /// Values that must be unique are double.
    case duplicates(Duplicates)
    case failed(MongoError)
  }

  package let collection: String
  package let step: PlanStep
  package let result: Result
  /// Documents that the retention removes at once.
  package let expiring: Int

  init(collection: DatabasePlan.Collection, step: PlanStep, result: Result) {
    self.collection = collection.name
    self.step = step
    self.result = result
    if case .index(let step) = step, step.shortensRetentionTo != nil {
      expiring = collection.expiring
    } else {
      expiring = 0
    }
  }

  /// Whether the database is now as the catalogue says, as far as this step goes.
  package var isSettled: Bool {
    switch result {
    case .done: true
    case .planned: !step.isDrift
    case .withheld, .skipped, .duplicates, .failed: false
    }
  }

  /// What it is about, for a message: `email_1 of users`.
  package var subject: String {
    switch step {
    case .index(let step): "\(step.name) of \(collection)"
    case .validator: "the validator of \(collection)"
    }
  }

  /// One line of output: `{"collection","index","keys","action","reason"}` or `{"collection","validator","action","reason"}`, then `ms`
  /// when done, else `error` and what belongs to it; `expiring` counts the documents that a retention removes.
  ///
  /// - Parameter keysAsText: For formats with columns, which would give each key one of its own.
  package func record(keysAsText: Bool = false) -> BSONDocument {
    let loss = expiring > 0 ? [("expiring", BSONValue(expiring))] : []
    return BSONDocument(
      [("collection", .string(collection))] + step.facts(keysAsText: keysAsText) + loss + result.facts)
  }

  /// The same for a table, in the few columns that a terminal has room for: `{"collection","action","index","ms","error","reason"}`.
  package var row: BSONDocument {
    let index =
      switch step {
      case .index(let step): step.name
      case .validator(let step): "(validator\(step.mode.map { " \($0.rawValue)" } ?? ""))"
      }
    let facts = result.facts.filter { $0.0 != "duplicates" }
    return BSONDocument(
      [("collection", .string(collection)), ("action", .string(step.action.rawValue)), ("index", .string(index))]
        + facts + [("reason", .string(step.reason))])
  }
}

extension StepOutcome.Result {
  var isDone: Bool { if case .done = self { true } else { false } }

  fileprivate var facts: [(String, BSONValue)] {
    switch self {
    case .planned: []
    case .done(let milliseconds): [("ms", BSONValue(milliseconds))]
    case .withheld: [("error", "needs --yes")]
    case .skipped: [("error", "skipped")]
    case .duplicates(let duplicates):
      [("error", .string(duplicates.advice)), ("duplicates", .array(duplicates.uuids.map(BSONValue.string)))]
    case .failed(let error): [("error", .string(error.cause))]
    }
  }
}
