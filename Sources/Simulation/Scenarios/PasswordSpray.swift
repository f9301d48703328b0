extension Scenario {
  static let passwordSpray = Scenario(
    "password-spray", "One address tries a common password on many accounts.",
    attack: ["T1110.003"], parameters: [.number("accounts", 11...24), .minutes(10...50)],
    nearMiss: "15 attempts, but on five accounts only"
  ) { stage throws(WorldError) in
    try stage.spray(stage.number("accounts"), rounds: 1, within: stage.length())
  } playNearMiss: { stage throws(WorldError) in
    try stage.spray(stage.number("accounts", upTo: 5), rounds: 3, within: stage.length())
  }
}

extension Stage {
  /// A try on each of `accounts`, round after round.
  fileprivate mutating func spray(_ accounts: Int, rounds: Int, within length: Milliseconds) throws(WorldError) {
    // A near miss may have none: its address still is somebody's.
    let victims = try victims(max(1, accounts))
    let origin = stranger(in: hostileCity(), as: victims[0])
    answer = ["ip": origin.address]
    for (index, time) in moments(accounts * rounds, from: begin, within: length).enumerated() {
      attempt(victims[index % accounts], at: time, "credentials_failed", "password_secret_bad", from: origin)
    }
  }
}
