extension Scenario {
  static let selfGrantedVaultAccess = Scenario(
    "self-granted-vault-access", "An administrator lets themself into a vault.",
    attack: ["T1078.004"],
    nearMiss: "somebody else is let in"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let vault = stage.uuid(vault: try stage.foreignVault(for: user))
    stage.answer = ["user": stage.uuid(user: user), "vault": vault]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "grant", "uva", vault, .user(user))
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let vault = stage.uuid(vault: try stage.foreignVault(for: user))
    stage.answer = ["user": stage.uuid(user: user), "vault": vault]
    let other = try stage.victims(1)[0]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "grant", "uva", vault, .user(other))
  }
}
