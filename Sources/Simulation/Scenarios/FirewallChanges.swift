extension Scenario {
  static let firewallChanges = Scenario(
    "firewall-changes", "The account's firewall rules are changed.",
    attack: ["T1562.007"],
    nearMiss: "other settings of the account are changed"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    stage.answer = ["user": stage.uuid(user: user)]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "updatfw", "account", stage.account)
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    stage.answer = ["user": stage.uuid(user: user)]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "update", "account", stage.account)
  }
}
