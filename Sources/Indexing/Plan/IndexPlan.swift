/// What turns the indexes that a collection has into the ones it should have. Pure: `opidx plan` prints it, `opidx apply` performs it.
///
/// Nothing is ever worse in between, but for a `rebuild`: what is made comes before what goes.
package struct IndexPlan: Sendable, Hashable {
  /// In the order in which they may be performed.
  package let steps: [IndexStep]

  /// What is done to indexes outside the catalogue.
  package enum Pruning: String, Sendable, Hashable, CaseIterable { case none, hide, drop }

  /// - Parameter steps: In any order.
  init(_ steps: [IndexStep]) { self.steps = steps.sorted { $0.turn < $1.turn } }

  /// - Parameters:
  ///   - dropsExpiry: Retention is off: the index that made documents expire goes.
  package init(
    from existing: [ExistingIndex], to wanted: [WantedIndex], on abilities: ServerAbilities, pruning: Pruning = .none,
    dropsExpiry: Bool = false
  ) {
    var decision = IndexDecision(abilities: abilities, names: Set(existing.map(\.name)))
    var foreign = existing.filter { !$0.keys.isOfID }
    var steps: [IndexStep] = []
    for index in wanted {
      let answer = decision.steps(to: index, from: foreign.filter { $0.keys == index.keys && $0.collation == nil })
      steps += answer.steps
      foreign.removeAll { answer.used.contains($0) }
    }
    self.init(steps + foreign.map { Self.step(foreign: $0, pruning: pruning, dropsExpiry: dropsExpiry) })
  }

  /// Whether nothing has to be done.
  package var isEmpty: Bool { steps.allSatisfy { !$0.isDrift } }

  private static func step(foreign index: ExistingIndex, pruning: Pruning, dropsExpiry: Bool) -> IndexStep {
    if dropsExpiry && index.isRetention { return .drop(index, .retentionOff) }
    switch pruning {
    case .none: return .foreign(index)
    case .hide: return index.isHidden ? .foreign(index) : .hide(index)
    case .drop: return .drop(index, .pruned)
    }
  }
}

extension ExistingIndex {
  /// The kind of index that a retention makes, ours or somebody's.
  package var isRetention: Bool { expiresAfterSeconds != nil && keys == IndexKeys(ascending: "timestamp") }
}
