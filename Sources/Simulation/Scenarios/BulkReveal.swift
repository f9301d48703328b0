extension Scenario {
  static let bulkReveal = Scenario(
    "bulk-reveal", "Somebody reveals one secret after the other.",
    attack: ["T1555.005"], parameters: ["items": "30 to 80", "minutes": "10 to 55"],
    nearMiss: "29 in the same time"
  ) { stage throws(WorldError) in
    try stage.use("reveal", stage.pick(30...80), within: Milliseconds(stage.pick(10...55)) * minute)
  } playNearMiss: { stage throws(WorldError) in
    try stage.use("reveal", 29, within: Milliseconds(stage.pick(20...55)) * minute)
  }
}
