internal import BSON
internal import OnePwModel

extension Sample {
  /// Puts what was found out about one collection into records.
  mutating func add(
    _ candidate: CollectionCandidate, storage: Reading<CollectionStorage>?, indexes: [IndexDescription],
    _ usage: UsageOfIndexes, _ scope: Scope
  ) {
    if scope.contains(.collections) {
      collections.append(CollectionRecord(candidate, storage: storage, indexes: indexes))
    }
    guard scope.contains(.indexes) else { return }
    for entry in candidate.compare(indexes).entries {
      // Without a list nothing is known to be missing.
      if entry.index == nil && candidate.state != .missing && indexes.isEmpty { continue }
      self.indexes.append(IndexRecord(entry, of: candidate.name, storage: storage?.value, usage))
    }
  }

  mutating func withhold(_ kind: String, of collection: String? = nil, gap: Gap) {
    withheld.append(Withheld(kind: kind, collection: collection, gap: gap))
  }
}

extension CollectionRecord {
  init(_ candidate: CollectionCandidate, storage: Reading<CollectionStorage>?, indexes: [IndexDescription]) {
    self.init(
      name: candidate.name, state: candidate.state, isEventStream: candidate.definition?.kind == .events,
      storage: storage, validator: ValidatorRecord(candidate),
      ttl: indexes.compactMap { index in
        index.expireAfter.map { TTL(field: index.keys.keys.first ?? "", seconds: $0) }
      })
  }
}

extension CollectionCandidate {
  fileprivate func compare(_ indexes: [IndexDescription]) -> IndexComparison {
    IndexComparison(of: indexes, with: definition, retention: settings.retention[name], shardKey: shardKey)
  }
}

extension IndexRecord {
  init(
    _ entry: IndexComparison.Entry, of collection: String, storage: CollectionStorage?, _ usage: UsageOfIndexes
  ) {
    let isThere = entry.index != nil
    self.init(
      collection: collection, name: entry.name, keys: entry.index?.keys ?? entry.definition?.keyDocument ?? [:],
      state: entry.state, isUnique: entry.index?.isUnique ?? entry.definition?.isUnique ?? false,
      isRedundant: entry.isRedundant, isHidden: entry.index?.isHidden ?? false,
      isBuilding: entry.index?.isBuilding == true || storage?.building.contains(entry.name) == true
        || usage.isBuilding(entry.name, of: collection),
      expireAfter: entry.index?.expireAfter, size: isThere ? storage?.indexSizes[entry.name] : nil,
      usage: isThere ? usage.reading(entry.name, of: collection) : nil, isUsageComplete: !usage.isPartial)
  }
}

extension IndexDefinition {
  fileprivate var keyDocument: BSONDocument {
    BSONDocument(keys.map { ($0.field, BSONValue.int32($0.direction)) })
  }
}
