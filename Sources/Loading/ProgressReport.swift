internal import Synchronization

/// Tells how far a load is: on a terminal one line that is rewritten, elsewhere a line now and then.
package final class ProgressReport: Sendable {
  package enum Style: Sendable {
    /// Rewritten in place.
    case terminal
    /// A new line every ten seconds.
    case lines
  }

  private struct State {
    let start: Int
    var last: Int
    var documents = 0
    var bytes = 0
  }

  private let state: Mutex<State>
  private let style: Style
  private let total: Int?
  private let write: @Sendable (String) -> Void

  /// - Parameters:
  ///   - total: Bytes of the whole input, when it is a file.
  ///   - write: Puts text on standard error as it is.
  package init(style: Style, total: Int?, write: @escaping @Sendable (String) -> Void) {
    self.style = style
    self.total = total
    self.write = write
    let now = Clock.monotonic
    state = Mutex(State(start: now, last: now))
  }

  func update(_ progress: (documents: Int, bytes: Int)) {
    let now = Clock.monotonic
    let text: String? = state.withLock { state in
      state.documents = progress.documents
      state.bytes = progress.bytes
      guard now - state.last >= (style == .terminal ? 200 : 10_000) else { return nil }
      state.last = now
      return Self.text(state.documents, state.bytes, total, milliseconds: now - state.start)
    }
    if let text { write(style == .terminal ? "\r\u{1B}[K\(text)" : "\(text)\n") }
  }

  /// Takes the rewritten line away.
  func finish() {
    if style == .terminal { write("\r\u{1B}[K") }
  }

  static func text(_ documents: Int, _ bytes: Int, _ total: Int?, milliseconds: Int) -> String {
    let rate = milliseconds > 0 ? documents * 1000 / milliseconds : 0
    let share = total.map { $0 > 0 ? " \(min(bytes * 100 / $0, 100)) %" : "" } ?? ""
    return "\(documents) documents, \(rate) a second, \(bytes >> 20) MiB\(share)"
  }
}
