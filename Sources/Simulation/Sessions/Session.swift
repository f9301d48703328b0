/// One session: who signed in, where, on what, and how long they worked.
struct Session: BitwiseCopyable {
  let number: Int
  let login: Milliseconds
  /// The bound of everything that happens in it.
  let lastActivity: Milliseconds
  let user: Int
  let device: Int
  let city: Int
  /// A scenario needs its user's silence: the session, its sign-in and all that happened in it are left out.
  let isSuppressed: Bool
}

extension World {
  @inline(__always) func signInTime(_ attempt: Int) -> Milliseconds {
    let jitter = draw(keys.signIns, attempt).again(2).unit
    return min(curve.time(at: (Double(attempt) + jitter) / Double(sizes.signIns)), end - 1)
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
      isSuppressed: silences.cover(user, from: login, to: last))
  }

  private func relayEnd(_ number: Int) -> Milliseconds {
    let next = number + Self.relay
    guard next < sessions else { return end - 1 }
    let position = Double(parameters.attempt(ofSession: next) + 1) / Double(sizes.signIns)
    return position < 1 ? min(curve.time(at: position), end - 1) : end - 1
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

  /// A session that is open at a moment of the stream at `position` of the curve: a few tries among recent logins,
  /// else the relay's.
  @inline(__always) func session(openAt time: Milliseconds, position: Double, _ draw: UInt64, _ memo: SessionMemo)
    -> Session
  {
    let known = parameters.sessions(inFirst: Int(position * Double(sizes.signIns)))
    let before = parameters.sessions(inFirst: Int(curve.position(of: time - 6 * hour) * Double(sizes.signIns)))
    let range = Double(known - before)
    var bits = draw
    for _ in 0..<6 where range > 0 {
      // Squared: recent logins are likelier still open.
      let back = Double(bits & 0xFFFF) * 0x1p-16
      let session = memo.session(known - 1 - Int(back * back * range))
      if session.lastActivity >= time && session.login <= time { return session }
      bits = bits &>> 16 ^ bits &* 0x9E37_79B9_7F4A_7C15
    }
    return memo.session((known - 1) / Self.relay * Self.relay)
  }
}
