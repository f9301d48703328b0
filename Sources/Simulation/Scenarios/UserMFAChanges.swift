extension Scenario {
  static let userMFAChanges = Scenario(
    "user-mfa-changes", "An administrator removes or changes the second factor of somebody.",
    attack: ["T1556"], parameters: [.word("action", ["disblmfa", "updatmfa"])],
    nearMiss: "the second factors of the account are changed"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let action = stage.word("action")
    let target = stage.uuid(user: try stage.victims(1)[0])
    stage.answer = ["user": stage.uuid(user: user), "action": action, "target": target]
    stage.audit(opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, action, "user", target)
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    stage.answer = ["user": stage.uuid(user: user), "action": "updatmfa", "target": stage.account]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "updatmfa", "account", stage.account)
  }
}
