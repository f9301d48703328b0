/// What a device is used as.
enum DeviceUse { case computer, phone, browser }

extension World {
  @inline(__always) func deviceIdentifier(_ device: Int) -> Identifier { Identifier(keys.devices, device) }
  @inline(__always) func deviceOwner(_ device: Int) -> Int { device % organisation.people }
  /// Which of its owner's devices it is, from 0, the computer that everybody has.
  @inline(__always) private func rank(_ device: Int) -> Int { device / organisation.people }

  func deviceUse(_ device: Int) -> DeviceUse {
    switch rank(device) % 3 {
    case 0: .computer
    case 1: .phone
    default: .browser
    }
  }

  func system(of device: Int) -> System {
    // A browser runs on its owner's computer.
    let use = deviceUse(device)
    let draw = use == .phone ? draw(keys.devices, device).again(1) : userDraw(deviceOwner(device), 20)
    let percent = draw.below(100)
    if use == .phone { return percent < 60 ? .phone : .android }
    return percent < 55 ? .mac : percent < 90 ? .windows : .linux
  }

  /// First devices came before the window, most others too; of the rest one in sixteen is registered within it.
  func deviceRegistered(_ device: Int) -> Milliseconds {
    let owner = deviceOwner(device)
    let created = userCreated(owner)
    let draw = draw(keys.devices, device).again(2)
    if rank(device) > 0 && draw & 15 == 0 && !organisation.isIdle(owner) {
      return min(start + Milliseconds(draw.again(1).unit * 0.95 * Double(end - start)), lastSeen(owner))
    }
    let latest = min(start, lastSeen(owner))
    return created + Milliseconds(draw.again(1).unit * 0.9 * Double(latest - created))
  }

  func deviceLastUsed(_ device: Int) -> Milliseconds {
    let seen = lastSeen(deviceOwner(device))
    let draw = draw(keys.devices, device).again(3)
    guard rank(device) > 0, draw & 3 == 0 else { return seen }
    let registered = deviceRegistered(device)
    return registered + Milliseconds(draw.again(1).unit * Double(seen - registered))
  }

  /// A device of `user` that was registered before and still used after a stretch of time; the first one always was.
  func device(of user: Int, from: Milliseconds, to: Milliseconds, _ draw: UInt64) -> Int {
    let count = (sizes.devices - user + organisation.people - 1) / organisation.people
    guard count > 1, draw & 1 == 0 else { return user }
    let device = user + organisation.people * draw.again(1).below(count)
    return deviceRegistered(device) <= from && deviceLastUsed(device) >= to ? device : user
  }

  /// `ABC-DEF-1234`.
  func putSerial(_ device: Int, separator: StaticString, _ writer: inout LineWriter) {
    var draw = draw(keys.devices, device).again(4)
    for group in 0..<3 {
      if group > 0 { writer.put(separator) }
      for _ in 0..<(group < 2 ? 3 : 4) {
        writer.put(byte: group < 2 ? UInt8(65 + draw % 26) : UInt8(48 + draw % 10))
        draw /= 26
      }
    }
  }
}

extension World {
  func writeDevice(_ device: Int, _ writer: inout LineWriter) {
    let system = system(of: device)
    let owner = deviceOwner(device)
    let draw = draw(keys.devices, device).again(5)
    writer.put("{\"uuid\":\"")
    writer.put(deviceIdentifier(device), .lower)
    writer.put("\",\"user_uuid\":\"")
    writer.put(userIdentifier(owner), .upper)
    writer.put("\",\"name\":\"")
    writer.put(names.name(owner).given)
    writer.put("'s ")
    writer.put(deviceUse(device) == .browser ? system.browsers.chosen(draw).name : system.noun)
    writer.put("\",\"os_name\":\"")
    writer.put(system.name)
    writer.put("\",\"os_version\":\"")
    writer.put(system.versions.chosen(draw.again(1)))
    writer.put("\",\"platform\":\"")
    switch deviceUse(device) {
    case .computer: writer.put("Desktop App")
    case .phone: writer.put("Mobile App")
    case .browser: writer.put(system.browsers.chosen(draw).name)
    }
    writer.put(draw.again(2).below(100) < 92 ? "\",\"is_trusted\":true" : "\",\"is_trusted\":false")
    writer.put(",\"registered_at\":")
    writer.put(date: deviceRegistered(device))
    writer.put(",\"last_used\":")
    writer.put(date: deviceLastUsed(device))
    writer.put(",\"custom_fields\":{\"device_model\":\"")
    writer.put(system.models.chosen(draw.again(3)))
    writer.put("\",\"serial_number\":\"")
    putSerial(device, separator: "-", &writer)
    writer.put(draw.again(4).below(100) < 78 ? "\",\"managed\":true}}\n" : "\",\"managed\":false}}\n")
  }

  /// `client {…}` of a program on a person's own device.
  func putClient(device: Int, city: Int, _ choice: UInt64, _ writer: inout LineWriter) {
    let system = system(of: device)
    let draw = draw(keys.devices, device).again(5)
    let use = deviceUse(device)
    let usesExtension = use == .computer && choice.below(100) < 40
    let browser = system.browsers.chosen(use == .browser ? draw : userDraw(deviceOwner(device), 21))
    writer.put("\"client\":{\"app_name\":\"")
    switch use {
    case .browser: writer.put("1Password for Web")
    case _ where usesExtension: writer.put("1Password Browser Extension")
    default: writer.put(system.app)
    }
    writer.put("\",\"app_version\":\"")
    let builds = use == .browser ? System.webBuilds : usesExtension ? System.extensionBuilds : system.builds
    writer.put(builds.chosen(draw.again(6)))
    writer.put("\",\"platform_name\":\"")
    if use == .browser || usesExtension {
      writer.put(browser.name)
      writer.put("\",\"platform_version\":\"")
      writer.put(browser.version)
    } else {
      writer.put(Gazetteer.cities[home(deviceOwner(device))].country)
      writer.put(" - ")
      putSerial(device, separator: "", &writer)
      writer.put("\",\"platform_version\":\"")
      writer.put(system.models.chosen(draw.again(3)))
    }
    writer.put("\",\"os_name\":\"")
    writer.put(system.clientName)
    writer.put("\",\"os_version\":\"")
    writer.put(system.versions.chosen(draw.again(1)))
    writer.put("\",\"ip_address\":\"")
    putAddress(device: device, city: city, &writer)
    writer.put("\"}")
  }
}
