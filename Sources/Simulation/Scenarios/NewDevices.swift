extension Scenario {
  static let newDevices = Scenario(
    "new-devices", "A device is added to somebody's account.",
    attack: ["T1098.005"],
    nearMiss: "a device that was there before is authorised again"
  ) { stage throws(WorldError) in
    let user = try stage.member()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    // A device of its own: the directory does not know it yet.
    let device = stage.identifier(.lower)
    stage.answer = ["user": stage.uuid(user: user), "device": device]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "create", "device", device, .user(user))
  } playNearMiss: { stage throws(WorldError) in
    let user = try stage.member()
    let opening = stage.signIn(user, at: stage.begin, from: stage.home(of: user), isTold: false)
    stage.answer = ["user": stage.uuid(user: user), "device": stage.uuid(device: user)]
    stage.audit(
      opening, at: stage.begin + Milliseconds(stage.pick(60...1800)) * second, "reauth", "device",
      stage.uuid(device: user), .user(user))
  }
}
