extension Scenario {
  static let massSharing = Scenario(
    "mass-sharing", "Somebody shares one item after the other with the outside.",
    attack: ["T1567"], parameters: [.number("items", 10...30), .minutes(10...55)],
    nearMiss: "nine in the same time"
  ) { stage throws(WorldError) in
    try stage.act("share", "item", stage.number("items"), within: stage.length()) { stage, user throws(WorldError) in
      stage.uuid(item: try stage.item(for: user))
    }
  } playNearMiss: { stage throws(WorldError) in
    let count = stage.number("items", upTo: 9)
    try stage.act("share", "item", count, within: stage.length()) { stage, user throws(WorldError) in
      stage.uuid(item: try stage.item(for: user))
    }
  }
}
