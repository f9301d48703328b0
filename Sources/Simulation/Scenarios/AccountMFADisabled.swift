extension Scenario {
  static let accountMFADisabled = Scenario(
    "account-mfa-disabled", "A second factor is switched off for the whole account.",
    attack: ["T1556"],
    nearMiss: "it is switched off for one user"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    stage.answer = ["user": stage.uuid(user: user)]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "disblmfa", "account", stage.account)
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    stage.answer = ["user": stage.uuid(user: user)]
    let target = stage.uuid(user: try stage.victims(1)[0])
    stage.audit(opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "disblmfa", "user", target)
  }
}
