/// The columns of an answer, in the order in which its first records brought them.
struct Columns {
  /// So many records are looked at before the columns are decided.
  static let sample = 1000

  private(set) var names: [String] = []
  private var places: [String: Int] = [:]
  /// Set once the header is out; a new field has no column from then on.
  private(set) var isDecided = false
  private(set) var homeless: [String] = []

  mutating func decide() { isDecided = true }

  /// A record's cells in the order of the columns; nil where it has none.
  mutating func row(_ record: FlatRecord) -> [FlatRecord.Cell?] {
    var row = [FlatRecord.Cell?](repeating: nil, count: names.count)
    // Records of one answer mostly have the same fields in the same order.
    var expected = 0
    for cell in record.cells {
      guard let place = place(of: cell.column, expected: expected) else { continue }
      if place == row.count { row.append(cell) } else { row[place] = cell }
      expected = place + 1
    }
    return row
  }

  private mutating func place(of name: String, expected: Int) -> Int? {
    if expected < names.count && names[expected] == name { return expected }
    if let place = places[name] { return place }
    if isDecided {
      if homeless.count < 100 && !homeless.contains(name) { homeless.append(name) }
      return nil
    }
    places[name] = names.count
    names.append(name)
    return names.count - 1
  }
}
