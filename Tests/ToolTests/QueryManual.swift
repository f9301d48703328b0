import BSON
import Foundation

/// The query catalogue as mdoc for onepw-queries(7), and as a table for the README, made from the query files themselves.
struct QueryManual {
  private let queries: [BSONDocument]

  init() throws {
    let folder = checkout.appending(path: "Sources/OnePwModel/Queries")
    queries = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
      .map { try BSONDocument(json: Data(contentsOf: folder.appending(path: $0))) }
  }

  /// In the order in which a reader meets them.
  private static let kinds: [(kind: String, title: String)] = [
    ("events", "Events, listed"), ("directory", "Directories"), ("analytics", "Analytics"),
    ("compliance", "Compliance"), ("detection", "Detections"), ("hygiene", "Account hygiene"),
    ("quality", "Data quality"),
  ]

  private func ofEachKind(_ render: (_ title: String, _ queries: [BSONDocument]) -> String) -> String {
    Self.kinds.map { kind, title in
      let members = queries.filter { $0["kind"]?.stringValue == kind }
      return members.isEmpty ? "" : render(title, members)
    }.joined()
  }

  var manual: String {
    ofEachKind { title, queries in
      ".Ss \(title)\n.Bl -tag -width Ds\n" + queries.map(entry).joined() + ".El\n"
    }
  }

  private func entry(_ query: BSONDocument) -> String {
    var text = ".It Cm \(query.text("name"))\n" + ModelManual.wrapped(query.text("summary")) + "\n"
    let facts = [
      query["severity"]?.stringValue.map { "Severity: \($0)." },
      query.list("attack").map { "ATT&CK: \($0)." },
      query["source"]?.stringValue.map { "Source: \($0)." },
    ].compactMap { $0 }
    if !facts.isEmpty { text += ModelManual.wrapped(facts.joined(separator: " ")) + "\n" }
    let caveats = query["falsePositives"]?.arrayValue ?? []
    if !caveats.isEmpty {
      text +=
        ModelManual.wrapped("What else looks like it: " + caveats.compactMap(\.stringValue).joined(separator: " "))
        + "\n"
    }
    return text + ".Bl -tag -width Ds -compact\n" + parameters(of: query).joined() + ".El\n"
  }

  private func parameters(of query: BSONDocument) -> [String] {
    (query["parameters"]?.documentValue ?? [:]).compactMap { name, value in
      guard let parameter = value.documentValue else { return nil }
      let standard = parameter["default"].map { " Default: \($0.manualText)." } ?? ""
      return ".It Fl -\(name) Ar \(parameter.text("type"))\n"
        + ModelManual.wrapped(parameter.text("help") + standard) + "\n"
    }
  }

  /// Rows of a Markdown table.
  var table: String {
    "| query | what it answers |\n|---|---|\n"
      + ofEachKind { title, queries in
        "| **\(title)** | |\n"
          + queries.map { query in
            let attack = query.list("attack").map { " (\($0))" } ?? ""
            return "| `\(query.text("name"))` | \(query.text("summary"))\(attack) |\n"
          }.joined()
      }
  }
}

extension BSONDocument {
  fileprivate func text(_ key: String) -> String { self[key]?.stringValue ?? "" }

  fileprivate func list(_ key: String) -> String? {
    let values = (self[key]?.arrayValue ?? []).compactMap(\.stringValue)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }
}

extension BSONValue {
  fileprivate var manualText: String {
    switch self {
    case .string(let text): text
    case .array(let values): values.map(\.manualText).joined(separator: ",")
    default: String(decoding: json(), as: UTF8.self)
    }
  }
}
