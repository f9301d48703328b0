extension Scenario {
  static let bruteForceByIP = Scenario(
    "brute-force-by-ip", "One address guesses the passwords of a few accounts.",
    attack: ["T1110"], parameters: ["attempts": "20 to 60", "minutes": "10 to 55", "accounts": "4"],
    nearMiss: "19 attempts in the same time"
  ) { stage throws(WorldError) in
    try stage.guess(stage.pick(20...60), within: Milliseconds(stage.pick(10...55)) * minute)
  } playNearMiss: { stage throws(WorldError) in
    try stage.guess(19, within: Milliseconds(stage.pick(20...55)) * minute)
  }
}

extension Stage {
  /// Wrong passwords for four accounts in turn, all from one address.
  fileprivate mutating func guess(_ count: Int, within length: Milliseconds) throws(WorldError) {
    let victims = try victims(4)
    let origin = stranger(in: hostileCity(), as: victims[0])
    answer = ["ip": origin.address]
    for (index, time) in moments(count, from: begin, within: length).enumerated() {
      attempt(victims[index % victims.count], at: time, "credentials_failed", "password_secret_bad", from: origin)
    }
  }
}
