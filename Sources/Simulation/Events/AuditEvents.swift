extension World {
  @inline(__always) private func auditDraw(_ identifier: Identifier) -> UInt64 { identifier.high.again(3) }

  @inline(__always) func auditTime(_ n: Int) -> Milliseconds {
    curve.time(at: audit.position(n, auditDraw(Identifier(keys.audit, n))))
  }

  @inline(__always) func writeAuditEvent(_ n: Int, _ writer: inout LineWriter, _ memo: SessionMemo) {
    let identifier = Identifier(keys.audit, n)
    // The upper half says when, the lower half who.
    let draw = auditDraw(identifier)
    let position = audit.position(n, draw)
    let time = curve.time(at: position)
    if suspensions.contains(n) { return writeSuspension(n, identifier, time, &writer) }
    // One event in twelve is a service's, all of them in a world where nobody signs in.
    if sessions == 0 || (draw & 0xFFFF) * 12 < 0x10000 && organisation.services > 0 {
      return writeServiceAudit(identifier, time, draw, &writer)
    }
    let session = session(of: n, audit, at: position, time, draw &>> 16, memo, memo.audit)
    if session.isSuppressed { return }
    let choice = identifier.low.again(4)
    let row = auditActions.row(session.actions, choice)
    putAuditHead(identifier, time, row, choice &>> 12, actor: session.user, device: session.device, &writer)
    writer.put(memo.auditTail(session))
  }

  /// Everything before `actor_uuid`, but for the quotation mark that ends the value before.
  @inline(__always) private func putAuditHead(
    _ identifier: Identifier, _ time: Milliseconds, _ row: AuditActions.Row, _ draw: UInt64, actor: Int, device: Int,
    _ writer: inout LineWriter
  ) {
    putAuditBegin(identifier, time, &writer)
    if row.object == .passing {
      writer.put(row.text)
      writer.put(Identifier(identifier.low, 1), .upper)
    } else if row.object == .changedItem {
      putChange(row.text, time, draw, actor: actor, &writer)
    } else {
      writer.put(row.text)
      putObject(row.object, identifier, draw, actor: actor, device: device, &writer)
    }
    if row.aux != .none { putAux(row.aux, draw, actor: actor, &writer) }
  }

  @inline(__always) private func putAuditBegin(
    _ identifier: Identifier, _ time: Milliseconds, _ writer: inout LineWriter
  ) {
    writer.put("{\"uuid\":\"")
    writer.put(identifier, .upper)
    writer.put("\",\"timestamp\":")
    writer.put(date: time)
  }

  /// The change of an item whose entry tells of it.
  private func putChange(
    _ text: Text, _ time: Milliseconds, _ draw: UInt64, actor: Int, _ writer: inout LineWriter
  ) {
    let vault = vault(changedBy: actor, draw)
    if let place = place(changedIn: vault, at: time, draw.again(1)) {
      writer.put(text)
      writer.put(itemIdentifier(item(at: place, of: vault)), .lower)
    } else {
      writer.put(auditActions.patch)
      writer.put(vaultIdentifier(vault), .lower)
    }
  }

  private func putObject(
    _ object: AuditAction.Object, _ identifier: Identifier, _ draw: UInt64, actor: Int, device: Int,
    _ writer: inout LineWriter
  ) {
    switch object {
    case .passing: writer.put(Identifier(identifier.low, 1), .upper)
    case .passingLower: writer.put(Identifier(identifier.low, 1), .lower)
    case .account: writer.put(Identifier(keys.account, 0), .upper)
    case .group: writer.put(groupIdentifier(draw.again(1).below(groups)), .lower)
    case .ownUser: writer.put(userIdentifier(actor), .upper)
    case .ownDevice: writer.put(deviceIdentifier(device), .lower)
    case .otherUser: writer.put(userIdentifier(otherPerson(than: actor, draw.again(1))), .upper)
    case .vault: writer.put(vaultIdentifier(vault(changedBy: actor, draw)), .lower)
    case .item, .changedItem:
      let vault = vault(changedBy: actor, draw)
      writer.put(itemIdentifier(item(at: place(in: vault, draw.again(1)), of: vault)), .lower)
    case .serviceAccount:
      let services = max(1, organisation.services)
      writer.put(userIdentifier((organisation.people + draw.again(1).below(services)) % organisation.users), .upper)
    }
  }

  private func putAux(_ aux: AuditAction.Aux, _ choice: UInt64, actor: Int, _ writer: inout LineWriter) {
    let draw = choice.again(5)
    switch aux {
    case .none: break
    case .owner: putAux(user: actor, &writer)
    case .user, .report:
      let vault = vault(changedBy: actor, choice)
      putAux(user: outsider(of: vault, for: actor, isReport: aux == .report, draw), &writer)
    case .member:
      // Managers lead their groups.
      let member = otherPerson(than: actor, draw)
      writer.put(organisation.isManager(member) ? "\",\"aux_info\":\"A" : "\",\"aux_info\":\"R")
      putAux(user: member, &writer)
    case .group:
      let group = draw.below(groups)
      writer.put("\",\"aux_id\":")
      writer.put(1000 + group)
      writer.put(",\"aux_uuid\":\"")
      writer.put(groupIdentifier(group), .lower)
    case .address:
      // Somebody who is not of the company yet.
      writer.put("\",\"aux_info\":\"")
      putEmail(of: names.name(organisation.users + draw.below(100_000)), domain: "northgate.example", &writer)
    }
  }

  /// As all of these, between the quotation mark of the value before and its own last one.
  func putAux(user: Int, _ writer: inout LineWriter) {
    writer.put("\",\"aux_id\":")
    writer.put(100_000 + user)
    writer.put(",\"aux_uuid\":\"")
    writer.put(userIdentifier(user), .upper)
  }

  /// One group a department and three across them.
  var groups: Int { Organisation.departments.count + 3 }
  func groupIdentifier(_ group: Int) -> Identifier { Identifier(keys.groups, group) }

  @inline(__always) func vault(readBy user: Int, _ draw: UInt64) -> Int {
    access.vault(of: user, level: draw.again(6).below(Access.levels))
  }

  @inline(__always) func vault(changedBy user: Int, _ draw: UInt64) -> Int {
    access.vault(of: user, level: draw.again(6).below(Access.ownLevels))
  }

  /// Anybody but the actor: nobody grants themselves anything by chance. In a company of one it can be nobody else.
  private func otherPerson(than actor: Int, _ draw: UInt64) -> Int {
    let user = draw.again(7).below(max(1, organisation.people - 1))
    return user < actor || organisation.people == 1 ? user : user + 1
  }

  /// Somebody to whom the vault's directory entry gives no access. Whoever is let in or turned out is so for a time: the directory
  /// knows only of access that stands. In a company whose people all may open the vault it can be nobody else.
  private func outsider(of vault: Int, for actor: Int, isReport: Bool, _ draw: UInt64) -> Int {
    let owner = vaultOwner(vault)
    for attempt in 0..<16 {
      let draw = Simulation.draw(draw, attempt)
      let user = isReport && attempt < 8 ? organisation.teammate(of: actor, draw) : otherPerson(than: actor, draw)
      if user != owner && !access.isMember(user, of: vault) { return user }
    }
    return otherPerson(than: actor, draw)
  }
}

