internal import BSON
internal import OnePwModel

extension QueryShelf.Entry {
  /// What a person has to know to ask it: `opq --describe`.
  package var description: String {
    var text = "\(definition.name) - \(definition.summary)\n"
    func add(_ title: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      text += "  \(title.padded(to: 18))\(value)\n"
    }
    text += "\n"
    add("kind", [definition.kind.rawValue, definition.group].compactMap(\.self).joined(separator: ", "))
    add("severity", definition.severity?.rawValue)
    add("ATT&CK", definition.attack.joined(separator: ", "))
    add("source", definition.source)
    add("starts at", definition.collection)
    add("file", path.map { $0 + (replacesBuiltIn ? " (used instead of the built-in query)" : "") })
    for (number, reason) in definition.falsePositives.enumerated() { add(number == 0 ? "false positives" : "", reason) }

    if !definition.parameters.isEmpty { text += "\nParameters:\n" }
    let heads = definition.parameters.map { "--\($0.name) <\($0.placeholder)>" }
    let width = (heads.map(\.utf8.count).max() ?? 0) + 2
    for (parameter, head) in zip(definition.parameters, heads) {
      text += "  \(head.padded(to: width))\(parameter.help)\(parameter.defaultNote)\n"
    }

    if !definition.examples.isEmpty { text += "\nExamples:\n" }
    for example in definition.examples {
      text += "  \(example.command(for: definition.name))\n"
      if let index = example.index {
        let keys = index.map { ($0.value.intValue == -1 ? "-" : "") + $0.key }
        text += "      by the index on \(keys.joined(separator: ", "))\n"
      }
    }
    return text
  }
}

extension QueryDefinition.Example {
  /// As it would be typed.
  package func command(for name: String) -> String {
    (["opq \(name)"] + arguments.map { "--\($0.key) \($0.value.argument.quotedForShell)" }).joined(separator: " ")
  }

  /// As the words of a command line.
  package var words: [String] { arguments.flatMap { ["--\($0.key)", $0.value.argument] } }
}

extension BSONValue {
  /// As it is written after an option.
  fileprivate var argument: String {
    switch self {
    case .string(let text): text
    case .array(let elements): elements.compactMap(\.stringValue).joined(separator: ",")
    default: jsonString()
    }
  }
}

extension QueryParameter {
  fileprivate var defaultNote: String {
    let bounds: String =
      switch type {
      case .int, .number: form.hasSuffix("number") ? "" : "; \(form)"
      default: ""
      }
    guard let defaultValue else { return bounds.isEmpty ? "" : " (\(bounds.dropFirst(2)))" }
    return " (default \(defaultValue.argument)\(bounds))"
  }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - utf8.count)) }

  fileprivate var quotedForShell: String {
    let isPlain =
      !isEmpty
      && utf8.allSatisfy { byte in
        0x41...0x5A ~= byte & 0xDF || 0x30...0x39 ~= byte || [0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x40, 0x5F].contains(byte)
      }
    return isPlain
      ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
