/// One session: who signed in, where, on what, and how long they worked.
struct Session: BitwiseCopyable {
  let number: Int
  let login: Milliseconds
  /// The bound of everything that happens in it.
  let lastActivity: Milliseconds
  let user: Int
  let device: Int
  let city: Int
  /// What its user does in it.
  let actions: AuditActions.List
  /// A scenario needs its user's silence: the session, its sign-in and all that happened in it are left out.
  let isSuppressed: Bool

  /// No session at all.
  static let none = Session(
    number: -1, login: 0, lastActivity: 0, user: 0, device: 0, city: 0, actions: .members, isSuppressed: false)
}

extension World {
  @inline(__always) func signInTime(_ attempt: Int) -> Milliseconds {
    curve.time(at: attempts.position(attempt, draw(keys.signIns, attempt).again(2)))
  }

  @inline(__always) func sessionIdentifier(_ session: Int) -> Identifier { Identifier(keys.sessions, session) }

  /// Every eighth session lasts until the next such session begins, so that one is open at any time.
  private static let relay = 8

  func session(_ number: Int) -> Session {
    let login = signInTime(parameters.attempt(ofSession: number))
    let draw = draw(keys.sessions, number)
    let isRelay = number % Self.relay == 0
    let (user, city, until) = someoneAwake(at: login, draw.again(3), steady: isRelay)
    let worked = 75 * quantiles.logNormal(draw.again(4)) * Double(minute)
    var last = min(login + min(Milliseconds(worked), 10 * hour), until, lastSeen(user), end - 1)
    if isRelay { last = max(last, relayEnd(number)) }
    let device = device(of: user, from: login, to: last, draw.again(5))
    return Session(
      number: number, login: login, lastActivity: last, user: user, device: device, city: city,
      actions: organisation.actions(of: user), isSuppressed: silences.cover(user, from: login, to: last))
  }

  private func relayEnd(_ number: Int) -> Milliseconds {
    let next = number + Self.relay
    guard next < sessions else { return end - 1 }
    return curve.time(at: attempts.begin(of: parameters.attempt(ofSession: next) + 1))
  }

  /// Somebody who is likely to work at a moment: drawn by activity, accepted by the time of day where they are, never
  /// on a flight. After twelve tries the likeliest of them.
  func someoneAwake(at time: Milliseconds, _ draw: UInt64, steady: Bool) -> (user: Int, city: Int, until: Milliseconds)
  {
    var best = (user: 0, city: -1, until: Milliseconds.max)
    var highest = -1.0
    for attempt in 0..<12 {
      let draw = Simulation.draw(draw, attempt)
      var user = organisation.person(ofRank: quantiles.zipf(draw, below: organisation.activePeople))
      if steady { user = organisation.steady(user) }
      if organisation.isIdle(user) || lastSeen(user) < time + 10 * minute && !organisation.isSteady(user) { continue }
      let stay = stay(user, at: time)
      guard let city = stay.city, stay.until > time + 10 * minute else { continue }
      let activity = WorkingWeek.activity(at: time, offset: atlas.offset(of: city, at: time), shift: shift(user))
      if activity > highest {
        highest = activity
        best = (user, city, stay.until)
      }
      if activity >= draw.again(1).unit * 100 { break }
    }
    return best.city >= 0 ? best : (0, home(0), .max)
  }
}

extension World {
  /// The session that event `n` of a stream happens in: one of those that were open when its stretch began; if that has
  /// ended by now, another.
  @inline(__always) func session(
    of n: Int, _ stream: EventStream, at position: Position, _ time: Milliseconds, _ draw: UInt64, _ memo: SessionMemo,
    _ attendance: Attendance
  ) -> Session {
    let stretch = stream.stretch(of: n)
    let present = attendance.sessions(of: stretch, stream.present &+ 1) { number in
      let draw = Simulation.draw(stream.key.again(7), stretch * Attendance.most + number)
      return session(openAt: stream.begin(ofStretch: stretch), draw, memo)
    }
    let drawn = present[Int(truncatingIfNeeded: draw) & stream.present]
    return drawn.lastActivity >= time ? drawn : session(openAt: position, draw.again(8), memo)
  }

  /// A session that is open at a position: a few tries among the logins of the last hours, else the relay's.
  private func session(openAt position: Position, _ draw: UInt64, _ memo: SessionMemo) -> Session {
    let time = curve.time(at: position)
    let known = parameters.sessions(inFirst: attempts.count(before: position))
    let before = parameters.sessions(inFirst: attempts.count(before: curve.position(hours: 6, before: position)))
    for attempt in 0..<6 where known > before {
      // Squared: recent logins are likelier still open.
      let back = Simulation.draw(draw, attempt) &>> 32
      let session = memo.session(known - 1 - (back &* back).below(known - before))
      if session.lastActivity >= time { return session }
    }
    return memo.session((known - 1) / Self.relay * Self.relay)
  }
}
