extension Scenario {
  static let itemExports = Scenario(
    "item-exports", "Items are exported.",
    attack: ["T1567", "T1555"], parameters: [.number("items", 1...40)],
    nearMiss: "the items are revealed one by one"
  ) { stage throws(WorldError) in
    try stage.take("export", stage.number("items"))
  } playNearMiss: { stage throws(WorldError) in
    try stage.take("reveal", stage.number("items"))
  }
}

extension Stage {
  /// Items of one vault, one after the other within ten minutes.
  fileprivate mutating func take(_ action: String, _ count: Int) throws(WorldError) {
    let user = try member()
    answer = ["user": uuid(user: user)]
    // A rare export is part of anybody's work: not of this person's.
    silenceAlways(user, .all)
    let opening = signIn(user, at: begin, from: home(of: user), isTold: false)
    let items = items(in: try access.vault(of: user, level: pick(0...Access.ownLevels - 1)), count)
    for (item, time) in zip(items, moments(count, from: begin + minute, within: 10 * minute)) {
      usage(opening, at: time, action, item: item)
    }
  }
}
