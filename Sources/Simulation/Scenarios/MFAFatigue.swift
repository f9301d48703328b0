extension Scenario {
  static let mfaFatigue = Scenario(
    "mfa-fatigue", "Prompts for the second factor until the owner gives in.",
    attack: ["T1621"], parameters: [.number("prompts", 5...15), .minutes(3...9)],
    nearMiss: "four prompts in the same time"
  ) { stage throws(WorldError) in
    try stage.prompt(stage.number("prompts"))
  } playNearMiss: { stage throws(WorldError) in
    try stage.prompt(stage.number("prompts", upTo: 4))
  }
}

extension Stage {
  fileprivate mutating func prompt(_ count: Int) throws(WorldError) {
    let user = try member()
    answer = ["user": uuid(user: user)]
    silence(user, .all, before: 30 * hour, after: 30 * hour)
    let origin = stranger(in: world.home(user), as: user)
    let length = length()
    for time in moments(count, from: begin, within: length) {
      attempt(user, at: time, "mfa_failed", "duo_timeout", from: origin)
    }
    _ = signIn(user, at: begin + length + 30 * second, from: origin, type: "mfa_ok")
  }
}
