internal import BSON

/// One step of a database's plan, about an index or about a validator.
package enum PlanStep: Sendable, Hashable {
  case index(IndexStep)
  case validator(ValidatorStep)

  package var action: IndexStep.Action {
    switch self {
    case .index(let step): step.action
    case .validator(let step): step.action
    }
  }

  /// The database is not as the catalogue says until this is done.
  package var isDrift: Bool { action != .keep && action != .foreign }

  var reason: String {
    switch self {
    case .index(let step): step.reason
    case .validator(let step): step.reason
    }
  }

  /// `{"index","keys","action","reason"}`, or `{"validator","action","reason"}`.
  ///
  /// - Parameter keysAsText: For formats with columns, which would give each key one of its own.
  func facts(keysAsText: Bool) -> [(String, BSONValue)] {
    switch self {
    case .index(let step):
      [
        ("index", .string(step.name)),
        ("keys", keysAsText ? .string(step.keys.text) : .document(step.keys.pattern)),
        ("action", .string(step.action.rawValue)), ("reason", .string(reason)),
      ]
    case .validator(let step):
      [
        ("validator", step.mode.map { .string($0.rawValue) } ?? nil),
        ("action", .string(step.action.rawValue)), ("reason", .string(reason)),
      ]
    }
  }
}
