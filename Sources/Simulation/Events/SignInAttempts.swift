extension World {
  func writeSignIn(_ n: Int, _ writer: inout LineWriter, _ memo: SessionMemo) {
    let number = parameters.sessions(inFirst: n)
    if sessions > 0 && parameters.sessions(inFirst: n + 1) > number {
      writeSuccess(n, memo.session(number), &writer)
    } else {
      writeFailure(n, next: number, &writer, memo)
    }
  }

  private func writeSuccess(_ n: Int, _ session: Session, _ writer: inout LineWriter) {
    if session.isSuppressed { return }
    let draw = Identifier(keys.signIns, n).low.again(3)
    // A rule that only reports looks at sign-ins from abroad.
    let isReported = session.city != home(session.user) && draw.below(4) == 0
    putHead(
      n, session.login, isReported ? "firewall_reported_success" : "success",
      draw & 3 < 2 ? "credentials_ok" : "mfa_ok", &writer)
    putPerson(session.user, &writer)
    writer.put(",\"session_uuid\":\"")
    writer.put(sessionIdentifier(session.number), .upper)
    writer.put("\",")
    putClient(session, &writer)
    putTail(city: session.city, value: isReported ? Gazetteer.cities[session.city].country : nil, &writer)
  }

  /// A failed attempt: the next one to get in fumbling, somebody else doing so, a stranger trying, or once in a hundred a service
  /// account that takes the people's way.
  private func writeFailure(_ n: Int, next: Int, _ writer: inout LineWriter, _ memo: SessionMemo) {
    let identifier = Identifier(keys.signIns, n)
    let draw = identifier.low.again(4)
    let percent = draw.below(100)
    let time = signInTime(n)
    if percent == 71 && organisation.services > 0 { return writeServiceFailure(n, time, draw.again(1), &writer) }
    if percent >= 72 || organisation.activePeople == 0 { return writeStranger(n, time, draw.again(1), &writer) }
    if percent < 36 && next < sessions {
      let session = memo.session(next)
      if session.login - time < 10 * minute && session.login - time > 2 * second {
        if session.isSuppressed || silences.coverAttempt(session.user, at: time) { return }
        putHead(n, time, ownFailures.chosen(draw.again(2)), &writer)
        putPerson(session.user, &writer)
        putUnopened(n, &writer)
        putClient(session, &writer)
        return putTail(city: session.city, value: nil, &writer)
      }
    }
    let somebody = someoneAwake(at: time, draw.again(3), steady: false)
    if silences.coverAttempt(somebody.user, at: time) { return }
    let device = device(of: somebody.user, from: time, to: time, draw.again(4))
    putHead(n, time, ownFailures.chosen(draw.again(2)), &writer)
    putPerson(somebody.user, &writer)
    putUnopened(n, &writer)
    putClient(device: device, city: somebody.city, draw.again(5), &writer)
    putTail(city: somebody.city, value: nil, &writer)
  }

  /// A service account has no identity provider to sign in with.
  private func writeServiceFailure(_ n: Int, _ time: Milliseconds, _ draw: UInt64, _ writer: inout LineWriter) {
    let user = service(draw)
    if silences.coverAttempt(user, at: time) { return }
    putHead(n, time, "sso_failed", "service_account_sso_denied", &writer)
    putPerson(user, &writer)
    putUnopened(n, &writer)
    putServiceClient(user, &writer)
    putTail(city: home(user), value: nil, &writer)
  }

  /// Somebody else's machine trying an address of the company, most often from where attacks come from, now and then
  /// blocked by the firewall.
  private func writeStranger(_ n: Int, _ time: Milliseconds, _ draw: UInt64, _ writer: inout LineWriter) {
    let user = draw.again(1).below(max(1, organisation.people))
    if silences.coverAttempt(user, at: time) { return }
    let hostile = Gazetteer.offices.count + Gazetteer.visited.count
    let isHostile = draw.below(100) < 70
    let city =
      isHostile
      ? hostile + draw.again(2).below(Gazetteer.hostile.count)
      : Gazetteer.offices.count + draw.again(2).below(Gazetteer.visited.count)
    let failure = isHostile ? strangerFailures.chosen(draw.again(3)) : strangerFailures[0]
    putHead(n, time, failure, &writer)
    putPerson(user, &writer)
    putUnopened(n, &writer)
    writer.put("\"client\":{\"app_name\":\"1Password for Web\",\"app_version\":\"2007\",\"platform_name\":\"")
    writer.put(draw & 1 == 0 ? "Chrome\",\"platform_version\":\"118.0.0.0" : "Firefox\",\"platform_version\":\"115.0")
    writer.put("\",\"os_name\":\"")
    writer.put(draw & 2 == 0 ? "Windows 10\",\"os_version\":\"10.0" : "Linux\",\"os_version\":\"5.15")
    writer.put("\",\"ip_address\":\"")
    putAddress(stranger: draw.again(4), &writer)
    writer.put("\"}")
    let country = Gazetteer.cities[city].country
    let matched: StaticString? =
      switch failure.matched {
      case .nothing: nil
      case .country: country
      case .continent: Gazetteer.continent(ofHostile: country)
      }
    putTail(city: city, value: matched, &writer)
  }

  private func putHead(_ n: Int, _ time: Milliseconds, _ failure: Failure, _ writer: inout LineWriter) {
    putHead(n, time, failure.category, failure.type, &writer)
  }

  private func putHead(
    _ n: Int, _ time: Milliseconds, _ category: StaticString, _ type: StaticString, _ writer: inout LineWriter
  ) {
    writer.put("{\"uuid\":\"")
    writer.put(Identifier(keys.signIns, n), .upper)
    writer.put("\",\"timestamp\":")
    writer.put(date: time)
    writer.put(",\"category\":\"")
    writer.put(category)
    writer.put("\",\"type\":\"")
    writer.put(type)
    writer.put("\",\"target_user\":")
  }

  /// The session that a failed attempt would have opened.
  private func putUnopened(_ n: Int, _ writer: inout LineWriter) {
    writer.put(",\"session_uuid\":\"")
    writer.put(Identifier(keys.strangers, n), .upper)
    writer.put("\",")
  }

  private func putTail(city: Int, value: StaticString?, _ writer: inout LineWriter) {
    writer.put(",")
    writer.put(atlas.locations[city])
    writer.put("\"country\":\"")
    writer.put(Gazetteer.cities[city].country)
    if let value {
      writer.put("\",\"details\":{\"value\":\"")
      writer.put(value)
      writer.put("\"}}\n")
    } else {
      writer.put("\",\"details\":null}\n")
    }
  }
}

