extension Scenario {
  static let newCountrySignIns = Scenario(
    "new-country-sign-ins", "A sign-in with the right password from a country that its owner never was in.",
    attack: ["T1078"],
    nearMiss: "the country was visited ten days before", history: 12
  ) { stage throws(WorldError) in
    let user = try stage.member()
    stage.silence(user, .all, before: 30 * hour, after: 30 * hour)
    let city = stage.foreignCity(for: user)
    stage.answer = ["user": stage.uuid(user: user), "country": stage.country(city)]
    _ = stage.signIn(user, at: stage.begin, from: stage.stranger(in: city, as: user))
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    stage.silence(user, .all, before: 30 * hour, after: 30 * hour)
    stage.silence(user, .all, before: 10 * day + 30 * hour, after: -10 * day + 30 * hour)
    let city = stage.foreignCity(for: user)
    stage.answer = ["user": stage.uuid(user: user), "country": stage.country(city)]
    let origin = stage.stranger(in: city, as: user)
    _ = stage.signIn(user, at: stage.begin - 10 * day, from: origin, isTold: false)
    _ = stage.signIn(user, at: stage.begin, from: origin)
  }
}
