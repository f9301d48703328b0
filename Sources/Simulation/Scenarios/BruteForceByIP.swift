extension Scenario {
  static let bruteForceByIP = Scenario(
    "brute-force-by-ip", "One address guesses the passwords of a few accounts.",
    attack: ["T1110"],
    parameters: [.number("attempts", 20...60), .minutes(10...55), .number("accounts", 4...4)],
    nearMiss: "19 attempts in the same time"
  ) { stage throws(WorldError) in
    try stage.guess(stage.number("attempts"), within: stage.length())
  } playNearMiss: { stage throws(WorldError) in
    try stage.guess(stage.number("attempts", upTo: 19), within: stage.length())
  }
}

extension Stage {
  /// Wrong passwords for a few accounts in turn, all from one address.
  fileprivate mutating func guess(_ count: Int, within length: Milliseconds) throws(WorldError) {
    let victims = try victims(number("accounts"))
    let origin = stranger(in: hostileCity(), as: victims[0])
    answer = ["ip": origin.address]
    for (index, time) in moments(count, from: begin, within: length).enumerated() {
      attempt(victims[index % victims.count], at: time, "credentials_failed", "password_secret_bad", from: origin)
    }
  }
}
