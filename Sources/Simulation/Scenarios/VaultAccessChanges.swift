extension Scenario {
  static let vaultAccessChanges = Scenario(
    "vault-access-changes", "Somebody is let into a vault, or a group is.",
    attack: ["T1098"], parameters: [.word("to", ["user", "group"])],
    nearMiss: "the vault's own settings are changed"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let vault = stage.uuid(vault: try stage.foreignVault(for: user))
    stage.answer = ["user": stage.uuid(user: user), "vault": vault]
    if stage.word("to") == "user" {
      let other = try stage.victims(1)[0]
      stage.audit(
        opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "grant", "uva", vault, .user(other))
    } else {
      stage.audit(
        opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "grant", "gva", vault,
        .group(stage.pick(0...9)))
    }
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let vault = stage.uuid(vault: try stage.access.vault(of: user, level: 0))
    stage.answer = ["user": stage.uuid(user: user), "vault": vault]
    stage.audit(opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "update", "vault", vault)
  }
}
