/// Where somebody acts from in a story: the address, the place and the program that events show.
struct Origin: Sendable {
  let city: Int
  let address: String
  let device: Int
  /// `client {…}` without its key.
  let client: String
}

extension Stage {
  /// A person's own computer at home, as the background knows it.
  func home(of user: Int) -> Origin {
    let city = world.home(user)
    let client = jsonText(isExtended: false) { world.putClient(device: user, city: city, UInt64.max, &$0) }
    return Origin(
      city: city, address: jsonText(isExtended: false) { world.putAddress(device: user, city: city, &$0) },
      device: user,
      client: String(client.dropFirst(9)))
  }

  /// Somebody else's machine in a city, with the password of `user`.
  mutating func stranger(in city: Int, as user: Int, app: String = "1Password for Web", address: String? = nil)
    -> Origin
  {
    let address = address ?? cast.address()
    let browser = pick(0...1) == 0 ? ("Chrome", "129.0.0.0") : ("Firefox", "128.0")
    return Origin(
      city: city, address: address, device: user,
      client: """
        {"app_name":"\(app)","app_version":"2007","platform_name":"\(browser.0)","platform_version":"\(browser.1)",\
        "os_name":"Windows 10","os_version":"10.0.19045","ip_address":"\(address)"}
        """)
  }

  /// A city that attacks come from.
  mutating func hostileCity() -> Int {
    let before = Gazetteer.offices.count + Gazetteer.visited.count
    return before + pick(0...Gazetteer.hostile.count - 1)
  }

  /// A city in another country than the person's own.
  mutating func foreignCity(for user: Int) -> Int {
    let own = Gazetteer.cities[world.home(user)].country.description
    while true {
      let city = pick(0...Gazetteer.cities.count - 1)
      if Gazetteer.cities[city].country.description != own { return city }
    }
  }

  func country(_ city: Int) -> String { Gazetteer.cities[city].country.description }
}
