extension Scenario {
  /// One line for `opgen --list-scenarios`: of a parameter, the bounds it is drawn between, or the words.
  package var json: String {
    let parameters = parameters.map(\.json).joined(separator: ",")
    let attack = attack.map { "\"\($0)\"" }.joined(separator: ",")
    return """
      {"scenario":"\(name)","summary":"\(summary)","attack":[\(attack)],"parameters":{\(parameters)},"near_miss":"\(nearMiss)",\
      "history_days":\(history)}
      """
  }
}
