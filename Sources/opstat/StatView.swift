internal import BSON
internal import Measuring
internal import ToolSupport

/// One sample as text, in the format that was asked for.
struct StatView {
  let format: StatFormat
  let style: JSONStyle
  /// Each sample takes the place of the one before, where there is a screen.
  let redraws: Bool

  func text(of sample: Sample, for terminal: Terminal?) -> String {
    switch format {
    case .ndjson: sample.lines.map { $0.jsonString(style) + "\n" }.joined()
    case .openmetrics: OpenMetrics.text(of: sample)
    case .table:
      table(sample, for: terminal)
    }
  }

  private func table(_ sample: Sample, for terminal: Terminal?) -> String {
    let screen = Screen(width: terminal?.width ?? 80, hasColor: terminal?.hasColor ?? false)
    let text = SampleView(sample, on: screen).text
    guard redraws else { return text }
    guard let terminal else { return text + "\n" }
    var lines = Array(text.split(separator: "\n", omittingEmptySubsequences: false).dropLast())
    // What has scrolled away cannot be drawn over.
    let room = max(1, terminal.height - 2)
    if lines.count > room { lines[room...] = ["… \(lines.count - room) more lines: see --kind"] }
    // Home, draw over what is there, clear the rest: without the flicker of clearing first.
    return "\u{1B}[H" + lines.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J"
  }
}
