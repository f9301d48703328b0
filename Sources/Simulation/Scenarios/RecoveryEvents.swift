extension Scenario {
  static let recoveryEvents = Scenario(
    "recovery-events", "An administrator begins the recovery of somebody's account.",
    attack: ["T1098"],
    nearMiss: "somebody changes their own password"
  ) { stage throws(WorldError) in
    let user = try stage.administrator()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let target = stage.uuid(user: try stage.victims(1)[0])
    stage.answer = ["user": stage.uuid(user: user), "action": "beginr", "target": target]
    let time = stage.begin + Milliseconds(stage.pick(60...1800)) * second
    stage.audit(opening, at: time, "beginr", "user", target)
    stage.audit(opening, at: time + Milliseconds(stage.pick(60...900)) * second, "completr", "user", target)
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    let own = stage.uuid(user: user)
    stage.answer = ["user": own, "action": "changemp", "target": own]
    stage.audit(opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "changemp", "user", own)
  }
}
