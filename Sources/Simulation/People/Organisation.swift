/// Who is who: people first, then service accounts, then the SCIM bridge, told apart by number alone.
struct Organisation: Sendable {
  let users: Int
  let people: Int
  let services: Int
  let hasBridge: Bool
  /// People with a device of their own; only they sign in.
  let activePeople: Int
  private let stride: Int
  private let owners: Int

  init(_ sizes: WorldParameters.Sizes) {
    users = sizes.users
    services = sizes.users / 25
    hasBridge = sizes.users >= 20
    people = users - services - (hasBridge ? 1 : 0)
    activePeople = min(people, sizes.devices)
    owners = max(1, people / 250)
    // Near the golden ratio and without common factor: ranks of activity fall on numbers that have nothing else in
    // common.
    var stride = max(1, activePeople * 618 / 1000)
    func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
    while activePeople > 1 && divisor(stride, activePeople) != 1 { stride += 1 }
    self.stride = stride
  }

  enum Kind { case person, service, bridge }

  func kind(_ user: Int) -> Kind { user < people ? .person : hasBridge && user == users - 1 ? .bridge : .service }
  func isOwner(_ user: Int) -> Bool { user < owners }
  /// Administrators and owners.
  @inline(__always) func isAdministrator(_ user: Int) -> Bool { user % 25 == 0 || isOwner(user) }
  func isGuest(_ user: Int) -> Bool { user % 17 == 16 && !isAdministrator(user) }

  /// Half of all people never leave and never stop: whoever else is busy, one of them can hold a session.
  @inline(__always) func isSteady(_ user: Int) -> Bool { 0x377 >> (user & 15) & 1 == 1 }
  func isTraveller(_ user: Int) -> Bool { 0x888 >> (user & 15) & 1 == 1 && user < people }
  /// Left the company or long unseen: no sessions.
  @inline(__always) func isIdle(_ user: Int) -> Bool { user & 15 == 15 }
  func isSuspended(_ user: Int) -> Bool { isIdle(user) && (user / 16) % 3 == 0 }
  var suspendedPeople: Int { people > 15 ? (people - 16) / 48 + 1 : 0 }
  func suspended(_ n: Int) -> Int { 15 + 48 * n }
  /// The nearest steady person; user 0 always is one.
  @inline(__always) func steady(_ user: Int) -> Int {
    var user = user
    while !isSteady(user) { user -= 1 }
    return user
  }

  /// The person of an activity rank, 0 the most active.
  @inline(__always) func person(ofRank rank: Int) -> Int { rank * stride % activePeople }

  func actions(of user: Int) -> AuditActions.List {
    isAdministrator(user) ? .administrators : isManager(user) ? .managers : .members
  }
}

extension Organisation {
  static let departments: [StaticString] = [
    "Engineering", "Sales", "Finance", "Customer Success", "Security", "Marketing", "People", "Operations", "Legal",
    "Product",
  ]
}
