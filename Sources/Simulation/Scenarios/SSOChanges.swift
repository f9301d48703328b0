extension Scenario {
  static let ssoChanges = Scenario(
    "sso-changes", "Unlock with SSO is switched on or off, or led to another identity provider.",
    attack: ["T1556"],
    parameters: [.word("action", ["enblsso", "disblsso", "chngpsso", "chngasso", "addgsso", "delgsso"])],
    nearMiss: "an SSO token is verified"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let action = stage.word("action")
    stage.answer = ["user": stage.uuid(user: user), "action": action]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, action, "sso", stage.identifier())
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    stage.answer = ["user": stage.uuid(user: user), "action": "ssotknv"]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "ssotknv", "ssotkn", stage.identifier())
  }
}
