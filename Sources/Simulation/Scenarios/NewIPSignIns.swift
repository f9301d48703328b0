extension Scenario {
  static let newIPSignIns = Scenario(
    "new-ip-sign-ins", "A sign-in with the right password from an address that its owner never used.",
    attack: ["T1078"],
    nearMiss: "the address was used ten days before", history: 11
  ) { stage throws(WorldError) in
    let user = try stage.member()
    let origin = stage.stranger(in: stage.world.home(user), as: user)
    stage.answer = ["user": stage.uuid(user: user), "ip": origin.address]
    _ = stage.signIn(user, at: stage.begin, from: origin)
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    let origin = stage.stranger(in: stage.world.home(user), as: user)
    stage.answer = ["user": stage.uuid(user: user), "ip": origin.address]
    _ = stage.signIn(user, at: stage.begin - 10 * day, from: origin, isTold: false)
    _ = stage.signIn(user, at: stage.begin, from: origin)
  }
}
