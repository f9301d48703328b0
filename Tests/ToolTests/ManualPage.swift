/// A page of man/, taken apart as far as tests want to know it.
struct ManualPage {
  let name: String
  let lines: [Substring]

  init(_ name: String) throws {
    self.name = name
    lines = try text(of: "man/\(name)").split(separator: "\n", omittingEmptySubsequences: false)
  }

  var sections: [String] {
    lines.filter { $0.hasPrefix(".Sh ") }.map { String($0.dropFirst(4)) }
  }

  /// The long options that have an entry of their own, `.It Fl -scale Ar factor`, whatever the section.
  var options: Set<String> {
    var options: Set<String> = []
    for line in lines where line.hasPrefix(".It ") {
      var words = line.split(separator: " ").dropFirst()
      while let word = words.popFirst() {
        if word == "Fl", let option = words.first, option.hasPrefix("-") { options.insert(String(option.dropFirst())) }
      }
    }
    return options
  }

  /// The command lines that a reader is shown, unescaped: a display that begins with a dollar sign.
  var examples: [String] {
    var examples: [String] = []
    for line in lines {
      let text = line.hasPrefix(".Dl ") ? line.dropFirst(4) : line
      if text.hasPrefix("$ ") {
        examples.append(unescaped(text.dropFirst(2)))
      } else if text.hasPrefix("> "), let last = examples.popLast() {
        examples.append(last + "\n" + unescaped(text.dropFirst(2)))
      }
    }
    return examples
  }

  private func unescaped(_ text: Substring) -> String {
    String(text).replacing("\\(dq", with: "\"").replacing("\\(aq", with: "'").replacing("\\-", with: "-")
      .replacing("\\e", with: "\\").replacing("\\&", with: "")
  }
}
