package import Mongo
internal import OnePwModel

/// The plans of all collections.
package struct DatabasePlan: Sendable, Hashable {
  package struct Collection: Sendable, Hashable {
    package let name: String
    package let validator: ValidatorStep?
    package let indexes: IndexPlan
    /// Documents that the retention would remove at once.
    package internal(set) var expiring = 0
    /// Documents that an index has to be made from; 0 where hardly any is to be made.
    package internal(set) var documents = 0

    package var steps: [PlanStep] {
      (validator.map { [.validator($0)] } ?? []) + indexes.steps.map(PlanStep.index)
    }
    package var isEmpty: Bool { steps.allSatisfy { !$0.isDrift } }

    /// Queries lose an index for a while, somebody else's index goes for good, or documents do: not without being told to.
    package func needsConsent(_ step: PlanStep) -> Bool {
      guard case .index(let step) = step else { return false }
      return step.needsConsent || (step.shortensRetentionTo != nil && expiring > 0)
    }
  }

  package internal(set) var collections: [Collection]

  package init(from state: DatabaseState, to settings: Settings, pruning: IndexPlan.Pruning = .none) {
    collections = state.collections.compactMap { collection in
      guard let definition = OnePwModel.collection(named: collection.name) else { return nil }
      let retention = settings.retention[collection.name]
      return Collection(
        name: collection.name,
        validator: ValidatorStep(from: collection, to: definition, mode: settings.validators ?? .warn),
        indexes: IndexPlan(
          from: collection.indexes,
          to: definition.indexes.map { WantedIndex($0, shardKey: collection.shardKey) }
            + [retention?.index].compactMap { $0 },
          on: state.abilities, pruning: pruning, dropsExpiry: retention == .forever))
    }
  }

  /// Counts what a shorter retention would remove, and what indexes have to be made from.
  package mutating func measure(in database: String, by client: borrowing MongoClient) throws(MongoError) {
    for number in collections.indices {
      let collection = collections[number]
      if collection.indexes.steps.contains(where: { $0.action == .create }) {
        collections[number].documents = try client.count(collection.name, of: database)
      }
      if let seconds = collection.indexes.steps.lazy.compactMap(\.shortensRetentionTo).first {
        collections[number].expiring = try client.count(olderThan: seconds, in: collection.name, of: database)
      }
    }
  }

  /// Collections whose retention would remove documents at once.
  package var losses: Set<String> { Set(collections.filter { $0.expiring > 0 }.map(\.name)) }

  /// Every step, not performed.
  package var outcomes: [StepOutcome] { collections.flatMap { $0.outcomes } }

  package var isEmpty: Bool { collections.allSatisfy(\.isEmpty) }
}

extension DatabasePlan.Collection {
  var outcomes: [StepOutcome] { steps.map { StepOutcome(collection: self, step: $0, result: .planned) } }
}
