public import BSON

extension CollectionDefinition {
  /// What the server checks a document against: required keys, BSON types, the form of a uuid.
  ///
  /// It takes every event that the API gives: fields may be missing or null, unknown ones are let through, and values of an enumeration
  /// are not compared with the known ones, because the API adds some.
  public var jsonSchema: BSONDocument {
    var schema: [(String, BSONValue)] = [("bsonType", "object"), ("title", .string(schemaTitle))]
    let required = fields.filter(\.isRequired).map { BSONValue.string($0.name) }
    if !required.isEmpty { schema.append(("required", .array(required))) }
    schema.append(("properties", .document(fields.properties)))
    return BSONDocument(schema)
  }

  /// By this a validator is known for the model's own.
  public var schemaTitle: String { "onepw: \(name)" }
}

extension [Field] {
  fileprivate var properties: BSONDocument {
    BSONDocument(map { ($0.name, .document($0.type.schema(isRequired: $0.isRequired))) })
  }
}

extension FieldType {
  fileprivate func schema(isRequired: Bool = false) -> BSONDocument {
    let type = BSONDocument([("bsonType", isRequired ? bsonType : .array(alternatives + ["null"]))])
    switch self {
    case .uuid:
      // An optional reference that is empty says "none" in real feeds.
      return type + ["pattern": isRequired ? "^[A-Za-z2-7]{26}$" : "^([A-Za-z2-7]{26})?$"]
    case .document(let fields): return type + ["properties": .document(fields.properties)]
    case .array(let element): return type + ["items": .document(element.schema())]
    case .text, .enumeration, .date, .integer, .double, .boolean: return type
    }
  }

  private var bsonType: BSONValue { alternatives.count == 1 ? alternatives[0] : .array(alternatives) }

  private var alternatives: [BSONValue] {
    switch self {
    case .uuid, .text, .enumeration: ["string"]
    case .date: ["date"]
    // Loaders other than opload send whole numbers as doubles, and coordinates without a fraction as integers.
    case .integer, .double: ["number"]
    case .boolean: ["bool"]
    case .document: ["object"]
    case .array: ["array"]
    }
  }
}

private func + (first: BSONDocument, second: BSONDocument) -> BSONDocument {
  BSONDocument(Array(first) + Array(second))
}
