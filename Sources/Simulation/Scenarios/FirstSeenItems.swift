extension Scenario {
  static let firstSeenItems = Scenario(
    "first-seen-items", "Somebody reveals an item that they may open but never used.",
    attack: ["T1555.005"], parameters: [.word("action", ["reveal", "secure-copy"])],
    nearMiss: "they used it ten days before", history: 11
  ) { stage throws(WorldError) in
    try stage.reveal(usedBefore: false)
  } playNearMiss: { stage throws(WorldError) in
    try stage.reveal(usedBefore: true)
  }
}

extension Stage {
  fileprivate mutating func reveal(usedBefore: Bool) throws(WorldError) {
    // Owners may open their vaults, but daily work takes them to others: they never use what lies there.
    let access = try access
    var vaults: [Int: Int] = [:]
    for vault in 0..<min(access.vaults, 1000) where !access.isMember(world.vaultOwner(vault), of: vault) {
      vaults[world.vaultOwner(vault)] = vault
    }
    let user = try member { vaults[$0] != nil }
    guard let vault = vaults[user] else { return }
    let item = items(in: vault, 1)[0]
    answer = ["user": uuid(user: user), "item": uuid(item: item)]
    let action = word("action")
    if usedBefore {
      let earlier = signIn(user, at: begin - 10 * day, from: home(of: user), isTold: false)
      usage(earlier, at: earlier.login + 3 * minute, action, item: item, isTold: false)
    }
    let opening = signIn(user, at: begin, from: home(of: user), isTold: false)
    usage(opening, at: begin + Milliseconds(pick(1...40)) * minute, action, item: item)
  }
}
