import OnePwModel

/// The model as mdoc, for the generated parts of onepw-events(5).
enum ModelManual {
  static var routing: String {
    list(tag: "sign_in_attempts") {
      OnePwModel.collections.map { collection in
        let rows = collection.identifyingKeys.map { row in row.map { "\\fI\($0)\\fP" }.joined(separator: " and ") }
        return (".It \(collection.name)", rows.joined(separator: ", or "))
      }
    }
  }

  static var collections: String {
    OnePwModel.collections.map { collection in
      let volume = collection.volume.map { "A full set has \($0).\n" } ?? ""
      return ".Ss \(collection.name)\n\(collection.summary)\n\(volume)"
        + list(tag: "Ds") {
          collection.paths.map { path, field in
            (".It Va \(path) Pq \(field.type.manualName)", field.note + (field.isRequired ? "\nRequired." : ""))
          }
        }
    }.joined()
  }

  static var enumerations: String {
    list(tag: "Ds") {
      Enumeration.all.map { enumeration in
        let additions = enumeration.additions.isEmpty ? "" : "\n.Pq \(enumeration.additions.joined(separator: ", "))"
        return (".It Va \(enumeration.name)", enumeration.values.joined(separator: ", ") + additions)
      }
    }
  }

  private static func list(tag: String, _ items: () -> [(head: String, body: String)]) -> String {
    ".Bl -tag -width \(tag) -compact\n" + items().map { "\($0.head)\n\(wrapped($0.body))\n" }.joined() + ".El\n"
  }

  /// Lines of at most 78 characters, each sentence on a line of its own, as mandoc's lint likes them.
  static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    for line in text.split(separator: "\n") {
      lines += wrappedLine(line)
    }
    return lines.joined(separator: "\n")
  }

  private static func wrappedLine(_ line: Substring) -> [String] {
    var lines: [String] = []
    for word in line.split(separator: " ") {
      let continues = { (last: String) in last.count + word.count < 78 && !last.hasSuffix(".") && !last.hasSuffix("?") }
      if let last = lines.last, line.hasPrefix(".") || continues(last) {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension FieldType {
  fileprivate var manualName: String {
    switch self {
    case .uuid: "uuid"
    case .text: "text"
    case .enumeration(let enumeration): "text of \(enumeration.name)"
    case .date: "date"
    case .integer: "integer"
    case .double: "double"
    case .boolean: "boolean"
    case .document: "object"
    case .array(.document): "array of objects"
    case .array(let element): "array of \(element.manualName)"
    }
  }
}
