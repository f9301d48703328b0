internal import BSON

/// The columns of an answer, in the order in which its first records brought them: nested documents become dotted
/// columns, arrays one cell of JSON.
struct Columns {
  struct Cell {
    let text: String
    let isNumber: Bool
  }

  /// So many records are looked at before the columns are decided, fewer when they are large: they wait in memory.
  private static let sample = (records: 1000, bytes: 16 << 20)
  /// Every record pays for every column: one that a stranger sent must not make the others a million columns wide.
  private static let most = 1000
  private static let longestName = 1024

  private(set) var names: [String] = []
  /// By the bytes of their names: as text, Swift takes an `é` of one character and one of two for the same.
  private var places: [[UInt8]: Int] = [:]
  private var seen = (records: 0, bytes: 0)
  /// Set once the header is out; a new field has no column from then on.
  private(set) var isDecided = false
  /// Fields without a column, as a message may name them: the first few.
  private(set) var homeless: [String] = []

  /// Whether enough records were seen.
  var canBeDecided: Bool { seen.records >= Self.sample.records || seen.bytes >= Self.sample.bytes }

  mutating func decide() { isDecided = true }

  /// A record's cells in the order of the columns; nil where it has none.
  mutating func row(_ record: UnsafeRawBufferPointer, _ style: JSONStyle) -> [Cell?] {
    seen = (seen.records + 1, seen.bytes + record.count)
    var row = [Cell?](repeating: nil, count: names.count)
    // Records of one answer mostly have the same fields in the same order.
    var expected = 0
    add(unsafe BSONDocument(unchecked: [UInt8](record)), under: "", style, to: &row, &expected)
    return row
  }

  private mutating func add(
    _ document: BSONDocument, under prefix: String, _ style: JSONStyle, to row: inout [Cell?], _ expected: inout Int
  ) {
    for (key, value) in document {
      let name = prefix + key
      if name.utf8.count > Self.longestName {
        // What is in there would only be longer.
        turnAway(name)
      } else if case .document(let inner) = value, !inner.isEmpty {
        add(inner, under: name + ".", style, to: &row, &expected)
      } else if let place = place(of: name, expected: expected), place == row.count || row[place] == nil {
        let cell = Cell(text: value.cellText(style), isNumber: value.doubleValue != nil)
        if place == row.count { row.append(cell) } else { row[place] = cell }
        expected = place + 1
      } else {
        // Among them the second of two fields of one name: `a.b`, and `b` in `a`.
        turnAway(name)
      }
    }
  }

  private mutating func place(of name: String, expected: Int) -> Int? {
    if expected < names.count && names[expected].utf8.elementsEqual(name.utf8) { return expected }
    let bytes = Array(name.utf8)
    if let place = places[bytes] { return place }
    if isDecided || names.count == Self.most { return nil }
    places[bytes] = names.count
    names.append(name)
    return names.count - 1
  }

  private mutating func turnAway(_ name: String) {
    guard homeless.count < 10 else { return }
    let said = DisplayWidth.cut(DisplayWidth.harmless(name), to: 60)
    if !homeless.contains(said) { homeless.append(said) }
  }
}

extension BSONValue {
  /// Without quotes where JSON would have some; null is nothing.
  fileprivate func cellText(_ style: JSONStyle) -> String {
    switch self {
    case .string(let text): text
    case .date(let date) where style == .plain: date.rfc3339
    case .objectID(let id) where style == .plain: "\(id)"
    case .null: ""
    default: jsonString(style)
    }
  }
}
