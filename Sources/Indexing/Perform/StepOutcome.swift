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
  package let step: IndexStep
  package let result: Result

  package init(collection: String, step: IndexStep, result: Result) {
    self.collection = collection
    self.step = step
    self.result = result
  }

  /// Whether the database is now as the catalogue says, as far as this step goes.
  package var isSettled: Bool {
    switch result {
    case .done: true
    case .planned: !step.isDrift
    case .withheld, .skipped, .duplicates, .failed: false
    }
  }

  /// One line of output: `{"collection","index","keys","action","reason"}`, then `ms` when done, else `error` and what belongs to it.
  ///
  /// - Parameter keysAsText: For formats with columns, which would give each key one of its own.
  package func record(keysAsText: Bool = false) -> BSONDocument {
    let facts: BSONDocument = [
      "collection": .string(collection), "index": .string(step.name),
      "keys": keysAsText ? .string(step.keys.text) : .document(step.keys.pattern),
      "action": .string(step.action.rawValue), "reason": .string(step.reason),
    ]
    return BSONDocument(Array(facts) + Array(result.facts))
  }
}

extension StepOutcome.Result {
  var isDone: Bool { if case .done = self { true } else { false } }

  fileprivate var facts: BSONDocument {
    switch self {
    case .planned: [:]
    case .done(let milliseconds): ["ms": BSONValue(milliseconds)]
    case .withheld: ["error": "needs --yes"]
    case .skipped: ["error": "skipped"]
    case .duplicates(let duplicates):
      ["error": .string(duplicates.advice), "duplicates": .array(duplicates.uuids.map(BSONValue.string))]
    case .failed(let error): ["error": .string(error.cause)]
    }
  }
}
