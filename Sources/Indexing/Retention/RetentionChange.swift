internal import BSON
internal import OnePwModel

/// What `--retain` asks for: one value for all events, or one for each collection named.
package struct RetentionChange: Sendable, Hashable {
  package let retention: [String: Settings.Retention]

  /// The text is `365d`, `off`, or `audit_events=365d,item_usages=off`.
  package init(_ text: String) throws(Fault) {
    if !text.contains("=") {
      let value = try Self.value(text[...])
      retention = Dictionary(uniqueKeysWithValues: OnePwModel.events.map { ($0.name, value) })
      return
    }
    var retention: [String: Settings.Retention] = [:]
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(pair[0])
      guard OnePwModel.events.contains(where: { $0.name == name }) else { throw .noEvents(name) }
      retention[name] = try Self.value(pair.count == 2 ? pair[1] : "")
    }
    self.retention = retention
  }

  package enum Fault: Error, Equatable, CustomStringConvertible {
    case noEvents(String)
    case noDuration(String)
    case outOfRange(String)

    package var description: String {
      switch self {
      case .noEvents(let name):
        "'\(name)' holds no events; one of \(OnePwModel.events.map(\.name).joined(separator: ", "))"
      case .noDuration(let text): "'\(text)' is neither \(DurationExpression.form) nor off"
      case .outOfRange(let text): "'\(text)' is not between one second and 68 years, which is what the server takes"
      }
    }
  }

  private static func value(_ text: Substring) throws(Fault) -> Settings.Retention {
    if text == "off" { return .forever }
    guard let duration = DurationExpression(text) else { throw .noDuration(String(text)) }
    let seconds = Int(duration.milliseconds / 1000)
    guard Settings.Retention.range.contains(seconds) else { throw .outOfRange(String(text)) }
    return .seconds(seconds)
  }
}

extension Settings.Retention {
  /// The index that carries it out.
  var index: WantedIndex? {
    guard case .seconds(let seconds) = self else { return nil }
    let length = DurationExpression(milliseconds: Int64(seconds) * 1000)
    return WantedIndex(
      keys: .retention, expiresAfterSeconds: seconds, purpose: "Retention: events are kept for \(length).")
  }
}
