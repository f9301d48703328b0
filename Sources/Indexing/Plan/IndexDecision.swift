/// Decides about one wanted index after the other, on one server.
struct IndexDecision {
  let abilities: ServerAbilities
  /// Names that are taken, now or by the plan.
  var names: Set<String>

  /// - Parameter candidates: Those of the same keys, compared by bytes.
  /// - Returns: Steps, and the candidates that they speak of; the rest stays foreign.
  mutating func steps(
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
    // No other index may have the name that becomes free here: all that is made is made before.
    let keepsName = existing.name == wanted.keys.defaultName
    return .rebuild(existing, as: wanted, name: keepsName ? existing.name : freeName(for: wanted))
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
}
