extension Scenario {
  static let exportBeforeSuspension = Scenario(
    "export-before-suspension", "Somebody exports a vault and is suspended a few days later.",
    attack: ["T1555"], parameters: [.number("days", 1...10, most: 16)],
    nearMiss: "the vault was exported fifteen days before", history: 17
  ) { stage throws(WorldError) in
    try stage.export(daysBeforeSuspension: stage.number("days"))
  } playNearMiss: { stage throws(WorldError) in
    try stage.export(daysBeforeSuspension: stage.number("days", from: 15))
  }
}

extension Stage {
  fileprivate mutating func export(daysBeforeSuspension days: Int) throws(WorldError) {
    let (user, chief) = (try member(), try administrator())
    answer = ["user": uuid(user: user)]
    let exported = begin - Milliseconds(days) * day
    silence(user, .all, before: Milliseconds(days) * day + hour, after: -Milliseconds(days) * day + 3 * hour)
    let opening = signIn(user, at: exported, from: home(of: user), isTold: false)
    audit(
      opening, at: exported + 5 * minute, "export", "vault",
      uuid(vault: try access.vault(of: user, level: pick(0...Access.ownLevels - 1))))
    let suspension = signIn(chief, at: begin, lasting: 4 * hour, from: home(of: chief), isTold: false)
    audit(suspension, at: begin + minute, "suspend", "user", uuid(user: user))
    // The directory shows the present, in which the case is closed and the account active again.
    audit(suspension, at: begin + 3 * hour, "reactive", "user", uuid(user: user), isTold: false)
  }
}
