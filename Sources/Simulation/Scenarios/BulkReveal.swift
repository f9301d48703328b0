extension Scenario {
  static let bulkReveal = Scenario(
    "bulk-reveal", "Somebody reveals one secret after the other.",
    attack: ["T1555.005"], parameters: [.number("items", 30...80), .minutes(10...55)],
    nearMiss: "29 in the same time"
  ) { stage throws(WorldError) in
    try stage.use("reveal", stage.number("items"), within: stage.length())
  } playNearMiss: { stage throws(WorldError) in
    try stage.use("reveal", stage.number("items", upTo: 29), within: stage.length())
  }
}
