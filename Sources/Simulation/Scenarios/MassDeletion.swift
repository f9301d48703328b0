extension Scenario {
  static let massDeletion = Scenario(
    "mass-deletion", "Somebody deletes items for good, one batch after the other.",
    attack: ["T1485"], parameters: [.number("batches", 20...50), .minutes(10...55)],
    nearMiss: "19 in the same time"
  ) { stage throws(WorldError) in
    try stage.purge(stage.number("batches"), within: stage.length())
  } playNearMiss: { stage throws(WorldError) in
    try stage.purge(stage.number("batches", upTo: 19), within: stage.length())
  }
}

extension Stage {
  /// The object of a batch is its vault.
  fileprivate mutating func purge(_ count: Int, within length: Milliseconds) throws(WorldError) {
    try act("purge", "items", count, within: length) { stage, user throws(WorldError) in
      stage.uuid(vault: stage.world.vault(ofItem: try stage.item(for: user)))
    }
  }
}
