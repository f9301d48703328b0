/// What an audit event can be: an action, on an object type it exists for, with the object and the further facts that
/// go with it.
struct AuditAction: Sendable {
  let action: StaticString
  let objectType: StaticString
  let object: Object
  let aux: Aux
  /// How often, beside the others of the same actor's list.
  let weight: Int

  enum Object: UInt8, Sendable {
    /// A thing that has no document: a fresh uuid, upper or lower case.
    case passing, passingLower
    case account, group, ownUser, ownDevice, otherUser, vault, item, changedItem, serviceAccount
  }

  enum Aux: UInt8, Sendable {
    case none
    /// The device's owner.
    case owner
    /// A member `R` or manager `A` of a group.
    case member
    /// Somebody whose access to the vault changes; somebody of the actor's own team.
    case user, report
    case group
    /// An invited address.
    case address
  }

  init(_ action: StaticString, _ objectType: StaticString, _ object: Object, _ aux: Aux = .none, weight: Int) {
    self.action = action
    self.objectType = objectType
    self.object = object
    self.aux = aux
    self.weight = weight
  }
}

extension AuditAction {
  /// What everybody does, in roughly the proportions of real feeds: the plumbing of sessions first.
  static let members: [AuditAction] = [
    .init("dlgsess", "dlgdsess", .passing, weight: 420), .init("ssotknv", "ssotkn", .passing, weight: 260),
    .init("patch", "items", .vault, weight: 110), .init("reauth", "device", .ownDevice, .owner, weight: 45),
    .init("patch", "device", .ownDevice, .owner, weight: 40), .init("update", "device", .ownDevice, .owner, weight: 8),
    .init("share", "item", .item, weight: 10), .init("delshare", "item", .item, weight: 4),
    .init("update", "item", .changedItem, weight: 12),
    .init("create", "file", .passingLower, weight: 6), .init("delete", "file", .passingLower, weight: 2),
    .init("changemp", "user", .ownUser, weight: 2), .init("changesk", "user", .ownUser, weight: 1),
    .init("changenm", "user", .ownUser, weight: 1), .init("changela", "user", .ownUser, weight: 1),
    .init("begin", "ec", .passingLower, weight: 1), .init("verify", "ec", .passingLower, weight: 1),
    .init("complete", "ec", .passingLower, weight: 1), .init("cancel", "ec", .passingLower, weight: 1),
    .init("create", "template", .passingLower, weight: 1), .init("update", "template", .passingLower, weight: 1),
    .init("update", "itemhist", .passingLower, weight: 1), .init("create", "dlgdsess", .passing, weight: 6),
    .init("delete", "dlgdsess", .passing, weight: 5), .init("purge", "items", .vault, weight: 1),
    .init("replace", "items", .vault, weight: 1), .init("leave", "gm", .group, .owner, weight: 1),
  ]

  /// What administrators do besides.
  static let administrators: [AuditAction] =
    members + [
      .init("grant", "uva", .vault, .user, weight: 60), .init("update", "uva", .vault, .user, weight: 25),
      .init("revoke", "uva", .vault, .user, weight: 35), .init("grant", "gva", .vault, .group, weight: 20),
      .init("update", "gva", .vault, .group, weight: 10), .init("revoke", "gva", .vault, .group, weight: 12),
      .init("join", "gm", .group, .member, weight: 40), .init("role", "gm", .group, .member, weight: 8),
      .init("leave", "gm", .group, .member, weight: 20), .init("update", "group", .group, weight: 8),
      .init("create", "invite", .passingLower, .address, weight: 8),
      .init("update", "invite", .passingLower, .address, weight: 4),
      .init("delete", "invite", .passingLower, .address, weight: 3), .init("update", "user", .otherUser, weight: 20),
      .init("beginr", "user", .otherUser, weight: 5), .init("completr", "user", .otherUser, weight: 5),
      .init("cancelr", "user", .otherUser, weight: 1), .init("resendts", "user", .otherUser, weight: 2),
      .init("upguest", "user", .otherUser, weight: 1),
      .init("updatmfa", "user", .otherUser, weight: 2), .init("enblmfa", "user", .otherUser, weight: 3),
      .init("dealldev", "device", .ownDevice, .owner, weight: 2),
      .init("deolddev", "device", .ownDevice, .owner, weight: 2),
      .init("update", "vault", .vault, weight: 14), .init("updatea", "vault", .vault, weight: 8),
      .init("view", "report", .passingLower, weight: 30), .init("export", "report", .passingLower, weight: 6),
      .init("changenm", "account", .account, weight: 1),
      .init("vrfydmn", "account", .account, weight: 1), .init("update", "account", .account, weight: 3),
      .init("uisas", "account", .account, weight: 1), .init("updatduo", "account", .account, weight: 1),
      .init("trename", "satoken", .passing, weight: 2), .init("tverify", "satoken", .passing, weight: 6),
      .init("update", "sa", .serviceAccount, weight: 4), .init("update", "card", .passingLower, weight: 1),
      .init("update", "sub", .passingLower, weight: 1), .init("create", "slackapp", .passingLower, weight: 1),
      .init("export", "vault", .vault, weight: 1),
    ]

