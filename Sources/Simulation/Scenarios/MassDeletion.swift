extension Scenario {
  static let massDeletion = Scenario(
    "mass-deletion", "Somebody deletes one item after the other.",
    attack: ["T1485"], parameters: ["items": "20 to 50", "minutes": "10 to 55"],
    nearMiss: "19 in the same time"
  ) { stage throws(WorldError) in
    // What was deleted has no document any more.
    try stage.act("delete", "item", stage.pick(20...50), within: Milliseconds(stage.pick(10...55)) * minute) {
      stage, _ in
      stage.identifier(.lower)
    }
  } playNearMiss: { stage throws(WorldError) in
    try stage.act("delete", "item", 19, within: Milliseconds(stage.pick(20...55)) * minute) { stage, _ in
      stage.identifier(.lower)
    }
  }
}
