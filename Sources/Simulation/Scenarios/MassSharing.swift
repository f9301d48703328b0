extension Scenario {
  static let massSharing = Scenario(
    "mass-sharing", "Somebody shares one item after the other with the outside.",
    attack: ["T1567"], parameters: ["items": "10 to 30", "minutes": "10 to 55"],
    nearMiss: "nine in the same time"
  ) { stage throws(WorldError) in
    try stage.act("share", "item", stage.pick(10...30), within: Milliseconds(stage.pick(10...55)) * minute) {
      stage, user in
      stage.uuid(item: stage.item(for: user))
    }
  } playNearMiss: { stage throws(WorldError) in
    try stage.act("share", "item", 9, within: Milliseconds(stage.pick(20...55)) * minute) { stage, user in
      stage.uuid(item: stage.item(for: user))
    }
  }
}
