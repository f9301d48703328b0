/// One family of the OpenMetrics text format 1.0: its description, then its samples.
///
/// The types used are those that Prometheus's older text format has too, which is what node_exporter's textfile collector
/// reads: no `info`, no `stateset`.
struct MetricFamily {
  enum Kind: String { case gauge, counter }

  let name: String
  let kind: Kind
  /// The last part of the name, where it is one.
  let unit: String?
  let help: String
  private(set) var samples: [(labels: [(String, String)], value: Double)] = []

  init(_ name: String, _ kind: Kind = .gauge, unit: String? = nil, help: String) {
    self.name = "onepw_" + name
    self.kind = kind
    self.unit = unit
    self.help = help
  }

  mutating func add(_ value: Double?, _ labels: (String, String)...) {
    if let value { samples.append((labels, value)) }
  }

  mutating func add(_ value: Int?, _ labels: (String, String)...) {
    if let value { samples.append((labels, Double(value))) }
  }

  /// Nothing, when there is no sample.
  var text: String {
    guard !samples.isEmpty else { return "" }
    var text = "# TYPE \(name) \(kind.rawValue)\n"
    if let unit { text += "# UNIT \(name) \(unit)\n" }
    text += "# HELP \(name) \(help)\n"
    for (labels, value) in samples {
      text += name + (kind == .counter ? "_total" : "")
      if !labels.isEmpty {
        text += "{" + labels.map { "\($0)=\"\(Self.escape($1))\"" }.joined(separator: ",") + "}"
      }
      // Every count that a server keeps fits a double without loss: 2^53 bytes are 9 PB.
      text += " \(Int(exactly: value).map(String.init) ?? "\(value)")\n"
    }
    return text
  }

  private static func escape(_ label: String) -> String {
    var text = ""
    for character in label.unicodeScalars {
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(character)
      }
    }
    return text
  }
}
