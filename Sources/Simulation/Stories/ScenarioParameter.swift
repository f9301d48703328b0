/// What varies in a scenario's story: drawn anew each time it is played, or set by whoever asks for it.
package struct ScenarioParameter: Sendable, Equatable {
  package let name: String
  package let values: Values

  package enum Values: Sendable, Equatable {
    /// Drawn between these bounds, which lie around the detection's threshold; set, it may be anything from 1 to `most`.
    case number(ClosedRange<Int>, most: Int)
    case word([String])
  }

  /// A story may begin thirteen hours before its day ends, and secret-extraction takes 68 minutes more than it is set to.
  static let mostMinutes = 700

  /// The length of a story.
  static func minutes(_ range: ClosedRange<Int>) -> ScenarioParameter { number("minutes", range, most: mostMinutes) }

  static func number(_ name: String, _ range: ClosedRange<Int>, most: Int = 1000) -> ScenarioParameter {
    ScenarioParameter(name: name, values: .number(range, most: most))
  }

  static func word(_ name: String, _ words: [String]) -> ScenarioParameter {
    ScenarioParameter(name: name, values: .word(words))
  }

  /// Why the parameter cannot have this value; nil when it can.
  func refusal(of value: String) -> String? {
    switch values {
    case .number(_, let most):
      if let number = Int(value), (1...most).contains(number) { return nil }
      return "\(name) takes a number from 1 to \(most), not '\(value)'"
    case .word(let words):
      return words.contains(value) ? nil : "\(name) takes \(words.joined(separator: " or ")), not '\(value)'"
    }
  }

  var json: String {
    switch values {
    case .number(let range, let most):
      "\"\(name)\":{\"from\":\(range.lowerBound),\"to\":\(range.upperBound),\"most\":\(most)}"
    case .word(let words): "\"\(name)\":[" + words.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }
  }
}

/// How often a scenario is played, and which of its parameters are set.
package struct ScenarioRequest: Sendable, Equatable {
  package let scenario: String
  package let count: Int
  /// By parameter; what is missing is drawn.
  package let settings: [String: String]

  package init(_ scenario: String, _ count: Int, _ settings: [String: String] = [:]) throws(WorldError) {
    guard let parameters = Scenario.all.first(where: { $0.name == scenario })?.parameters else {
      throw WorldError(message: "there is no scenario '\(scenario)'. 'opgen --list-scenarios' names them all")
    }
    for (name, value) in settings {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        let names = parameters.map(\.name)
        throw WorldError(
          message: "the scenario \(scenario) has no parameter '\(name)', "
            + (names.isEmpty ? "nor any other" : "only \(names.joined(separator: ", "))"))
      }
      if let refusal = parameter.refusal(of: value) {
        throw WorldError(message: "the scenario \(scenario)'s \(refusal)")
      }
    }
    self.scenario = scenario
    self.count = count
    self.settings = settings
  }
}
