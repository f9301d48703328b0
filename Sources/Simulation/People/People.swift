extension World {
  @inline(__always) func userIdentifier(_ user: Int) -> Identifier { Identifier(keys.users, user) }
  @inline(__always) func userDraw(_ user: Int, _ salt: UInt64) -> UInt64 { draw(keys.users, user).again(salt) }

  func userCreated(_ user: Int) -> Milliseconds {
    organisation.isOwner(user) ? Founding.first + Milliseconds(user) * hour : Founding.moment(userDraw(user, 10))
  }

  /// When the user was last there: the bound of everything they do.
  func lastSeen(_ user: Int) -> Milliseconds {
    if user >= organisation.people || organisation.isSteady(user) { return end - 1 }
    if organisation.isIdle(user) {
      let created = userCreated(user)
      return created + Milliseconds((0.3 + 0.6 * userDraw(user, 11).unit) * Double(start - created))
    }
    let share = userDraw(user, 11).unit
    return end - Milliseconds(share * share * Double(min(5 * day, end - start)))
  }

  /// City of the gazetteer where a person lives or a service runs.
  @inline(__always) func home(_ user: Int) -> Int {
    let draw = userDraw(user, 12)
    if user >= organisation.people { return atlas.dataCentres[draw.below(atlas.dataCentres.count)] }
    return Int(offices[draw.below(Gazetteer.officePeople)])
  }

  /// Minutes by which somebody's working day begins later than most people's.
  @inline(__always) func shift(_ user: Int) -> Int { userDraw(user, 13).below(4) * 45 - 60 }
}

/// Offices as often as people live there.
private let offices = Table(
  Gazetteer.offices.enumerated().flatMap { index, office in Array(repeating: Int32(index), count: office.people) })

/// Where a person is from some moment until another.
struct Stay {
  /// nil on the way.
  let city: Int?
  let until: Milliseconds
}

extension World {
  /// Where a person is at a moment. Time is cut into twelve-day blocks, each with at most one journey, which begins
  /// and ends in it.
  @inline(__always) func stay(_ user: Int, at time: Milliseconds) -> Stay {
    organisation.isTraveller(user) ? travellerStay(user, at: time) : Stay(city: home(user), until: .max)
  }

  private func travellerStay(_ user: Int, at time: Milliseconds) -> Stay {
    let length = 12 * day
    let block = time / length
    let draw = Simulation.draw(keys.trips &+ UInt64(user), Int(block))
    let nextBlock = (block + 1) * length
    let home = home(user)
    guard draw.below(4) == 0 else { return Stay(city: home, until: nextBlock) }
    let city = destination(from: home, draw.again(1))
    let flight = atlas.journey(from: home, to: city)
    let leaves = block * length + hour + Milliseconds(draw.again(2).below(Int(4 * day)))
    let arrives = leaves + flight
    let returns = arrives + day + Milliseconds(draw.again(3).below(Int(3 * day)))
    if time < leaves { return Stay(city: home, until: leaves) }
    if time < arrives { return Stay(city: nil, until: arrives) }
    if time < returns { return Stay(city: city, until: returns) }
    if time < returns + flight { return Stay(city: nil, until: returns + flight) }
    return Stay(city: home, until: nextBlock)
  }

  /// Two of three journeys go to another office, the rest anywhere but to where attacks come from.
  private func destination(from home: Int, _ draw: UInt64) -> Int {
    let count = draw & 3 != 0 ? Gazetteer.offices.count : Gazetteer.offices.count + Gazetteer.visited.count
    let city = draw.again(1).below(count - 1)
    return city >= home ? city + 1 : city
  }
}

extension World {
  func putEmail(_ user: Int, _ writer: inout LineWriter) {
    switch organisation.kind(user) {
    case .bridge: writer.put("scim-bridge@1passwordserviceaccounts.com")
    case .service:
      writer.put(ServiceAccounts.slugs[(user - organisation.people) % ServiceAccounts.slugs.count])
      writer.put("-")
      writer.put(user - organisation.people + 1)
      writer.put("@1passwordserviceaccounts.com")
    case .person:
      putEmail(
        of: names.name(user), domain: organisation.isGuest(user) ? "brightwater.example" : "northgate.example", &writer)
    }
  }

  func putEmail(of name: Names.Name, domain: StaticString, _ writer: inout LineWriter) {
    writer.put(name.letters.given)
    writer.put(".")
    writer.put(name.letters.surname)
    if name.namesake > 0 { writer.put(name.namesake + 1) }
    writer.put("@")
    writer.put(domain)
  }

  func putName(_ user: Int, _ writer: inout LineWriter) {
    switch organisation.kind(user) {
    case .bridge: writer.put("SCIM Bridge")
    case .service:
      writer.put(ServiceAccounts.titles[(user - organisation.people) % ServiceAccounts.titles.count])
      writer.put(" ")
      writer.put(user - organisation.people + 1)
    case .person:
      let name = names.name(user)
      writer.put(name.given)
      writer.put(" ")
      writer.put(name.surname)
    }
  }

  /// `{uuid, name, email}`, as events name a user.
  func putPerson(_ user: Int, _ writer: inout LineWriter) {
    writer.put("{\"uuid\":\"")
    writer.put(userIdentifier(user), .upper)
    writer.put("\",\"name\":\"")
    putName(user, &writer)
    writer.put("\",\"email\":\"")
    putEmail(user, &writer)
    writer.put("\"}")
  }
}

/// What integrations are called.
enum ServiceAccounts {
  static let slugs: [StaticString] = [
    "ci-deploy", "terraform", "kubernetes-operator", "backup", "data-pipeline", "monitoring", "release-signing",
    "ansible",
  ]
  static let titles: [StaticString] = [
    "CI Deploy", "Terraform", "Kubernetes Operator", "Backup", "Data Pipeline", "Monitoring", "Release Signing",
    "Ansible",
  ]
}
