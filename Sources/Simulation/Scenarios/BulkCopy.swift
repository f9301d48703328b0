extension Scenario {
  static let bulkCopy = Scenario(
    "bulk-copy", "Somebody copies one secret after the other.",
    attack: ["T1555.005"], parameters: [.number("items", 20...60), .minutes(10...55)],
    nearMiss: "19 in the same time"
  ) { stage throws(WorldError) in
    try stage.use("secure-copy", stage.number("items"), within: stage.length())
  } playNearMiss: { stage throws(WorldError) in
    try stage.use("secure-copy", stage.number("items", upTo: 19), within: stage.length())
  }
}
