/// Who may open which vault, as arithmetic that works in both directions: a user's vaults and a vault's users follow
/// from their numbers. Users and vaults are dealt to departments; a user works in four vaults of their own department
/// and may look into one of the next.
struct Access: Sendable {
  static let levels = 5
  /// The first of them, in which a user changes things; in the last they only read.
  static let ownLevels = 4
  private static let offsets = [0, 1, 3, 7, 5]
  private let users: Int
  /// Vaults that hold items and are opened; any others are their owners' alone.
  let vaults: Int
  private let departments: Int

  init(_ sizes: WorldParameters.Sizes) {
    users = sizes.users
    vaults = min(sizes.vaults, sizes.items)
    departments = max(1, min(Organisation.departments.count, vaults))
  }

  func department(of vault: Int) -> Int { vault % departments }

  @inline(__always) private func vaults(in department: Int) -> Int {
    (vaults - department + departments - 1) / departments
  }
  @inline(__always) private func department(_ own: Int, _ level: Int) -> Int {
    level < Self.ownLevels ? own : own + 1 == departments ? 0 : own + 1
  }

  /// The vault that a user opens at a level. Different levels may give the same vault where there are few.
  @inline(__always) func vault(of user: Int, level: Int) -> Int {
    let (index, own) = user.quotientAndRemainder(dividingBy: departments)
    let department = department(own, level)
    return (index + Self.offsets[level]) % vaults(in: department) * departments + department
  }

  /// The users who open `vault` at `level`: every `step`-th from `first`.
  func users(of vault: Int, level: Int) -> StrideTo<Int> {
    guard vault < vaults else { return stride(from: 0, to: 0, by: 1) }
    let (index, own) = vault.quotientAndRemainder(dividingBy: departments)
    let count = vaults(in: own)
    let theirs = level < Self.ownLevels ? own : own == 0 ? departments - 1 : own - 1
    let first = ((index - Self.offsets[level]) % count + count) % count
    return stride(from: first * departments + theirs, to: users, by: count * departments)
  }

  func isMember(_ user: Int, of vault: Int) -> Bool { isMember(user, of: vault, below: Self.levels) }

  /// Whether an earlier level already gave `user` the vault.
  func isMember(_ user: Int, of vault: Int, below level: Int) -> Bool {
    (0..<level).contains { self.vault(of: user, level: $0) == vault }
  }

  /// At most so many users open one vault, its owner aside.
  var mostMembers: Int { Self.levels * (users / max(1, vaults / departments * departments) + 1) }
}
