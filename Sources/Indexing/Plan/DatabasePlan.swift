internal import OnePwModel

/// The plans of all collections.
package struct DatabasePlan: Sendable, Hashable {
  package struct Collection: Sendable, Hashable {
    package let name: String
    package let indexes: IndexPlan
  }

  package let collections: [Collection]

  package init(from state: DatabaseState, pruning: IndexPlan.Pruning = .none) {
    collections = state.collections.map { collection in
      let wanted = OnePwModel.collection(named: collection.name)?.indexes ?? []
      return Collection(
        name: collection.name,
        indexes: IndexPlan(
          from: collection.indexes, to: wanted.map(WantedIndex.init), on: state.abilities, pruning: pruning))
    }
  }

  /// Every step, not performed.
  package var outcomes: [StepOutcome] {
    collections.flatMap { collection in
      collection.indexes.steps.map { StepOutcome(collection: collection.name, step: $0, result: .planned) }
    }
  }

  package var isEmpty: Bool { collections.allSatisfy(\.indexes.isEmpty) }
}
