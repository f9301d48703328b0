extension Scenario {
  static let manualInvites = Scenario(
    "manual-invites", "Somebody is invited by hand, past the provisioning bridge.",
    attack: ["T1136"],
    nearMiss: "the provisioning bridge invites"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let invited = "contractor-\(stage.identifier(.lower).prefix(6))@brightwater.example"
    stage.answer = ["user": stage.uuid(user: user)]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "create", "invite",
      stage.identifier(.lower), .info(invited))
  } playNearMiss: { stage throws(WorldError) in
    guard stage.world.organisation.hasBridge else {
      throw WorldError(
        message: "the scenario manual-invites needs a company with a provisioning bridge: 20 users or more")
    }
    let bridge = stage.world.organisation.users - 1
    let invited = "newcomer-\(stage.identifier(.lower).prefix(6))@northgate.example"
    stage.answer = ["user": stage.uuid(user: bridge)]
    stage.audit(service: bridge, at: stage.begin, "create", "invite", stage.identifier(.lower), .info(invited))
  }
}
