internal import BSON
internal import Mongo

/// Changing and dropping indexes. Each command bears being sent twice, since a reply may be lost in an election.
extension CollectionWork {
  /// - Returns: What forbids the change, if anything does.
  func apply(
    _ change: IndexChange, to index: ExistingIndex, as wanted: WantedIndex, by client: borrowing MongoClient
  ) throws(MongoError) -> Duplicates? {
    switch change {
    case .unhide: try modify(index, ["hidden": false], by: client)
    case .expire(let seconds): try modify(index, ["expireAfterSeconds": BSONValue(seconds)], by: client)
    case .allowDuplicates: try modify(index, ["prepareUnique": false], by: client)
    case .makeUnique: return try makeUnique(index, as: wanted, by: client)
    }
    return nil
  }

  private func makeUnique(
    _ index: ExistingIndex, as wanted: WantedIndex, by client: borrowing MongoClient
  ) throws(MongoError) -> Duplicates? {
    try modify(index, ["prepareUnique": true], by: client)
    do throws(MongoError) {
      try modify(index, ["unique": true], by: client)
      return nil
    } catch  where error.code == Self.cannotConvertIndexToUnique {
      // As it was: the loader must not meet refusals of an index that is not unique in the end.
      try modify(index, ["prepareUnique": false], by: client)
      guard let duplicates = try Duplicates(of: wanted, in: plan.name, of: database, by: client) else { throw error }
      return duplicates
    }
  }

  func modify(_ index: ExistingIndex, _ change: BSONDocument, by client: borrowing MongoClient) throws(MongoError) {
    let target = BSONDocument([("name", .string(index.name))] + change.map { ($0.key, $0.value) })
    _ = try patience.retrying { () throws(MongoError) in
      try client.run(
        ["collMod": .string(plan.name), "index": .document(target)], in: database,
        doing: "change \(index.name) of \(plan.name)")
    }
  }

  func drop(_ index: ExistingIndex, by client: borrowing MongoClient) throws(MongoError) {
    do throws(MongoError) {
      _ = try patience.retrying { () throws(MongoError) in
        try client.run(
          ["dropIndexes": .string(plan.name), "index": .string(index.name)], in: database,
          doing: "drop \(index.name) of \(plan.name)")
      }
    } catch  where error.code == Self.indexNotFound {
      // Gone is what was wanted.
    }
  }

  private static let indexNotFound = 27
  private static let cannotConvertIndexToUnique = 359
}