/// Why an attempt failed.
struct Failure: Sendable {
  /// What of the attempt a firewall rule matched, told in `details.value`.
  enum Matched: Sendable { case nothing, country, continent }

  let category: StaticString
  let type: StaticString
  let matched: Matched

  init(_ category: StaticString, _ type: StaticString, matching matched: Matched = .nothing) {
    self.category = category
    self.type = type
    self.matched = matched
  }
}

/// People's own mistakes, as often as they happen.
private let ownFailures: [Failure] =
  Array(repeating: Failure("credentials_failed", "password_secret_bad"), count: 24) + [
    Failure("mfa_failed", "mfa_missing"), Failure("mfa_failed", "totp_bad"), Failure("mfa_failed", "totp_bad"),
    Failure("mfa_failed", "totp_timeout"), Failure("mfa_failed", "totp_disabled"), Failure("mfa_failed", "u2f_bad"),
    Failure("mfa_failed", "u2f_timout"), Failure("mfa_failed", "u2f_disabled"), Failure("mfa_failed", "duo_bad"),
    Failure("mfa_failed", "duo_timeout"), Failure("mfa_failed", "duo_disabled"),
    Failure("mfa_failed", "duo_native_bad"),
    Failure("sso_failed", "platform_secret_bad"), Failure("sso_failed", "non_sso_user"),
    Failure("sso_failed", "sso_user_mismatch"),
    Failure("sso_failed", "platform_secret_disabled"), Failure("sso_failed", "platform_secret_proxy"),
    Failure("sso_failed", "code_bad"), Failure("sso_failed", "code_timeout"), Failure("sso_failed", "code_disabled"),
    Failure("modern_version_failed", "modern_version_old"), Failure("modern_version_failed", "modern_version_missing"),
  ]

/// What strangers meet.
private let strangerFailures: [Failure] =
  Array(repeating: Failure("credentials_failed", "password_secret_bad"), count: 9) + [
    Failure("firewall_failed", "country_blocked", matching: .country),
    Failure("firewall_failed", "country_blocked", matching: .country),
    Failure("firewall_failed", "country_blocked", matching: .country),
    Failure("firewall_failed", "ip_blocked", matching: .country),
    Failure("firewall_failed", "continent_blocked", matching: .continent),
    Failure("firewall_failed", "anonymous_blocked", matching: .country),
    Failure("firewall_failed", "all_blocked", matching: .country),
    Failure("mfa_failed", "totp_bad"),
  ]
