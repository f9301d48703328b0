/// People of a department work in teams of eight, each led by its manager. No document says so: it shows in whose the vaults
/// are, who lets whom in and who leads groups.
extension Organisation {
  private static let members = 8

  func department(of user: Int) -> Int { user % Self.departments.count }

  /// Somebody who is there to stay; nil where a team, the last of a department, has no such person.
  private func manager(ofTeam team: Int, in department: Int) -> Int? {
    let first = department + team * Self.members * Self.departments.count
    return Swift.stride(from: first, to: people, by: Self.departments.count).prefix(Self.members).first {
      isSteady($0) && !isGuest($0)
    }
  }

  private func team(of user: Int) -> Int { user / Self.departments.count / Self.members }

  func isManager(_ user: Int) -> Bool {
    user < people && manager(ofTeam: team(of: user), in: department(of: user)) == user
  }

  /// Somebody else of a person's team; in a team of one, the next person.
  func teammate(of user: Int, _ draw: UInt64) -> Int {
    let first = user - user / Self.departments.count % Self.members * Self.departments.count
    let size = min(Self.members, (people - first + Self.departments.count - 1) / Self.departments.count)
    guard size > 1 else { return (user + 1) % max(1, people) }
    let other = draw.below(size - 1)
    let own = (user - first) / Self.departments.count
    return first + (other < own ? other : other + 1) * Self.departments.count
  }

  /// One of a department's managers; of a company too small for departments, its owner.
  func manager(in department: Int, _ draw: UInt64) -> Int {
    let perTeam = Self.members * Self.departments.count
    let teams = max(1, (people - department + perTeam - 1) / perTeam)
    return manager(ofTeam: draw.below(teams), in: department) ?? manager(ofTeam: 0, in: department) ?? 0
  }
}
