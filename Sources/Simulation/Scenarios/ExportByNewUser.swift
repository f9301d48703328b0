extension Scenario {
  static let exportByNewUser = Scenario(
    "export-by-new-user", "Somebody exports a vault a few days after their account was activated.",
    attack: ["T1555", "T1136"], parameters: [.number("days", 1...10, most: 16)],
    nearMiss: "the account was activated fifteen days before", history: 17
  ) { stage throws(WorldError) in
    try stage.export(daysAfterActivation: stage.number("days"))
  } playNearMiss: { stage throws(WorldError) in
    try stage.export(daysAfterActivation: stage.number("days", from: 15))
  }
}

extension Stage {
  fileprivate mutating func export(daysAfterActivation days: Int) throws(WorldError) {
    let (user, chief) = (try member(), try administrator())
    answer = ["user": uuid(user: user)]
    // Before its activation the account does nothing.
    silenceUntil(begin - Milliseconds(days) * day, user)
    let activation = signIn(chief, at: begin - Milliseconds(days) * day, from: home(of: chief), isTold: false)
    audit(activation, at: activation.login + 3 * minute, "activate", "user", uuid(user: user))
    let opening = signIn(user, at: begin + 10 * minute, from: home(of: user), isTold: false)
    let vault = uuid(vault: try access.vault(of: user, level: pick(0...Access.ownLevels - 1)))
    audit(opening, at: opening.login + Milliseconds(pick(1...40)) * minute, "export", "vault", vault)
  }
}
