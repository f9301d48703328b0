extension Scenario {
  static let blockedSignIns = Scenario(
    "blocked-sign-ins", "The firewall turns away a sign-in from a country that is not allowed.",
    attack: ["T1078"], parameters: [.number("attempts", 1...5)],
    nearMiss: "the same attempts fail for their password instead"
  ) { stage throws(WorldError) in
    let user = try stage.member()
    stage.answer = ["user": stage.uuid(user: user)]
    let city = stage.hostileCity()
    let origin = stage.stranger(in: city, as: user)
    for time in stage.moments(stage.number("attempts"), from: stage.begin, within: 8 * minute) {
      stage.attempt(user, at: time, "firewall_failed", "country_blocked", from: origin, matched: stage.country(city))
    }
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    stage.answer = ["user": stage.uuid(user: user)]
    // Strangers are turned away at any account once in a while: not at this one.
    stage.silenceAlways(user, .attempts)
    let origin = stage.stranger(in: stage.hostileCity(), as: user)
    for time in stage.moments(stage.number("attempts"), from: stage.begin, within: 8 * minute) {
      stage.attempt(user, at: time, "credentials_failed", "password_secret_bad", from: origin)
    }
  }
}
