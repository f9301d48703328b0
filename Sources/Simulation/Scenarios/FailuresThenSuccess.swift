extension Scenario {
  static let failuresThenSuccess = Scenario(
    "failures-then-success", "Guesses at one account, the last of which is right.",
    attack: ["T1110"], parameters: [.number("failures", 5...12), .minutes(4...12)],
    nearMiss: "four failures before the success"
  ) { stage throws(WorldError) in
    try stage.guessRight(after: stage.number("failures"))
  } playNearMiss: { stage throws(WorldError) in
    try stage.guessRight(after: stage.number("failures", upTo: 4))
  }
}

extension Stage {
  fileprivate mutating func guessRight(after failures: Int) throws(WorldError) {
    let user = try member()
    answer = ["user": uuid(user: user)]
    silence(user, .all, before: 30 * hour, after: 30 * hour)
    let origin = stranger(in: world.home(user), as: user)
    let length = length()
    for time in moments(failures, from: begin, within: length) {
      attempt(user, at: time, "credentials_failed", "password_secret_bad", from: origin)
    }
    _ = signIn(user, at: begin + length + 20 * second, from: origin)
  }
}
