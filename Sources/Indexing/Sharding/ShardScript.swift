internal import BSON
package import OnePwModel

/// Text for mongosh that shards the event collections of a database, with the reasons as comments. Nothing here runs it.
package struct ShardScript {
  package let text: String

  package init(for database: String, queries: [QueryDefinition]) {
    var lines = [
      "// Sharding of \(database), for mongosh on a mongos. Read it first: a shard key is for life (before 5.0).",
      "// Directories are small and stay unsharded. opidx ran nothing.",
      "//",
      "// A unique index on uuid cannot stay: on a sharded collection only an index that begins with the shard key may be unique.",
      "// What guarantees it then is _id, which opload derives from the uuid and the time of the event: see onepw-events(5).",
      "// Documents can be sharded only by a key that has its index: another key than the advised goes into both lines.",
      "// Run opidx afterwards: it makes the index on uuid again, not unique, for the queries that look an event up.",
      "sh.enableSharding(\"\(database)\")",
    ]
    for collection in OnePwModel.events { lines += Self.lines(for: collection, in: database, queries) }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func lines(
    for collection: CollectionDefinition, in database: String, _ queries: [QueryDefinition]
  ) -> [String] {
    var lines = ["", "// \(collection.name)"]
    let own = queries.filter { $0.collection == collection.name }
    for (number, key) in ShardKey.choices(for: collection).enumerated() {
      lines += wrapped("\(number == 0 ? "Advised" : "Instead"): \(key.text). \(key.reason)")
      let targeted = own.filter { query in !key.fields.isEmpty && key.fields.allSatisfy(query.fixes) }.map(\.name)
      if !own.isEmpty && !key.fields.isEmpty {
        lines += wrapped(
          targeted.isEmpty
            ? "All \(own.count) named queries on it ask every shard."
            : "\(targeted.count) of \(own.count) named queries can go to one shard: \(targeted.joined(separator: ", "))."
        )
      }
      guard number == 0 else { continue }
      let handle = "db.getSiblingDB(\"\(database)\").\(collection.name)"
      lines += [
        "\(handle).createIndex(\(key.text))",
        "for (const index of \(handle).getIndexes()) {",
        "  if (index.unique && Object.keys(index.key).join() === \"uuid\") \(handle).dropIndex(index.name)",
        "}",
        "sh.shardCollection(\"\(database).\(collection.name)\", \(key.text))",
      ]
    }
    return lines
  }

  /// A comment in lines that a terminal shows whole.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < 100 {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append("// " + word)
      }
    }
    return lines
  }
}

extension QueryDefinition {
  /// Whether the query, or an argument of it, asks for one value of the field, so that a router knows where to go.
  fileprivate func fixes(_ field: String) -> Bool {
    guard let condition = pipeline.first?["$match"]?.documentValue?[field] else { return false }
    return condition.stringValue != nil || condition.documentValue?["$given"] != nil
      || condition.documentValue?["$parameter"] != nil || condition.documentValue?["$eq"] != nil
  }
}
