internal import BSON
package import OnePwModel

/// How an example of a named query is served, from its pipeline and the indexes that are there. Pure.
package enum QueryAdvice: Sendable, Hashable {
  /// The index that it names is not there.
  case missing
  /// The index holds all that the query reads of the collection.
  case covered
  /// The documents are read as well, for these fields.
  case fetches([String])
  /// It names no index: it is about a whole collection.
  case scans

  package init(for query: QueryDefinition, keys: IndexKeys?, among indexes: [ExistingIndex]) {
    guard let keys else {
      self = .scans
      return
    }
    guard indexes.contains(where: { $0.keys == keys && $0.coversAll && !$0.isHidden && !$0.isBeingBuilt }) else {
      self = .missing
      return
    }
    var needs = PipelineNeeds()
    needs.read(query.pipeline)
    guard !needs.wholeDocument else {
      self = .fetches([])
      return
    }
    let outside = needs.fields.subtracting(keys.parts.map(\.field)).sorted()
    self = outside.isEmpty ? .covered : .fetches(outside)
  }

  package var name: String {
    switch self {
    case .missing: "missing"
    case .covered: "covered"
    case .fetches: "fetches"
    case .scans: "scans"
    }
  }

  var reason: String {
    switch self {
    case .missing: "The query needs this index: run opidx."
    case .covered: "Answered from the index alone."
    case .fetches(let fields) where fields.isEmpty: "Gives documents."
    case .fetches(let fields): "Reads documents for \(fields.joined(separator: ", "))."
    case .scans: "Reads the whole collection."
    }
  }
}
