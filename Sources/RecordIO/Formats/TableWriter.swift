internal import BSON

/// Aligned columns for people: the first records decide the widths. On a terminal the table is cut to the screen's width;
/// elsewhere nothing is cut, and a value wider than its column pushes its line out of line rather than lose a character.
struct TableWriter: RecordWriter {
  /// A column that has to give way keeps at least so much.
  static let narrowest = 10
  /// Where nothing is cut, one long value must not fill all other lines with blanks.
  private static let widestLine = 10_000

  private let page: RecordFormat.Page?
  private let style: JSONStyle
  private var columns = Columns()
  private var waiting: [[Columns.Cell?]] = []
  private var widths: [Int] = []
  private var alignsRight: [Bool] = []

  init(_ page: RecordFormat.Page?, _ style: JSONStyle) {
    self.page = page
    self.style = style
  }

  var homeless: [String] { columns.homeless }

  mutating func append(_ document: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    let row = unsafe columns.row(document, style)
    guard !columns.isDecided else { return write(row, to: &text) }
    waiting.append(row)
    if columns.canBeDecided { settle(&text) }
  }

  mutating func settle(_ text: inout [UInt8]) {
    guard !columns.isDecided && !waiting.isEmpty else { return }
    columns.decide()
    measure()
    let header = line(columns.names)
    text.append(contentsOf: (page?.hasColor == true ? "\u{1B}[1m\(header)\u{1B}[0m" : header).utf8)
    text.append(0x0A)
    for row in waiting { write(row, to: &text) }
    waiting = []
  }

  private mutating func measure() {
    widths = columns.names.map { DisplayWidth.of(DisplayWidth.harmless($0)) }
    alignsRight = columns.names.indices.map { place in
      waiting.allSatisfy { !$0.indices.contains(place) || $0[place]?.isNumber != false }
    }
    for row in waiting {
      for (place, cell) in row.enumerated() {
        if let cell { widths[place] = max(widths[place], DisplayWidth.of(DisplayWidth.harmless(cell.text))) }
      }
    }
    widths = Self.narrow(widths, to: (page?.width ?? Self.widestLine) - 2 * (widths.count - 1))
  }

  /// The widest column gives first, so that short ones stay whole: what is wider than a certain width is cut to that.
  static func narrow(_ widths: [Int], to room: Int) -> [Int] {
    func total(_ limit: Int) -> Int { widths.reduce(0) { $0 + min($1, limit) } }
    var limits = narrowest...max(narrowest, widths.max() ?? 0)
    while limits.lowerBound < limits.upperBound {
      let middle = (limits.lowerBound + limits.upperBound + 1) / 2
      limits = total(middle) <= room ? middle...limits.upperBound : limits.lowerBound...middle - 1
    }
    let limit = limits.lowerBound
    var left = max(0, room - total(limit))
    var narrowed = widths
    for place in widths.indices.reversed() where widths[place] > limit {
      narrowed[place] = left > 0 ? limit + 1 : limit
      left -= 1
    }
    return narrowed
  }

  private func write(_ row: [Columns.Cell?], to text: inout [UInt8]) {
    text.append(contentsOf: line(widths.indices.map { row.indices.contains($0) ? row[$0]?.text ?? "" : "" }).utf8)
    text.append(0x0A)
  }

  private func line(_ cells: [String]) -> String {
    var line = ""
    var padding = 0
    for (place, cell) in cells.enumerated() {
      let harmless = DisplayWidth.harmless(cell)
      let shown = page == nil ? harmless : DisplayWidth.cut(harmless, to: widths[place])
      let space = max(0, widths[place] - DisplayWidth.of(shown))
      if alignsRight[place] { padding += space }
      // What is only padding at the end of a line is not written.
      if !shown.isEmpty {
        line += String(repeating: " ", count: padding) + shown
        padding = 0
      }
      padding += alignsRight[place] ? 2 : space + 2
    }
    return page.map { DisplayWidth.cut(line, to: $0.width) } ?? line
  }
}
