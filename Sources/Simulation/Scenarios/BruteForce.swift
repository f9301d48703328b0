extension Scenario {
  static let bruteForce = Scenario(
    "brute-force", "Somebody guesses the password of one account.",
    attack: ["T1110.001"],
    parameters: [.number("attempts", 20...60), .minutes(10...55), .number("addresses", 1...3, most: 100)],
    nearMiss: "19 attempts in the same time"
  ) { stage throws(WorldError) in
    let user = try stage.member()
    stage.guess(user, stage.number("attempts"), within: stage.length())
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    stage.guess(user, stage.number("attempts", upTo: 19), within: stage.length())
  }
}

extension Stage {
  /// Wrong passwords for one account, from a few addresses of one city.
  fileprivate mutating func guess(_ user: Int, _ count: Int, within length: Milliseconds) {
    answer = ["user": uuid(user: user)]
    let city = hostileCity()
    let origins = (0..<number("addresses")).map { _ in stranger(in: city, as: user) }
    for (index, time) in moments(count, from: begin, within: length).enumerated() {
      attempt(user, at: time, "credentials_failed", "password_secret_bad", from: origins[index % origins.count])
    }
  }
}
