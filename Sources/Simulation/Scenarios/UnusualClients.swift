extension Scenario {
  static let unusualClients = Scenario(
    "unusual-clients", "A program that is none of 1Password's signs in.",
    attack: ["T1555"], parameters: [.number("attempts", 1...6, most: ScenarioParameter.mostMinutes)],
    nearMiss: "the command-line client, from the same place"
  ) { stage throws(WorldError) in
    try stage.signIn(with: stage.pick(0...1) == 0 ? "python-requests" : "Go-http-client", stage.number("attempts"))
  } playNearMiss: { stage throws(WorldError) in
    try stage.signIn(with: "1Password CLI", stage.number("attempts"))
  }
}

extension Stage {
  fileprivate mutating func signIn(with app: String, _ attempts: Int) throws(WorldError) {
    let user = try member()
    answer = ["user": uuid(user: user), "client": app]
    let origin = stranger(in: world.home(user), as: user, app: app)
    // One a minute.
    for time in moments(attempts, from: begin, within: Milliseconds(attempts) * minute) {
      attempt(user, at: time, "credentials_failed", "password_secret_bad", from: origin)
    }
  }
}
