extension Scenario {
  static let impossibleTravel = Scenario(
    "impossible-travel", "A sign-in at home, and soon another more than 1500 km away.",
    attack: ["T1078"], parameters: [.minutes(20...75)],
    nearMiss: "the same at 850 km/h, the speed of an aeroplane"
  ) { stage throws(WorldError) in
    let user = try stage.member()
    stage.answer = ["user": stage.uuid(user: user)]
    stage.silence(user, .all, before: 30 * hour, after: 48 * hour)
    _ = stage.signIn(user, at: stage.begin, from: stage.home(of: user))
    let city = stage.city(from: user, kilometres: 1500...20_000)
    _ = stage.signIn(
      user, at: stage.begin + stage.length(), from: stage.stranger(in: city, as: user))
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    stage.answer = ["user": stage.uuid(user: user)]
    stage.silence(user, .all, before: 30 * hour, after: 48 * hour)
    // Not even from the session's end it is faster than 900 km/h.
    _ = stage.signIn(user, at: stage.begin, lasting: minute, from: stage.home(of: user))
    let city = stage.city(from: user, kilometres: 600...8000)
    let hours = stage.kilometres(from: user, to: city) / 850
    _ = stage.signIn(
      user, at: stage.begin + Milliseconds(hours * Double(hour)), from: stage.stranger(in: city, as: user))
  }
}

extension Stage {
  func kilometres(from user: Int, to city: Int) -> Double {
    Sphere.kilometres(Sphere.point(Gazetteer.cities[world.home(user)]), Sphere.point(Gazetteer.cities[city]))
  }

  /// A city so far from a person's home; the gazetteer has some at any distance that is asked for here.
  fileprivate mutating func city(from user: Int, kilometres: ClosedRange<Double>) -> Int {
    let first = pick(0...Gazetteer.cities.count - 1)
    let cities = Gazetteer.cities.indices.map { (first + $0) % Gazetteer.cities.count }
    return cities.first { kilometres.contains(self.kilometres(from: user, to: $0)) } ?? first
  }
}
