extension DatabasePlan.Collection {
  /// From so many documents on, an index takes seconds.
  private static let manyDocuments = 100_000

  /// A large collection's plan as two that may be performed beside each other: the server makes the indexes of one command one after
  /// the other on one core. Its worth is not settled: a million audit events took 0.68 to 1.48 times as long as with one command, on two
  /// cores that were busy with other work. An idle machine has to say whether this stays.
  var halves: [DatabasePlan.Collection] {
    let creations = indexes.creations
    guard documents >= Self.manyDocuments, creations.count > 1, validator?.makesCollection != true else {
      return [self]
    }
    let superseding = indexes.steps.compactMap { step -> WantedIndex? in
      if case .drop(_, .superseded(let wanted)) = step { wanted } else { nil }
    }
    // What another step waits for stays with that step.
    let free = creations.filter { step in !superseding.contains { $0 == step.wanted } && !needsConsent(.index(step)) }
    let away = Set(free.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
    return [
      with(validator, indexes.steps.filter { !away.contains($0) }),
      with(nil, indexes.steps.filter { away.contains($0) }),
    ]
  }

  private func with(_ validator: ValidatorStep?, _ steps: [IndexStep]) -> DatabasePlan.Collection {
    var half = DatabasePlan.Collection(name: name, validator: validator, indexes: IndexPlan(steps))
    half.expiring = expiring
    half.documents = documents
    return half
  }
}

extension IndexPlan {
  var creations: [IndexStep] { steps.filter { $0.action == .create } }
}

extension ValidatorStep {
  fileprivate var makesCollection: Bool {
    if case .create(_, _, let makesCollection) = self { makesCollection } else { false }
  }
}
