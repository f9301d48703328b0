internal import BSON

/// TSV and CSV: a header and one line a record.
struct SeparatedWriter: RecordWriter {
  enum Dialect { case tabs, commas }

  private let dialect: Dialect
  private let style: JSONStyle
  private var columns = Columns()
  private var waiting: [[Columns.Cell?]] = []

  init(_ dialect: Dialect, _ style: JSONStyle) {
    self.dialect = dialect
    self.style = style
  }

  var homeless: [String] { columns.homeless }

  mutating func append(_ document: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    let row = unsafe columns.row(document, style)
    guard !columns.isDecided else { return write(row.map { $0?.text ?? "" }, to: &text) }
    waiting.append(row)
    if columns.canBeDecided { settle(&text) }
  }

  mutating func settle(_ text: inout [UInt8]) {
    guard !columns.isDecided && !waiting.isEmpty else { return }
    columns.decide()
    write(columns.names, to: &text)
    for row in waiting {
      let missing = repeatElement("", count: columns.names.count - row.count)
      write(row.map { $0?.text ?? "" } + missing, to: &text)
    }
    waiting = []
  }

  private func write(_ cells: [String], to text: inout [UInt8]) {
    for (place, cell) in cells.enumerated() {
      if place > 0 { text.append(dialect == .tabs ? 0x09 : 0x2C) }
      switch dialect {
      case .tabs: appendEscaped(cell, to: &text)
      case .commas: appendQuoted(cell, to: &text)
      }
    }
    // RFC 4180 section 2.1 ends lines with CRLF.
    if dialect == .commas { text.append(0x0D) }
    text.append(0x0A)
  }

  private func appendEscaped(_ cell: String, to text: inout [UInt8]) {
    for byte in cell.utf8 {
      switch byte {
      case 0x09: text.append(contentsOf: #"\t"#.utf8)
      case 0x0A: text.append(contentsOf: #"\n"#.utf8)
      case 0x0D: text.append(contentsOf: #"\r"#.utf8)
      case 0x5C: text.append(contentsOf: #"\\"#.utf8)
      default: text.append(byte)
      }
    }
  }

  private func appendQuoted(_ cell: String, to text: inout [UInt8]) {
    guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
      text.append(contentsOf: cell.utf8)
      return
    }
    text.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { text.append(0x22) }
      text.append(byte)
    }
    text.append(0x22)
  }
}
