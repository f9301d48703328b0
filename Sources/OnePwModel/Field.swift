/// One field of a document: its name, its type, and whether every document has it.
public struct Field: Sendable, Hashable {
  public let name: String
  public let type: FieldType
  /// The validator asks for it. Real feeds leave most fields out at times, so little is required.
  public let isRequired: Bool
  public let note: String

  init(_ name: String, _ type: FieldType, required: Bool = false, _ note: String) {
    self.name = name
    self.type = type
    self.isRequired = required
    self.note = note
  }
}

/// What a field holds. Dates and doubles are what opload converts to; everything else keeps its JSON type.
public indirect enum FieldType: Sendable, Hashable {
  /// 26 characters of the base32 alphabet A–Z 2–7, upper case for events, users and sessions, lower case for vaults,
  /// items, devices and groups.
  case uuid
  case text
  /// Text of a known set. The API adds values, so the set is for documentation and reports, never for refusal.
  case enumeration(Enumeration)
  /// A BSON date; RFC 3339 in JSON.
  case date
  /// An int32, or an int64 where it does not fit.
  case integer
  case double
  case boolean
  case document([Field])
  case array(FieldType)
}

extension FieldType {
  var members: [Field] {
    switch self {
    case .document(let fields): fields
    case .array(let element): element.members
    default: []
    }
  }
}

extension Field {
  /// This field and every one below it, as (dotted path, field); elements of arrays add nothing to the path.
  func paths(under prefix: String = "") -> [(path: String, field: Field)] {
    let path = prefix.isEmpty ? name : "\(prefix).\(name)"
    return [(path, self)] + type.members.flatMap { $0.paths(under: path) }
  }
}
