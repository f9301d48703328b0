extension Scenario {
  static let bruteForce = Scenario(
    "brute-force", "Somebody guesses the password of one account.",
    attack: ["T1110.001"], parameters: ["attempts": "20 to 60", "minutes": "10 to 55", "addresses": "1 to 3"],
    nearMiss: "19 attempts in the same time"
  ) { stage throws(WorldError) in
    let user = try stage.member()
    stage.guess(user, stage.pick(20...60), within: Milliseconds(stage.pick(10...55)) * minute)
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    stage.guess(user, 19, within: Milliseconds(stage.pick(20...55)) * minute)
  }
}

extension Stage {
  /// Wrong passwords for one account, from up to three addresses of one city.
  fileprivate mutating func guess(_ user: Int, _ count: Int, within length: Milliseconds) {
    answer = ["user": uuid(user: user)]
    let city = hostileCity()
    let origins = (0...pick(0...2)).map { _ in stranger(in: city, as: user) }
    for (index, time) in moments(count, from: begin, within: length).enumerated() {
      attempt(user, at: time, "credentials_failed", "password_secret_bad", from: origins[index % origins.count])
    }
  }
}
