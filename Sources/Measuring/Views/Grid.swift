internal import RecordIO

/// Rows under titles, aligned, within a width: when they do not fit, the first column, which holds names, is cut to what
/// still tells them apart, then the least important columns go.
struct Grid {
  struct Column {
    let title: String
    var isNumber = false
    /// Columns with the highest number go first; 0 stays whatever happens.
    var expendability = 0
  }

  let columns: [Column]
  private(set) var rows: [[Styled]] = []
  private let gap = 2
  /// What a name keeps while there are columns that may go.
  private let nameRoom = 36

  init(_ columns: Column...) { self.columns = columns }

  mutating func add(_ cells: Styled...) {
    precondition(cells.count == columns.count, "a cell for every column")
    rows.append(cells)
  }

  /// The lines, titles first. A column without any text is left out.
  func lines(on screen: Screen, indent: Int = 0) -> [String] {
    guard !rows.isEmpty else { return [] }
    var widths = columns.indices.map { column in rows.map { $0[column].width }.max() ?? 0 }
    var shown = columns.indices.filter { widths[$0] > 0 }
    for column in shown { widths[column] = max(widths[column], DisplayWidth.of(columns[column].title)) }
    let room = screen.width - indent
    func total() -> Int { shown.reduce(0) { $0 + widths[$1] } + gap * max(0, shown.count - 1) }
    let names = shown.first.map { widths[$0] } ?? 0
    if let first = shown.first { widths[first] = min(names, nameRoom) }
    while total() > room, let least = shown.max(by: { columns[$0].expendability < columns[$1].expendability }),
      columns[least].expendability > 0
    {
      shown.removeAll { $0 == least }
    }
    if let first = shown.first { widths[first] = max(8, min(names, widths[first] + room - total())) }
    let titles = columns.map { Styled($0.title, .title) }
    return ([titles] + rows).map { row in
      String(repeating: " ", count: indent) + line(shown.map { (row[$0], columns[$0], widths[$0]) }, on: screen)
    }
  }

  private func line(_ cells: [(cell: Styled, column: Column, width: Int)], on screen: Screen) -> String {
    var line = ""
    var owed = 0
    for (cell, column, width) in cells {
      let cell = cell.cut(to: width)
      let padding = width - cell.width
      if column.isNumber { owed += padding }
      // Nothing trails at the end of a line.
      if !cell.text.isEmpty {
        line += String(repeating: " ", count: owed) + cell.rendered(on: screen)
        owed = 0
      }
      owed += (column.isNumber ? 0 : padding) + gap
    }
    return line
  }
}