  /// What managers do besides: they let their people into the vaults that the team works with.
  static let managers: [AuditAction] =
    members + [
      .init("grant", "uva", .vault, .report, weight: 14), .init("revoke", "uva", .vault, .report, weight: 9),
      .init("update", "uva", .vault, .report, weight: 3), .init("view", "report", .passingLower, weight: 6),
    ]

  /// What service accounts do, without a session.
  static let services: [AuditAction] = [
    .init("dlgsess", "dlgdsess", .passing, weight: 60), .init("tverify", "satoken", .passing, weight: 30),
    .init("patch", "items", .vault, weight: 40), .init("update", "item", .changedItem, weight: 6),
  ]

  /// What the SCIM bridge does: it keeps people and groups as the identity provider has them.
  static let bridge: [AuditAction] = [
    .init("provsn", "user", .otherUser, weight: 20), .init("update", "user", .otherUser, weight: 40),
    .init("join", "gm", .group, .member, weight: 30), .init("leave", "gm", .group, .member, weight: 20),
    .init("update", "group", .group, weight: 8), .init("create", "invite", .passingLower, .address, weight: 10),
  ]

  /// What it does once to each of the suspended, at a moment of its own.
  static let suspension = AuditAction("suspend", "user", .otherUser, weight: 0)
  /// What a change is where no item's entry can know of it: one to the vault's items, whichever.
  static let patch = AuditAction("patch", "items", .vault, weight: 0)

  static let lists = [members, managers, administrators, services, bridge]
}

/// The lists made ready for drawing: one look-up gives an action in its proportion.
struct AuditActions: Sendable {
  struct Row: BitwiseCopyable {
    let text: Text
    let object: AuditAction.Object
    let aux: AuditAction.Aux
  }

  private let texts: TextTable
  private let rows: Table<Row>
  /// 4096 draws for each list, one after the other.
  private let draws: Table<UInt8>

  /// Actions whose object this world cannot have are left out.
  init(hasItems: Bool) {
    let lists = AuditAction.lists.map { list in
      list.filter { action in
        switch action.object {
        case .vault, .item, .changedItem: hasItems
        default: true
        }
      }
    }
    let all = lists.flatMap(\.self)
    texts = TextTable(
      (all + [.patch, .suspension]).map {
        ",\"action\":\"\($0.action)\",\"object_type\":\"\($0.objectType)\",\"object_uuid\":\""
      })
    let texts = texts
    rows = Table(all.enumerated().map { Row(text: texts[$0], object: $1.object, aux: $1.aux) })
    var draws: [UInt8] = []
    var first = 0
    for list in lists {
      let total = list.reduce(0) { $0 + $1.weight }
      var sum = 0
      let begin = draws.count
      for (index, action) in list.enumerated() {
        sum += action.weight
        while draws.count - begin < sum * 4096 / total { draws.append(UInt8(first + index)) }
      }
      first += list.count
    }
    self.draws = Table(draws)
  }

  /// The texts of the two that are in no list.
  var patch: Text { texts[texts.count - 2] }
  var suspension: Text { texts[texts.count - 1] }

  /// As `AuditAction.lists` has them.
  enum List: UInt8 { case members, managers, administrators, services, bridge }

  @inline(__always) func row(_ list: List, _ draw: UInt64) -> Row {
    rows[Int(draws[Int(list.rawValue) << 12 | Int(draw & 4095)])]
  }
}
