package import ArgumentParser
internal import BSON
package import RecordIO

/// `--format` and `--extended-json`: how records are printed.
package struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How to print: ndjson, tsv, csv or table (aligned, cut to the terminal's width).", valueName: "format"))
  package var format: RecordFormat = .ndjson

  @Flag(
    name: .customLong("extended-json"),
    help: "Print MongoDB Extended JSON v2 (relaxed), so that mongoimport and mongosh read the same types.")
  package var extendedJSON = false

  package init() {}

  /// A writer for one answer that goes to `terminal`, or nil for a file or a pipe.
  package func writer(for terminal: Terminal?) -> any RecordWriter {
    format.writer(
      extendedJSON ? .extended : .plain,
      page: terminal.map { RecordFormat.Page(width: $0.width, hasColor: $0.hasColor) })
  }
}

extension RecordFormat: ExpressibleByArgument {}
