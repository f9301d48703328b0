internal import BSON
internal import RecordIO
internal import ServerOptions
internal import ToolSupport

/// The line that ends what opidx prints: `{"tool":"opidx","command","database",…,"seconds"}`.
struct Summary {
  private let command: String
  private let isData: Bool
  private let start = ContinuousClock.now

  /// - Parameter isData: Whether the output is NDJSON. Columns and scripts stay clean: the line goes to standard error then.
  init(_ command: String, isData: Bool) {
    self.command = command
    self.isData = isData
  }

  func print(_ facts: [(String, BSONValue)], of database: String, _ streams: inout Streams) throws(OutputError) {
    let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    let line = BSONDocument(
      [("tool", "opidx"), ("command", .string(command)), ("database", .string(database))] + facts
        + [("seconds", .double(Double(milliseconds) / 1000))])
    if isData {
      streams.output.append(line.json())
      streams.output.append("\n")
    } else {
      streams.say(line.jsonString())
    }
    try streams.output.flush()
  }
}

extension [String: Int] {
  /// `{"create":3,"keep":0}`, in the order of `names`.
  func facts(_ names: [String]) -> [(String, BSONValue)] { names.map { ($0, BSONValue(self[$0] ?? 0)) } }
}
