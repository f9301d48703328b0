internal import OnePwModel

extension DatabasePlan {
  /// What takes back all that opidx made: indexes of the catalogue that bear the names it gives, its validators, its retention.
  package init(undoing state: DatabaseState, with settings: Settings) {
    collections = state.collections.compactMap { collection in
      guard let definition = OnePwModel.collection(named: collection.name), collection.exists else { return nil }
      let wanted =
        definition.indexes.map { WantedIndex($0, shardKey: collection.shardKey) }
        + [settings.retention[collection.name]?.index].compactMap { $0 }
      return Collection(
        name: collection.name, validator: ValidatorStep(undoing: collection, of: definition),
        indexes: IndexPlan(undoing: wanted, in: collection.indexes))
    }
  }
}

extension IndexPlan {
  init(undoing wanted: [WantedIndex], in existing: [ExistingIndex]) {
    let steps = existing.filter { !$0.keys.isOfID }.map { index -> IndexStep in
      wanted.contains { index.isMade(from: $0) } ? .drop(index, .undone) : .foreign(index)
    }
    self.init(steps)
  }
}

extension ExistingIndex {
  /// Keys, options and name are those that opidx gives; one of another name was there before and kept.
  fileprivate func isMade(from wanted: WantedIndex) -> Bool {
    guard keys == wanted.keys, coversAll, isUnique == wanted.isUnique, name.hasPrefix(keys.defaultName) else {
      return false
    }
    let number = name.dropFirst(keys.defaultName.count)
    return number.isEmpty || (number.first == "_" && Int(number.dropFirst()) != nil)
  }
}
