extension Scenario {
  static let secretExtraction = Scenario(
    "secret-extraction",
    "An administrator lets themself into a vault, reads its secrets within the hour and covers the track.",
    attack: ["T1555"], parameters: [.number("items", 3...12), .minutes(5...55)],
    nearMiss: "the secrets are read more than an hour after the grant"
  ) { stage throws(WorldError) in
    try stage.extract(after: 2 * minute, within: stage.length())
  } playNearMiss: { stage throws(WorldError) in
    try stage.extract(after: 65 * minute, within: stage.length())
  }
}

extension Stage {
  fileprivate mutating func extract(after pause: Milliseconds, within length: Milliseconds) throws(WorldError) {
    let user = try administrator()
    let vault = try foreignVault(for: user)
    answer = ["user": uuid(user: user), "vault": uuid(vault: vault)]
    let opening = signIn(user, at: begin, lasting: pause + length + hour, from: home(of: user), isTold: false)
    let granted = begin + minute
    audit(opening, at: granted, "grant", "uva", uuid(vault: vault), .user(user))
    let items = items(in: vault, number("items"))
    for (item, time) in zip(items, moments(items.count, from: granted + pause, within: length)) {
      usage(opening, at: time, ["reveal", "secure-copy"][pick(0...1)], item: item)
    }
    audit(opening, at: granted + pause + length + 2 * minute, "revoke", "uva", uuid(vault: vault), .user(user))
  }
}
