extension Scenario {
  static let travelModeChanges = Scenario(
    "travel-mode-changes", "Travel mode is switched on or off.",
    attack: [], parameters: [.word("action", ["trvlaway", "trvlback"])],
    nearMiss: "another setting of one's own is changed"
  ) { stage throws(WorldError) in
    let user = try stage.member()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let own = stage.uuid(user: user)
    let action = stage.word("action")
    stage.answer = ["user": own, "action": action, "target": own]
    stage.audit(opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, action, "user", own)
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let own = stage.uuid(user: user)
    stage.answer = ["user": own, "action": "changela", "target": own]
    stage.audit(opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "changela", "user", own)
  }
}
