extension Scenario {
  static let serviceAccountsCreated = Scenario(
    "service-accounts-created", "A service account is created.",
    attack: ["T1136.003"],
    nearMiss: "one is renamed"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let account = stage.identifier()
    stage.answer = ["user": stage.uuid(user: user), "service_account": account]
    stage.audit(opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "create", "sa", account)
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let account = stage.uuid(user: stage.world.service(0))
    stage.answer = ["user": stage.uuid(user: user), "service_account": account]
    stage.audit(opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "update", "sa", account)
  }
}
