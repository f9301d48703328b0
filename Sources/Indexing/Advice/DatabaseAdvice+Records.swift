package import BSON

extension DatabaseAdvice {
  /// How many indexes and queries there are of each kind, by the name of the advice.
  package var counts: [String: Int] {
    (indexes.map(\.advice.name) + queries.map(\.advice.name)).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// What advice is called: about indexes, then about queries.
  package static let names = [
    "constraint", "used", "unused", "redundant", "missing", "covered", "fetches", "scans",
  ]

  /// The records for a table, in the few columns that a terminal has room for.
  package var rows: [BSONDocument] {
    indexes.map { index in
      [
        "collection": .string(index.collection), "index or query": .string(index.use.index.name),
        "advice": .string(index.advice.name), "bytes": BSONValue(index.use.bytes),
        "used": BSONValue(index.use.operations), "reason": .string(index.advice.reason),
      ]
    }
      + queries.map { query in
        [
          "collection": .string(query.collection), "index or query": .string(query.query),
          "advice": .string(query.advice.name), "reason": .string(query.advice.reason),
        ]
      }
  }

  /// Lines of kind `index`, then of kind `query`.
  ///
  /// - Parameter keysAsText: For formats with columns, which would give each key one of its own.
  package func records(keysAsText: Bool = false) -> [BSONDocument] {
    func value(_ keys: IndexKeys?) -> BSONValue {
      guard let keys else { return nil }
      return keysAsText ? .string(keys.text) : .document(keys.pattern)
    }
    return indexes.map { index in
      [
        "kind": "index", "collection": .string(index.collection), "index": .string(index.use.index.name),
        "advice": .string(index.advice.name), "reason": .string(index.advice.reason),
        "keys": value(index.use.index.keys), "catalogue": .bool(index.isOfCatalogue),
        "bytes": BSONValue(index.use.bytes), "operations": BSONValue(index.use.operations),
        "since": index.use.since.map(BSONValue.date) ?? nil,
        "server_start": serverStart.map(BSONValue.date) ?? nil,
      ]
    }
      + queries.map { query in
        [
          "kind": "query", "collection": .string(query.collection), "query": .string(query.query),
          "advice": .string(query.advice.name), "reason": .string(query.advice.reason), "keys": value(query.keys),
        ]
      }
  }
}
