extension Scenario {
  static let bulkCopy = Scenario(
    "bulk-copy", "Somebody copies one secret after the other.",
    attack: ["T1555.005"], parameters: ["items": "20 to 60", "minutes": "10 to 55"],
    nearMiss: "19 in the same time"
  ) { stage throws(WorldError) in
    try stage.use("secure-copy", stage.pick(20...60), within: Milliseconds(stage.pick(10...55)) * minute)
  } playNearMiss: { stage throws(WorldError) in
    try stage.use("secure-copy", 19, within: Milliseconds(stage.pick(20...55)) * minute)
  }
}
