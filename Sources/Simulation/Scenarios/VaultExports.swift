extension Scenario {
  static let vaultExports = Scenario(
    "vault-exports", "A vault is exported.",
    attack: ["T1555"],
    nearMiss: "a report is exported"
  ) { stage throws(WorldError) in
    let user = try stage.member()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let vault = stage.uuid(vault: try stage.access.vault(of: user, level: stage.pick(0...Access.ownLevels - 1)))
    stage.answer = ["user": stage.uuid(user: user), "vault": vault]
    stage.audit(opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "export", "vault", vault)
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let report = stage.identifier(.lower)
    stage.answer = ["user": stage.uuid(user: user), "vault": report]
    stage.audit(opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "export", "report", report)
  }
}
