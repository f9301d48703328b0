extension Scenario {
  static let firewallReportedSuccesses = Scenario(
    "firewall-reported-successes", "A sign-in gets in although a rule that only reports matched.",
    attack: ["T1078"],
    nearMiss: "the rule blocks"
  ) { stage throws(WorldError) in
    let user = try stage.member()
    stage.answer = ["user": stage.uuid(user: user)]
    stage.silence(user, .all, before: 30 * hour, after: 30 * hour)
    let city = stage.foreignCity(for: user)
    _ = stage.signIn(
      user, at: stage.begin, from: stage.stranger(in: city, as: user), category: "firewall_reported_success",
      matched: stage.country(city))
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    stage.answer = ["user": stage.uuid(user: user)]
    let city = stage.foreignCity(for: user)
    stage.attempt(
      user, at: stage.begin, "firewall_failed", "country_blocked", from: stage.stranger(in: city, as: user),
      matched: stage.country(city))
  }
}
