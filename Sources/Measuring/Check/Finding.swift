/// One thing that was looked at: how bad it is, in words, and in numbers for graphs.
package struct Finding: Sendable, Equatable {
  package let severity: Severity
  package let text: String
  package var measure: Measure?

  /// Performance data, `'label'=value[unit];[warning];[critical];[minimum];[maximum]`.
  package struct Measure: Sendable, Equatable {
    package let label: String
    package let value: Double
    /// `s`, `%`, or nothing for a count.
    package let unit: String
    package let limit: Limit?

    var text: String {
      let quoted =
        label.contains { " ='".contains($0) } ? "'\(label.split(separator: "'").joined(separator: "''"))'" : label
      func bound(_ value: Double?) -> String { value.map(\.brief) ?? "" }
      return "\(quoted)=\(value.brief)\(unit);\(bound(limit?.warning));\(bound(limit?.critical));0;"
        + (unit == "%" ? "100" : "")
    }
  }
}

extension Double {
  /// Without a fraction where it has none.
  var brief: String { Int(exactly: self).map(String.init) ?? String(describing: rounded(toPlaces: 3)) }
}

/// The outcome of a check: one line, and the status to end with.
package struct Verdict: Sendable, Equatable {
  package let severity: Severity
  package let line: String

  package init(_ findings: [Finding]) {
    let worst = findings.reduce(Severity.ok) { $0.worse($1.severity) }
    severity = worst
    // What is wrong, the worst first; when nothing is, what was looked at.
    let wrong = [Severity.critical, .warning, .unknown].flatMap { severity in
      findings.filter { $0.severity == severity }
    }
    let texts = (wrong.isEmpty ? findings : wrong).map(\.text)
    // The bar ends the text of a plugin; a newline would begin another.
    let text = texts.joined(separator: "; ").map { $0 == "|" || $0.isNewline ? " " : $0 }
    let measures = findings.compactMap(\.measure?.text)
    line =
      "OPSTAT \(worst.name) - \(String(text))" + (measures.isEmpty ? "" : " | \(measures.joined(separator: " "))")
  }

  /// Nothing could be measured.
  package init(unknown message: String) { self.init([Finding(severity: .unknown, text: message)]) }
}
