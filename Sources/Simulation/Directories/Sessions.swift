extension World {
  /// Sessions in order of their login.
  func writeSession(_ number: Int, _ writer: inout LineWriter, _ memo: SessionMemo) {
    let session = memo.session(number)
    guard !session.isSuppressed else { return }
    writer.put("{\"uuid\":\"")
    writer.put(sessionIdentifier(number), .upper)
    writer.put("\",\"user_uuid\":\"")
    writer.put(userIdentifier(session.user), .upper)
    writer.put("\",\"device_uuid\":\"")
    writer.put(deviceIdentifier(session.device), .lower)
    writer.put("\",\"ip\":\"")
    putAddress(device: session.device, city: session.city, &writer)
    writer.put("\",\"login_time\":")
    writer.put(date: session.login)
    writer.put(",\"last_activity\":")
    writer.put(date: parameters.isLive ? session.login : session.lastActivity)
    writer.put(",\"ended_at\":")
    let ended = session.lastActivity + Milliseconds(draw(keys.sessions, number).again(6).below(Int(10 * minute)))
    if ended < end && !parameters.isLive { writer.put(date: ended) } else { writer.put("null") }
    writer.put(",")
    putClient(session, &writer)
    writer.put(",")
    let location = atlas.locations[session.city]
    writer.put(location.start, count: location.count - 1)
    writer.put("}\n")
  }

  func putClient(_ session: Session, _ writer: inout LineWriter) {
    putClient(device: session.device, city: session.city, draw(keys.sessions, session.number).again(7), &writer)
  }

  /// An audit event from `actor_uuid` on.
  func putAuditTail(_ session: Session, _ writer: inout LineWriter) {
    putAuditActor(session.user, &writer)
    writer.put(atlas.locations[session.city])
    writer.put("\"session\":{\"uuid\":\"")
    writer.put(sessionIdentifier(session.number), .upper)
    writer.put("\",\"login_time\":")
    writer.put(date: session.login)
    writer.put(",\"device_uuid\":\"")
    writer.put(deviceIdentifier(session.device), .lower)
    writer.put("\",\"ip\":\"")
    putAddress(device: session.device, city: session.city, &writer)
    writer.put("\"}}\n")
  }

  /// A usage from `user` on.
  func putUsageTail(_ session: Session, _ writer: inout LineWriter) {
    writer.put(",\"user\":")
    putPerson(session.user, &writer)
    writer.put(",")
    putClient(session, &writer)
    writer.put(",")
    let location = atlas.locations[session.city]
    writer.put(location.start, count: location.count - 1)
    writer.put("}\n")
  }
}
