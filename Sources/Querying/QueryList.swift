internal import OnePwModel

/// All queries by kind, for people.
package struct QueryList {
  private let entries: [QueryShelf.Entry]

  package init(_ entries: [QueryShelf.Entry]) { self.entries = entries }

  package var text: String {
    let width = (entries.map(\.definition.name.utf8.count).max() ?? 0) + 2
    var text = ""
    for kind in QueryDefinition.Kind.allCases {
      let ofKind = entries.filter { $0.definition.kind == kind }
      // Detections fall into groups; other kinds have none.
      for group in Set(ofKind.map { $0.definition.group ?? "" }).sorted() {
        text += "\(text.isEmpty ? "" : "\n")\(kind.title)\(group.isEmpty ? "" : ": \(group)")\n"
        for entry in ofKind where entry.definition.group ?? "" == group {
          text += "  \(entry.definition.name.padded(to: width))\(entry.definition.summary)\n"
        }
      }
    }
    return text
  }
}
