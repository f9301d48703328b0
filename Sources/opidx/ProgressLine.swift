internal import Indexing
internal import Mongo
internal import ToolSupport

/// One line on the terminal that tells how far the server is, written over itself and gone in the end.
struct ProgressLine {
  private let errors: Int32
  private let width: Int
  private var isShown = false

  /// nil where nobody looks.
  init?(_ streams: borrowing Streams, isQuiet: Bool) {
    guard !isQuiet, let terminal = streams.errorTerminal else { return nil }
    errors = streams.errors
    width = terminal.width
  }

  mutating func show(_ builds: [BuildProgress]) {
    guard !builds.isEmpty else { return clear() }
    let text = builds.map { build in
      "\(build.collection): \(build.phase)\(build.percent.map { " \($0) %" } ?? "")"
    }.joined(separator: " · ")
    Streams.put("\r\u{1B}[K\(text.prefix(width - 1))", on: errors)
    isShown = true
  }

  /// Makes room for a message or a record.
  mutating func clear() {
    guard isShown else { return }
    Streams.put("\r\u{1B}[K", on: errors)
    isShown = false
  }
}
