internal import BSON
internal import OnePwModel
internal import ToolSupport

/// The model as lines of JSON, for other languages' code generators: `collection`, `field` and `enumeration` lines.
enum ModelDescription {
  static func print(on streams: inout Streams) {
    for collection in OnePwModel.collections {
      let line: BSONDocument = [
        "kind": "collection", "name": .string(collection.name), "documents": .string(collection.kind.rawValue),
        "summary": .string(collection.summary), "identifying_keys": .array(collection.identifyingKeys.map(texts)),
      ]
      streams.print(line.jsonString())
      for (path, field) in collection.paths {
        let line: BSONDocument = [
          "kind": "field", "collection": .string(collection.name), "path": .string(path),
          "type": .string(name(of: field.type)),
          "required": .bool(field.isRequired), "note": .string(field.note),
        ]
        streams.print(line.jsonString())
      }
    }
    for enumeration in Enumeration.all {
      let line: BSONDocument = [
        "kind": "enumeration", "name": .string(enumeration.name), "values": texts(enumeration.values),
        "additions": texts(enumeration.additions),
      ]
      streams.print(line.jsonString())
    }
  }

  private static func texts(_ values: [String]) -> BSONValue { .array(values.map { .string($0) }) }

  /// `enumeration:NAME` points to a line of its own; `array:TYPE` says what an array holds.
  private static func name(of type: FieldType) -> String {
    switch type {
    case .uuid: "uuid"
    case .text: "text"
    case .enumeration(let enumeration): "enumeration:\(enumeration.name)"
    case .date: "date"
    case .integer: "integer"
    case .double: "double"
    case .boolean: "boolean"
    case .document: "document"
    case .array(let element): "array:\(name(of: element))"
    }
  }
}
