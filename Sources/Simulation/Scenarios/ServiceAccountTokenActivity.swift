extension Scenario {
  static let serviceAccountTokenActivity = Scenario(
    "service-account-token-activity", "A token of a service account is created or revoked.",
    attack: ["T1134.003"], parameters: [.word("action", ["create", "trevoke"])],
    nearMiss: "the service account itself is changed"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let action = stage.word("action")
    stage.answer = ["user": stage.uuid(user: user), "action": action]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, action, "satoken", stage.identifier())
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    stage.answer = ["user": stage.uuid(user: user), "action": "update"]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "update", "sa",
      stage.uuid(user: stage.world.service(0)))
  }
}
