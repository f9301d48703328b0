package import BSON

/// How records are written: one file in this folder each.
package enum RecordFormat: String, CaseIterable, Sendable {
  /// One JSON object a line, streamed.
  case ndjson
  /// A header and one line a record, columns parted by tabs; tab, newline, carriage return and backslash inside a value
  /// are written `\t`, `\n`, `\r`, `\\`.
  case tsv
  /// RFC 4180, with a header.
  case csv
  /// Aligned columns, for people.
  case table

  /// A writer for one answer.
  ///
  /// - Parameter page: What a table has to fit into; nil where nobody looks at it.
  package func writer(_ style: JSONStyle = .plain, page: Page? = nil) -> any RecordWriter {
    switch self {
    case .ndjson: NDJSONWriter(style)
    case .tsv: SeparatedWriter(.tabs, style)
    case .csv: SeparatedWriter(.commas, style)
    case .table: TableWriter(page, style)
    }
  }

  /// A screen: columns of characters, and whether colour means anything there.
  package struct Page: Sendable, Equatable {
    package let width: Int
    package let hasColor: Bool

    package init(width: Int, hasColor: Bool) {
      self.width = width
      self.hasColor = hasColor
    }
  }
}
