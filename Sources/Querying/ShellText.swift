internal import BSON
package import OnePwModel

/// Values as mongosh reads them, to be pasted: `ISODate("…")`, `NumberLong("…")`.
package enum ShellText {
  /// The whole command: database, collection, pipeline.
  package static func command(_ query: BoundQuery, database: String) -> String {
    let stages = query.pipeline.map { "  " + text(.document($0)) }.joined(separator: ",\n")
    let name = BSONValue.string(database).jsonString()
    let collection = BSONValue.string(query.collection).jsonString()
    return "db.getSiblingDB(\(name)).getCollection(\(collection)).aggregate([\n\(stages)\n], {\"allowDiskUse\": true})"
  }

  static func text(_ value: BSONValue) -> String {
    switch value {
    case .document(let document):
      "{" + document.map { "\(BSONValue.string($0.key).jsonString()): \(text($0.value))" }.joined(separator: ", ") + "}"
    case .array(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
    case .date(let date): "ISODate(\"\(date.rfc3339)\")"
    case .int64(let number): "NumberLong(\"\(number)\")"
    case .objectID(let id): "ObjectId(\"\(id)\")"
    // Numbers, texts and words are the same in JSON; rarer types have a constructor that reads Extended JSON.
    case .double, .int32, .string, .bool, .null: value.jsonString()
    default: "EJSON.parse(\(BSONValue.string(value.jsonString(.extended)).jsonString()))"
    }
  }
}
