extension Scenario {
  static let selfGroupEscalation = Scenario(
    "self-group-escalation", "An administrator makes themself a group's manager, or joins it.",
    attack: ["T1078.004"], parameters: [.word("action", ["join", "role"])],
    nearMiss: "somebody else is made one"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let group = stage.pick(0...9)
    stage.answer = ["user": stage.uuid(user: user), "group": stage.uuid(group: group)]
    let action = stage.word("action")
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, action, "gm", stage.uuid(group: group),
      .member(user, role: "A"))
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let group = stage.pick(0...9)
    stage.answer = ["user": stage.uuid(user: user), "group": stage.uuid(group: group)]
    let other = try stage.victims(1)[0]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "role", "gm", stage.uuid(group: group),
      .member(other, role: "A"))
  }
}
