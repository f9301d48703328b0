extension Stage {
  /// Items of a person's own vaults, used one after the other.
  mutating func use(_ action: String, _ count: Int, within length: Milliseconds) throws(WorldError) {
    let user = try member()
    answer = ["user": uuid(user: user)]
    let opening = signIn(user, at: begin, lasting: length + 2 * minute, from: home(of: user), isTold: false)
    for time in moments(count, from: begin + minute, within: length) {
      usage(opening, at: time, action, item: try item(for: user))
    }
  }

  /// The same audit action on one object after the other.
  mutating func act(
    _ action: String, _ objectType: String, _ count: Int, within length: Milliseconds,
    on object: (inout Stage, Int) throws(WorldError) -> String
  ) throws(WorldError) {
    let user = try member()
    answer = ["user": uuid(user: user)]
    let opening = signIn(user, at: begin, lasting: length + 2 * minute, from: home(of: user), isTold: false)
    for time in moments(count, from: begin + minute, within: length) {
      let object = try object(&self, user)
      audit(opening, at: time, action, objectType, object)
    }
  }
}