extension World {
  /// The bridge suspends whom the directory shows suspended.
  private func writeSuspension(_ n: Int, _ identifier: Identifier, _ time: Milliseconds, _ writer: inout LineWriter) {
    let bridge = organisation.users - 1
    if silences.cover(bridge, from: time, to: time) { return }
    putAuditBegin(identifier, time, &writer)
    writer.put(auditActions.suspension)
    writer.put(userIdentifier(organisation.suspended(suspensions.number(n))), .upper)
    putServiceAuditTail(bridge, &writer)
  }

  /// Services have no session; one in eight of their events is the SCIM bridge's.
  private func writeServiceAudit(
    _ identifier: Identifier, _ time: Milliseconds, _ draw: UInt64, _ writer: inout LineWriter
  ) {
    let draw = draw.again(1)
    let isBridge = organisation.hasBridge && draw & 7 == 0
    let actor = isBridge ? organisation.users - 1 : service(draw.again(2))
    if silences.cover(actor, from: time, to: time) { return }
    let row = auditActions.row(isBridge ? .bridge : .services, draw >> 8)
    putAuditHead(identifier, time, row, draw.again(3), actor: actor, device: 0, &writer)
    putServiceAuditTail(actor, &writer)
  }

  private func putServiceAuditTail(_ actor: Int, _ writer: inout LineWriter) {
    putAuditActor(actor, &writer)
    let location = atlas.locations[home(actor)]
    writer.put(location.start, count: location.count - 1)
    writer.put("}\n")
  }

  func putAuditActor(_ user: Int, _ writer: inout LineWriter) {
    writer.put("\",\"actor_uuid\":\"")
    writer.put(userIdentifier(user), .upper)
    writer.put("\",")
  }

  /// A service account; where there is none, the owner's own integration.
  @inline(__always) func service(_ draw: UInt64) -> Int {
    organisation.services == 0 ? 0 : organisation.people + draw.below(organisation.services)
  }
}
