extension World {
  /// Audit events and usages begin when the first session has opened; without sessions only services act.
  @inline(__always) func position(_ key: UInt64, _ n: Int, of count: Int) -> Double {
    opening + (1 - opening) * ((Double(n) + draw(key, n).again(2).unit) / Double(count))
  }

  @inline(__always) func auditTime(_ n: Int) -> Milliseconds {
    min(curve.time(at: min(position(keys.audit, n, of: sizes.audit), 0x1.fffffffffffffp-1)), end - 1)
  }

  @inline(__always) func writeAuditEvent(_ n: Int, _ writer: inout LineWriter, _ memo: SessionMemo) {
    let identifier = Identifier(keys.audit, n)
    let position = min(position(keys.audit, n, of: sizes.audit), 0x1.fffffffffffffp-1)
    let time = min(curve.time(at: position), end - 1)
    let bits = identifier.high.again(3)
    if isServiceEvent(bits) {
      return writeServiceAudit(identifier, time, bits, &writer)
    }
    let session = session(openAt: time, position: position, bits &>> 16, memo)
    if session.isSuppressed { return }
    let choice = identifier.low.again(4)
    let row = auditActions.row(organisation.isAdministrator(session.user) ? .administrators : .members, choice)
    putAuditHead(identifier, time, row, choice &>> 12, actor: session.user, device: session.device, &writer)
    writer.put(memo.auditTail(session))
  }

  /// Who did event `n`: the same draws as when it is written.
  func auditActor(_ n: Int, _ memo: SessionMemo) -> Int {
    let identifier = Identifier(keys.audit, n)
    let position = min(position(keys.audit, n, of: sizes.audit), 0x1.fffffffffffffp-1)
    let bits = identifier.high.again(3)
    if isServiceEvent(bits) { return serviceActor(bits) }
    return session(openAt: min(curve.time(at: position), end - 1), position: position, bits &>> 16, memo).user
  }

  /// One event in twelve is a service's, all of them in a world where nobody signs in.
  @inline(__always) private func isServiceEvent(_ bits: UInt64) -> Bool {
    sessions == 0 || (bits & 0xFFFF) * 12 < 0x10000 && organisation.services > 0
  }

  /// Everything before `location`.
  @inline(__always) private func putAuditHead(
    _ identifier: Identifier, _ time: Milliseconds, _ row: AuditActions.Row, _ draw: UInt64, actor: Int, device: Int,
    _ writer: inout LineWriter
  ) {
    writer.put("{\"uuid\":\"")
    writer.put(identifier, .upper)
    writer.put("\",\"timestamp\":")
    writer.put(date: time)
    writer.put(",")
    writer.put(row.text)
    if row.object == .passing {
      writer.put(Identifier(identifier.low, 1), .upper)
    } else {
      putObject(row.object, identifier, draw, actor: actor, device: device, &writer)
    }
    writer.put("\",\"actor_uuid\":\"")
    writer.put(userIdentifier(actor), .upper)
    writer.put("\",")
    if row.aux != .none { putAux(row.aux, draw.again(5), actor: actor, &writer) }
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
    case .suspendedUser: writer.put(userIdentifier(organisation.suspended(Int(draw & 0xFFFF))), .upper)
    case .vault: writer.put(vaultIdentifier(vault(for: actor, draw)), .lower)
    case .item: writer.put(itemIdentifier(item(in: vault(for: actor, draw), draw.again(1))), .lower)
    case .serviceAccount:
      let services = max(1, organisation.services)
      writer.put(userIdentifier((organisation.people + draw.again(1).below(services)) % organisation.users), .upper)
    }
  }

  private func putAux(_ aux: AuditAction.Aux, _ draw: UInt64, actor: Int, _ writer: inout LineWriter) {
    switch aux {
    case .none: break
    case .owner: putAux(user: actor, &writer)
    case .user: putAux(user: otherPerson(than: actor, draw), &writer)
    case .member:
      writer.put(draw & 7 == 0 ? "\"aux_info\":\"A\"," : "\"aux_info\":\"R\",")
      putAux(user: otherPerson(than: actor, draw), &writer)
    case .group:
      let group = draw.below(groups)
      writer.put("\"aux_id\":")
      writer.put(1000 + group)
      writer.put(",\"aux_uuid\":\"")
      writer.put(groupIdentifier(group), .lower)
      writer.put("\",")
    case .address:
      // Somebody who is not of the company yet.
      writer.put("\"aux_info\":\"")
      putEmail(of: names.name(organisation.users + draw.below(100_000)), domain: "northgate.example", &writer)
      writer.put("\",")
    }
  }

  func putAux(user: Int, _ writer: inout LineWriter) {
    writer.put("\"aux_id\":")
    writer.put(100_000 + user)
    writer.put(",\"aux_uuid\":\"")
    writer.put(userIdentifier(user), .upper)
    writer.put("\",")
  }

  /// One group a department and three across them.
  var groups: Int { Organisation.departments.count + 3 }
  func groupIdentifier(_ group: Int) -> Identifier { Identifier(keys.groups, group) }

  @inline(__always) func vault(for user: Int, _ draw: UInt64) -> Int {
    access.vault(of: user, level: draw.again(6).below(Access.levels))
  }

  /// Anybody but the actor: nobody grants themselves anything by chance. In a company of one it can be nobody else.
  private func otherPerson(than actor: Int, _ draw: UInt64) -> Int {
    let user = draw.again(7).below(max(1, organisation.people - 1))
    return user < actor || organisation.people == 1 ? user : user + 1
  }
}

extension World {
  /// Services have no session; one in eight of their events is the SCIM bridge's.
  private func writeServiceAudit(
    _ identifier: Identifier, _ time: Milliseconds, _ bits: UInt64, _ writer: inout LineWriter
  ) {
    let draw = bits.again(1)
    let actor = serviceActor(bits)
    let isBridge = organisation.kind(actor) == .bridge
    if silences.cover(actor, from: time, to: time) { return }
    let row = auditActions.row(isBridge ? .bridge : .services, draw >> 8)
    putAuditHead(identifier, time, row, draw.again(3), actor: actor, device: 0, &writer)
    let location = atlas.locations[home(actor)]
    writer.put(location.start, count: location.count - 1)
    writer.put("}\n")
  }

  private func serviceActor(_ bits: UInt64) -> Int {
    let draw = bits.again(1)
    return organisation.hasBridge && draw & 7 == 0 ? organisation.users - 1 : service(draw.again(2))
  }

  /// A service account; where there is none, the owner's own integration.
  @inline(__always) func service(_ draw: UInt64) -> Int {
    organisation.services == 0 ? 0 : organisation.people + draw.below(organisation.services)
  }
}
