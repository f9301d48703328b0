internal import BSON
internal import OnePwModel

extension CollectionRecord {
  init(_ candidate: CollectionCandidate, storage: Reading<CollectionStorage>?, indexes: [IndexDescription]) {
    self.init(
      name: candidate.name, state: candidate.state, isEventStream: candidate.definition?.kind == .events,
      storage: storage, validator: candidate.options.flatMap(Validator.init),
      ttl: indexes.compactMap { index in
        index.expireAfter.map { TTL(field: index.keys.keys.first ?? "", seconds: $0) }
      })
  }
}

extension CollectionRecord.Validator {
  /// From the options of `listCollections`; the server leaves its defaults out.
  init?(_ options: BSONDocument) {
    guard let rule = options["validator"]?.documentValue, !rule.isEmpty else { return nil }
    self.init(
      action: options["validationAction"]?.stringValue ?? "error",
      level: options["validationLevel"]?.stringValue ?? "strict", isChanged: false)
  }
}

extension IndexRecord {
  init(
    _ entry: IndexComparison.Entry, of collection: String, storage: CollectionStorage?,
    usage: Reading<[String: [IndexUsage]]>
  ) {
    let isThere = entry.index != nil
    self.init(
      collection: collection, name: entry.name, keys: entry.index?.keys ?? entry.definition?.keyDocument ?? [:],
      state: entry.state, isUnique: entry.index?.isUnique ?? entry.definition?.isUnique ?? false,
      isRedundant: entry.isRedundant, isHidden: entry.index?.isHidden ?? false,
      isBuilding: storage?.building.contains(entry.name) ?? false, expireAfter: entry.index?.expireAfter,
      size: isThere ? storage?.indexSizes[entry.name] : nil,
      usage: isThere ? usage.map { $0[entry.name] ?? [] } : nil, isUsageComplete: true)
  }
}

extension IndexDefinition {
  fileprivate var keyDocument: BSONDocument {
    BSONDocument(keys.map { ($0.field, BSONValue.int32($0.direction)) })
  }
}

extension IndexUsage {
  static func byIndex(_ replies: [BSONDocument]) -> [String: [IndexUsage]] {
    var usage: [String: [IndexUsage]] = [:]
    for reply in replies {
      if let name = reply["name"]?.stringValue, let one = IndexUsage(reply) { usage[name, default: []].append(one) }
    }
    return usage
  }
}
