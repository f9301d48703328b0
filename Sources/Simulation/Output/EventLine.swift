internal import Glibc

/// An event's line while it is made less perfect, or what a later version of the API would give. Nothing in a line is
/// escaped, and no value looks like a key: keys are found by their text.
struct EventLine {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Four lines in a hundred lose their location, four its coordinates, four their details.
  mutating func thin(_ percent: Int) {
    switch percent {
    case 0..<4: remove(from: ",\"location\":{", through: "}")
    case 4..<8:
      remove(from: ",\"latitude\":", upTo: ",")
      remove(from: ",\"longitude\":", upTo: "}")
    case 8..<12:
      guard let value = value(after: "\"details\":{", upTo: "}") else { return }
      bytes.replaceSubrange(value.lowerBound - 1...value.upperBound, with: Array("null".utf8))
    default: break
    }
  }

  /// What versions 1.3 and 1.4 added, as the reference of version 2 prints it: the account, and who everybody is. A
  /// company of this world has no people of other accounts.
  mutating func addSecondVersion(_ stream: WorldCollection, _ world: World) {
    let account = "\"" + jsonText(isExtended: false) { $0.put(Identifier(world.keys.account, 0), .upper) } + "\""
    var more = ",\"account_uuid\":\(account)"
    switch stream {
    case .audit:
      more += ",\"actor_type\":\"user\",\"actor_account_uuid\":\(account)"
      more += details("actor_details", of: "\"actor_uuid\":\"", among: world.organisation.users, world)
      // Objects and the like are told of only where they are people.
      more += details("object_details", of: "\"object_uuid\":\"", among: world.organisation.people, world)
      more += details("aux_details", of: "\"aux_uuid\":\"", among: world.organisation.people, world)
    default:
      guard let email = value(after: "\"email\":\"", upTo: "\"") else { break }
      let type = ",\"user_type\":\"user\",\"user_account_uuid\":\(account)"
      bytes.insert(contentsOf: type.utf8, at: email.upperBound + 1)
    }
    // Before the brace and the newline that end the line.
    bytes.insert(contentsOf: more.utf8, at: bytes.count - 2)
  }

  private func details(_ key: StaticString, of uuid: StaticString, among users: Int, _ world: World) -> String {
    guard let value = value(after: uuid, upTo: "\""), let user = world.user(ofUUID: bytes[value]), user < users else {
      return ""
    }
    return ",\"\(key)\":" + jsonText(isExtended: false) { world.putPerson(user, &$0) }
  }

  private mutating func remove(from first: StaticString, through last: StaticString) {
    guard let start = range(of: first, from: 0), let end = range(of: last, from: start.upperBound) else { return }
    bytes.removeSubrange(start.lowerBound..<end.upperBound)
  }

  private mutating func remove(from first: StaticString, upTo last: StaticString) {
    guard let start = range(of: first, from: 0), let end = range(of: last, from: start.upperBound) else { return }
    bytes.removeSubrange(start.lowerBound..<end.lowerBound)
  }

  private func value(after first: StaticString, upTo last: StaticString) -> Range<Int>? {
    guard let start = range(of: first, from: 0), let end = range(of: last, from: start.upperBound) else { return nil }
    return start.upperBound..<end.lowerBound
  }

  private func range(of text: StaticString, from first: Int) -> Range<Int>? {
    bytes.withUnsafeBytes { bytes in
      let count = text.utf8CodeUnitCount
      guard let start = bytes.baseAddress, first + count <= bytes.count else { return nil }
      let found = (first...bytes.count - count).first { memcmp(start + $0, text.utf8Start, count) == 0 }
      return found.map { $0..<$0 + count }
    }
  }
}

extension World {
  /// The user whom a uuid in capitals names: what it was drawn from can be found again.
  func user(ofUUID text: ArraySlice<UInt8>) -> Int? {
    guard text.count == 26 else { return nil }
    var (high, place) = (UInt64(0), UInt64(0))
    for letter in text.prefix(13) {
      high |= UInt64(letter &- (letter < 65 ? 24 : 65)) << place
      place += 5
    }
    let user = number(drawn: high, keys.users)
    return user < UInt64(organisation.users) ? Int(user) : nil
  }
}
