internal import BSON
internal import Mongo

/// Making indexes.
extension CollectionWork {
  /// Makes all new indexes of the collection with one command, so that the documents are read once.
  func create(
    _ steps: [IndexStep], by client: borrowing MongoClient, _ tell: (IndexStep, StepOutcome.Result) -> Void
  ) {
    let (allowed, withheld) = hasConsent ? (steps, []) : steps.partitioned { !plan.needsConsent(.index($0)) }
    for step in withheld { tell(step, .withheld) }
    let steps = allowed
    guard !steps.isEmpty else { return }
    guard !patience.isInterrupted() else {
      for step in steps { tell(step, .skipped) }
      return
    }
    let stopwatch = Stopwatch()
    let wanted = steps.compactMap { step in step.wanted.map { (index: $0, name: step.name) } }
    do throws(MongoError) {
      let impossible = try build(wanted, by: client)
      let time = stopwatch.milliseconds
      for step in steps {
        tell(
          step, step.wanted.flatMap { impossible[$0] }.map(StepOutcome.Result.duplicates) ?? .done(milliseconds: time))
      }
    } catch {
      // A capped collection takes no index that removes documents, and all others.
      let (expiring, lasting) = steps.partitioned { $0.wanted?.expiresAfterSeconds != nil }
      if error.kind == .refused && !expiring.isEmpty && !lasting.isEmpty {
        create(lasting, by: client, tell)
        create(expiring, by: client, tell)
      } else {
        for step in steps { tell(step, .failed(error)) }
      }
    }
  }

  /// Makes the indexes that the data allow. The server refuses the whole command when one of them cannot be unique, so the others
  /// are asked for again without it. What is there already is no error, and what is being built is waited for.
  ///
  /// - Returns: Those that could not be made, with the documents that forbid it.
  func build(
    _ wanted: [(index: WantedIndex, name: String)], by client: borrowing MongoClient
  ) throws(MongoError) -> [WantedIndex: Duplicates] {
    var wanted = wanted
    var impossible: [WantedIndex: Duplicates] = [:]
    while !wanted.isEmpty {
      do throws(MongoError) {
        let specifications = wanted.map { BSONValue.document($0.index.specification(named: $0.name)) }
        _ = try patience.retrying { () throws(MongoError) in
          try client.run(
            ["createIndexes": .string(plan.name), "indexes": .array(specifications)], in: database, as: .plain,
            doing: "create the indexes of \(plan.name)")
        }
        return impossible
      } catch  where error.code == Self.duplicateKey {
        // Looked for, not read from the reply: it names one index only, and quotes the value.
        let before = impossible.count
        for (index, _) in wanted where index.isUnique {
          impossible[index] = try Duplicates(of: index, in: plan.name, of: database, by: client)
        }
        guard impossible.count > before else { throw error }
        wanted.removeAll { impossible[$0.index] != nil }
      }
    }
    return impossible
  }

  private static let duplicateKey = 11000
}

extension IndexStep {
  /// The index that is to be, where one is.
  var wanted: WantedIndex? {
    switch self {
    case .create(let wanted, _), .await(let wanted, _), .keep(let wanted, _), .change(_, _, let wanted),
      .rebuild(_, let wanted, _):
      wanted
    case .hide, .drop, .foreign: nil
    }
  }
}
