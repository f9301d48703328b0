/// What turns the indexes that a collection has into the ones it should have. Pure: `opidx plan` prints it, `opidx apply` performs it.
///
/// Nothing is ever worse in between, but for a `rebuild`: what is made comes before what goes.
package struct IndexPlan: Sendable, Hashable {
  /// In the order in which they may be performed.
  package private(set) var steps: [IndexStep] = []

  /// What is done to indexes outside the catalogue.
  package enum Pruning: String, Sendable, Hashable, CaseIterable { case none, hide, drop }

  private let abilities: ServerAbilities
  private var names: Set<String>

  /// - Parameters:
  ///   - dropsExpiry: Retention is off: the index that made documents expire goes.
  package init(
    from existing: [ExistingIndex], to wanted: [WantedIndex], on abilities: ServerAbilities, pruning: Pruning = .none,
    dropsExpiry: Bool = false
  ) {
    self.abilities = abilities
    names = Set(existing.map(\.name))
    var foreign = existing.filter { !$0.keys.isOfID }
    for index in wanted {
      let (steps, used) = steps(to: index, from: foreign.filter { $0.keys == index.keys && $0.collation == nil })
      self.steps += steps
      foreign.removeAll { used.contains($0) }
    }
    steps += foreign.map { Self.step(foreign: $0, pruning: pruning, dropsExpiry: dropsExpiry) }
    steps.sort { $0.turn < $1.turn }
  }

  /// Whether nothing has to be done.
  package var isEmpty: Bool { steps.allSatisfy { !$0.isDrift } }

  /// - Parameter candidates: Those of the same keys, compared by bytes.
  /// - Returns: Steps, and the candidates that they speak of; the rest stays foreign.
  private mutating func steps(
    to wanted: WantedIndex, from candidates: [ExistingIndex]
  ) -> (steps: [IndexStep], used: [ExistingIndex]) {
    let complete = candidates.filter(\.coversAll)
    // The server has at most one of these: it tells neither expiry nor visibility apart.
    if let twin = complete.first(where: { $0.isUnique == wanted.isUnique }) {
      let superseded = complete.filter { $0 != twin }
      return (
        [step(to: wanted, from: twin)] + superseded.map { .drop($0, .superseded(by: wanted)) }, [twin] + superseded
      )
    }
    if let other = complete.first {
      if wanted.isUnique && abilities.makesIndexUnique && !other.isBeingBuilt {
        var changes: [IndexChange] = other.isHidden ? [.unhide] : []
        changes.append(.makeUnique)
        return ([.change(other, changes, to: wanted)], [other])
      }
      if abilities.allowsSameKeysTwice {
        return ([.create(wanted, name: freeName(for: wanted)), .drop(other, .superseded(by: wanted))], [other])
      }
      return ([rebuild(other, as: wanted)], [other])
    }
    // A sparse or partial index of the same keys is somebody's own, unless the server has no room beside it.
    if let partial = candidates.first, !abilities.allowsSameKeysTwice {
      return ([rebuild(partial, as: wanted)], [partial])
    }
    return ([.create(wanted, name: freeName(for: wanted))], [])
  }

  /// From an index that differs in nothing but expiry and visibility.
  private mutating func step(to wanted: WantedIndex, from twin: ExistingIndex) -> IndexStep {
    if twin.isBeingBuilt { return .await(wanted, twin) }
    var changes: [IndexChange] = twin.isHidden ? [.unhide] : []
    if twin.isPreparedForUnique && !wanted.isUnique { changes.append(.allowDuplicates) }
    if let seconds = wanted.expiresAfterSeconds, twin.expiresAfterSeconds != seconds {
      // An index of the catalogue that somebody made expire as well is left so: it answers the same questions.
      guard twin.expiresAfterSeconds != nil || abilities.makesIndexExpire else { return rebuild(twin, as: wanted) }
      changes.append(.expire(afterSeconds: seconds))
    }
    return changes.isEmpty ? .keep(wanted, twin) : .change(twin, changes, to: wanted)
  }

  private mutating func rebuild(_ existing: ExistingIndex, as wanted: WantedIndex) -> IndexStep {
    names.remove(existing.name)
    return .rebuild(existing, as: wanted, name: freeName(for: wanted))
  }

  /// The usual name, or with a number when another index has taken it: names decide nothing, keys do.
  private mutating func freeName(for wanted: WantedIndex) -> String {
    let usual = wanted.keys.defaultName
    var name = usual
    var number = 2
    while !names.insert(name).inserted {
      name = "\(usual)_\(number)"
      number += 1
    }
    return name
  }

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
