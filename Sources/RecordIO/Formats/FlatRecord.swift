internal import BSON

/// One document as cells: nested documents become dotted columns, arrays one cell of JSON.
struct FlatRecord {
  struct Cell {
    let column: String
    let text: String
    let isNumber: Bool
  }

  private(set) var cells: [Cell] = []

  init(_ document: UnsafeRawBufferPointer, _ style: JSONStyle) {
    cells.reserveCapacity(32)
    add(unsafe BSONDocument(unchecked: [UInt8](document)), under: "", style)
  }

  private mutating func add(_ document: BSONDocument, under prefix: String, _ style: JSONStyle) {
    for (key, value) in document {
      let column = prefix + key
      if case .document(let inner) = value, !inner.isEmpty {
        add(inner, under: column + ".", style)
      } else {
        cells.append(Cell(column: column, text: value.cellText(style), isNumber: value.doubleValue != nil))
      }
    }
  }
}

extension BSONValue {
  /// Without quotes where JSON would have some; null is nothing.
  fileprivate func cellText(_ style: JSONStyle) -> String {
    switch self {
    case .string(let text): text
    case .date(let date): date.rfc3339
    case .objectID(let id): "\(id)"
    case .null: ""
    default: jsonString(style)
    }
  }
}
