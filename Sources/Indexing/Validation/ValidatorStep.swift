package import BSON
package import OnePwModel

/// What the server does with a document that its collection's schema does not fit.
package enum ValidatorMode: String, Sendable, Hashable, CaseIterable {
  /// Nothing is checked.
  case off
  /// It is stored, and the server's log says so.
  case warn
  /// It is refused.
  case enforce

  var validationAction: BSONValue { self == .enforce ? "error" : "warn" }
}

/// What becomes of a collection's validator.
package enum ValidatorStep: Sendable, Hashable {
  /// - Parameter makesCollection: The collection is not there yet and is made with it.
  case create(schema: BSONDocument, ValidatorMode, makesCollection: Bool)
  case keep(ValidatorMode)
  case change(schema: BSONDocument, ValidatorMode, why: String)
  case drop
  /// Somebody else's: reported, left alone.
  case foreign

  /// - Returns: nil where none is wanted and none is there.
  package init?(from state: CollectionState, to collection: CollectionDefinition, mode: ValidatorMode) {
    let existing = state.options["validator"]?.documentValue ?? [:]
    let schema = collection.jsonSchema
    guard !existing.isEmpty else {
      guard mode != .off else { return nil }
      self = .create(schema: schema, mode, makesCollection: !state.exists)
      return
    }
    guard existing.value(at: "$jsonSchema.title")?.stringValue == collection.schemaTitle else {
      self = .foreign
      return
    }
    if mode == .off {
      self = .drop
    } else if existing != ["$jsonSchema": .document(schema)] {
      self = .change(schema: schema, mode, why: "The model has changed.")
    } else if (state.options["validationAction"] ?? "error") != mode.validationAction {
      self = .change(schema: schema, mode, why: "Documents that do not fit are to be \(mode.consequence).")
    } else if (state.options["validationLevel"] ?? "strict") != "strict" {
      self = .change(schema: schema, mode, why: "Not every document is checked.")
    } else {
      self = .keep(mode)
    }
  }

  /// What takes back whatever validator opidx made.
  package init?(undoing state: CollectionState, of collection: CollectionDefinition) {
    guard let step = ValidatorStep(from: state, to: collection, mode: .off) else { return nil }
    self = step
  }

  package var action: IndexStep.Action {
    switch self {
    case .create: .create
    case .keep: .keep
    case .change: .change
    case .drop: .drop
    case .foreign: .foreign
    }
  }

  package var mode: ValidatorMode? {
    switch self {
    case .create(_, let mode, _), .change(_, let mode, _), .keep(let mode): mode
    case .drop: .off
    case .foreign: nil
    }
  }

  package var reason: String {
    switch self {
    case .create(_, let mode, _): "Documents that do not fit the model are \(mode.consequence)."
    case .keep(let mode): "Documents that do not fit the model are \(mode.consequence)."
    case .change(_, _, let why): why
    case .drop: "Validators are off."
    case .foreign: "Not opidx's; left alone."
    }
  }
}

extension ValidatorMode {
  fileprivate var consequence: String {
    switch self {
    case .off: "stored"
    case .warn: "stored and logged"
    case .enforce: "refused"
    }
  }
}
