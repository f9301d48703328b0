extension Scenario {
  /// One line for `opgen --list-scenarios`.
  package var json: String {
    let parameters = parameters.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(
      separator: ",")
    let attack = attack.map { "\"\($0)\"" }.joined(separator: ",")
    return """
      {"scenario":"\(name)","summary":"\(summary)","attack":[\(attack)],"parameters":{\(parameters)},"near_miss":"\(nearMiss)",\
      "history_days":\(history)}
      """
  }
}
