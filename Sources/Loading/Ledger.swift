internal import Synchronization

/// Which lines are settled: the sum over all workers, and the line to resume from.
final class Ledger: Sendable {
  private struct State {
    var tally = Tally()
    var bytes = 0
    /// First lines of blocks that somebody works on, and the first open lines of those that were given up.
    var open: Set<Int> = []
    var nextLine = 1
    var end: LoadReport.End = .inputEnded
    var isEnding = false
  }

  private let state = Mutex(State())

  func open(firstLine: Int, lines: Int) {
    state.withLock {
      $0.open.insert(firstLine)
      $0.nextLine = max($0.nextLine, firstLine + lines)
    }
  }

  /// Counts what became of a block.
  ///
  /// - Parameter openLine: Its first line that a later run has to see again; nil when all are settled.
  func close(firstLine: Int, bytes: Int, tally: Tally, openLine: Int?) {
    state.withLock {
      $0.tally.add(tally)
      $0.bytes += bytes
      $0.open.remove(firstLine)
      if let openLine { $0.open.insert(openLine) }
    }
  }

  /// Asks all workers to stop reading; the first reason stands.
  func end(_ end: LoadReport.End) {
    state.withLock {
      if !$0.isEnding { $0.end = end }
      $0.isEnding = true
    }
  }

  var isEnding: Bool { state.withLock { $0.isEnding } }

  /// Another worker found that the server does not take anything any more: waiting for it is of no use.
  var isAborting: Bool {
    state.withLock {
      switch $0.end {
      case .gaveUp, .failed: true
      case .inputEnded, .stopped: false
      }
    }
  }

  /// Documents and bytes so far, for progress.
  var progress: (documents: Int, bytes: Int) { state.withLock { ($0.tally.documents, $0.bytes) } }

  func report(seconds: Double) -> LoadReport {
    state.withLock {
      var report = LoadReport()
      report.tally = $0.tally
      report.bytes = $0.bytes
      report.seconds = seconds
      report.end = $0.end
      report.resumeLine = $0.open.min() ?? $0.nextLine
      return report
    }
  }
}
