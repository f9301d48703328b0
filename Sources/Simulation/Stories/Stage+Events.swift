/// A session that a story opened.
struct StoryOpening: Sendable {
  let uuid: String
  let user: Int
  let login: Milliseconds
  let origin: Origin
}

extension Stage {
  func uuid(user: Int) -> String { jsonText(isExtended: false) { $0.put(world.userIdentifier(user), .upper) } }
  func uuid(device: Int) -> String { jsonText(isExtended: false) { $0.put(world.deviceIdentifier(device), .lower) } }
  func uuid(vault: Int) -> String { jsonText(isExtended: false) { $0.put(world.vaultIdentifier(vault), .lower) } }
  func uuid(item: Int) -> String { jsonText(isExtended: false) { $0.put(world.itemIdentifier(item), .lower) } }
  func uuid(group: Int) -> String { jsonText(isExtended: false) { $0.put(world.groupIdentifier(group), .lower) } }
  var account: String { jsonText(isExtended: false) { $0.put(Identifier(world.keys.account, 0), .upper) } }

  private func date(_ time: Milliseconds) -> String {
    jsonText(isExtended: isExtended) { $0.put(date: min(time, world.end - 1)) }
  }
  private func person(_ user: Int) -> String { jsonText(isExtended: false) { world.putPerson(user, &$0) } }

  /// An attempt to sign in. One that gets in opens `session`; any other has a session that nobody knows.
  mutating func attempt(
    _ user: Int, at time: Milliseconds, _ category: String, _ type: String, from origin: Origin, session: String? = nil,
    matched: String? = nil, isTold: Bool = true
  ) {
    let uuid = identifier()
    let city = Gazetteer.cities[origin.city]
    let details = matched.map { "{\"value\":\"\($0)\"}" } ?? "null"
    let line = """
      {"uuid":"\(uuid)","timestamp":\(date(time)),"category":"\(category)","type":"\(type)","target_user":\(person(user)),\
      "session_uuid":"\(session ?? identifier())","client":\(origin.client),"location":\(city.object),\
      "country":"\(city.country)","details":\(details)}
      """
    add(.signIns, time, uuid, line, isTold: isTold)
  }

  /// A sign-in that gets in, and the session that it opens, which lasts for a time.
  mutating func signIn(
    _ user: Int, at time: Milliseconds, lasting length: Milliseconds = hour, from origin: Origin,
    category: String = "success",
    type: String = "credentials_ok", matched: String? = nil, isTold: Bool = true
  ) -> StoryOpening {
    let session = identifier()
    attempt(user, at: time, category, type, from: origin, session: session, matched: matched, isTold: isTold)
    let last = min(time + length, world.end - 1)
    let ended = last + 5 * minute < world.end ? date(last + 5 * minute) : "null"
    let line = """
      {"uuid":"\(session)","user_uuid":"\(uuid(user: user))","device_uuid":"\(uuid(device: origin.device))",\
      "ip":"\(origin.address)","login_time":\(date(time)),"last_activity":\(date(last)),"ended_at":\(ended),\
      "client":\(origin.client),"location":\(Gazetteer.cities[origin.city].object)}
      """
    add(.sessions, time, session, line, isTold: false)
    return StoryOpening(uuid: session, user: user, login: time, origin: origin)
  }

  /// The further facts of an audit event.
  enum Aux {
    case none
    case user(Int)
    case member(Int, role: String)
    case group(Int)
    case info(String)
  }

  mutating func audit(
    _ opening: StoryOpening, at time: Milliseconds, _ action: String, _ objectType: String, _ object: String,
    _ aux: Aux = .none,
    isTold: Bool = true
  ) {
    let uuid = identifier()
    let line = """
      {"uuid":"\(uuid)","timestamp":\(date(time)),"action":"\(action)","object_type":"\(objectType)","object_uuid":"\(object)\(text(aux))",\
      "actor_uuid":"\(self.uuid(user: opening.user))","location":\(Gazetteer.cities[opening.origin.city].object),\
      "session":{"uuid":"\(opening.uuid)","login_time":\(date(opening.login)),\
      "device_uuid":"\(self.uuid(device: opening.origin.device))","ip":"\(opening.origin.address)"}}
      """
    add(.audit, time, uuid, line, isTold: isTold)
  }

  /// An audit event of a service, which has no session.
  mutating func audit(
    service user: Int, at time: Milliseconds, _ action: String, _ objectType: String, _ object: String, _ aux: Aux
  ) {
    let uuid = identifier()
    let line = """
      {"uuid":"\(uuid)","timestamp":\(date(time)),"action":"\(action)","object_type":"\(objectType)","object_uuid":"\(object)\(text(aux))",\
      "actor_uuid":"\(self.uuid(user: user))","location":\(Gazetteer.cities[world.home(user)].object)}
      """
    add(.audit, time, uuid, line, isTold: true)
  }

  /// Between the quotation mark of the value before and its own last one.
  private func text(_ aux: Aux) -> String {
    switch aux {
    case .none: ""
    case .user(let user): jsonText(isExtended: false) { world.putAux(user: user, &$0) }
    case .member(let user, let role):
      "\",\"aux_info\":\"\(role)" + jsonText(isExtended: false) { world.putAux(user: user, &$0) }
    case .group(let group): "\",\"aux_id\":\(1000 + group),\"aux_uuid\":\"\(uuid(group: group))"
    case .info(let info): "\",\"aux_info\":\"\(info)"
    }
  }

  private func version(of item: Int, at time: Milliseconds) -> Int {
    world.itemVersion(item, at: item / world.access.vaults, time)
  }

  mutating func usage(_ opening: StoryOpening, at time: Milliseconds, _ action: String, item: Int, isTold: Bool = true)
  {
    let uuid = identifier()
    let line = """
      {"uuid":"\(uuid)","timestamp":\(date(time)),"used_version":\(version(of: item, at: time)),\
      "vault_uuid":"\(self.uuid(vault: world.vault(ofItem: item)))","item_uuid":"\(self.uuid(item: item))","action":"\(action)",\
      "user":\(person(opening.user)),"client":\(opening.origin.client),"location":\(Gazetteer.cities[opening.origin.city].object)}
      """
    add(.usages, time, uuid, line, isTold: isTold)
  }

  /// Who may open which vault, for scenarios that need one.
  var access: Access {
    get throws(WorldError) {
      guard world.access.vaults > 0 else {
        throw WorldError(
          message: "a world with no vaults, or no items in them, cannot have the scenario \(scenario.name)")
      }
      return world.access
    }
  }

  /// An item of a vault that the user works in.
  mutating func item(for user: Int) throws(WorldError) -> Int {
    items(in: try access.vault(of: user, level: pick(0...Access.ownLevels - 1)), 1)[0]
  }

  /// So many items of a vault, all different while there are enough, none in the bin.
  mutating func items(in vault: Int, _ count: Int) -> [Int] {
    let all = Array(stride(from: vault, to: world.sizes.items, by: world.access.vaults)).filter { !world.isTrashed($0) }
    let first = pick(0...all.count - 1)
    return (0..<count).map { all[(first + $0) % all.count] }
  }

  /// A vault that the user may not open and did not make, for grants.
  mutating func foreignVault(for user: Int) throws(WorldError) -> Int {
    let access = try access
    let vaults = access.vaults
    let first = pick(0...vaults - 1)
    let foreign = (0..<vaults).map { (first + $0) % vaults }.first {
      !access.isMember(user, of: $0) && world.vaultOwner($0) != user
    }
    return foreign ?? first
  }
}
