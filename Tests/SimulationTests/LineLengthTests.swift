import BSON
import Testing

@testable import Simulation

/// The writer checks no bounds within a block: what is reserved for a line has to be enough for every line.
@Suite("A line's reserve")
struct LineLengthTests {
  /// What must be left of it even so.
  private let margin = 128

  /// The numbers of a company so large that every number is as long as it gets.
  private static func giant(_ seed: UInt64, end: Int64 = GeneratedWorld.end) throws -> World {
    try GeneratedWorld(seed: seed, end: end) {
      $0.sizes.users = 4_000_000_000
      $0.sizes.devices = 4_000_000_000
      $0.sizes.vaults = 4_000_000_000
      $0.sizes.items = 4_000_000_000
      $0.sizes.audit = 1_000_000_000_000
      $0.sizes.usages = 1_000_000_000_000
      $0.sizes.signIns = 1_000_000_000_000
    }.world
  }

  private static let feeds: [Feed] = [false, true].flatMap { isExtended in
    (0..<8).map { changes in
      var feed = Feed()
      feed.isExtended = isExtended
      feed.isSecondVersion = changes & 1 != 0
      feed.isSparse = changes & 2 != 0
      feed.duplicates = changes & 4 != 0 ? 1_000_000 : 0
      feed.late = changes & 4 != 0 ? 500_000 : 0
      return feed
    }
  }

  @Test(
    "is more than its text, in companies of any size, under every option",
    arguments: [0, 42, .max] as [UInt64])
  func lines(_ seed: UInt64) throws {
    let few = try GeneratedWorld(seed: seed) { $0.sizes.vaults = 7 }.world
    for world in [few, try Self.giant(seed)] {
      for feed in Self.feeds {
        let press = Press(world, feed: feed)
        for collection in WorldCollection.allCases {
          let count = world.count(collection)
          for number in Set([0, count / 3, count - 12]).flatMap({ max(0, $0)..<min(count, $0 + 12) }) {
            let text = press.text(of: .run(collection, lines: number..<number + 1))
            #expect(text.count + margin <= press.longest(collection), "\(collection) \(number) \(feed)")
          }
        }
      }
    }
  }

  /// Lines seldom hold the longest of everything at once; so the longest of each field is added up.
  @Test("is more than the longest value of every field together", arguments: [false, true])
  func fields(isExtended: Bool) throws {
    var feed = Feed()
    feed.isExtended = isExtended
    let world = try Self.giant(42)
    let press = Press(world, feed: feed)
    let (name, email) = try longestPerson(press)
    #expect(name > 20 && email > 45)
    for collection in WorldCollection.allCases {
      var longest: [String: Int] = [:]
      let count = world.count(collection)
      let step = max(1, count / 1500)
      for number in stride(from: count % step, to: count, by: step) {
        let line = press.text(of: .run(collection, lines: number..<number + 1))
        measure(try BSONDocument(json: Array(line)), "", &longest)
      }
      for path in longest.keys where path.hasSuffix("user.name") { longest[path] = max(longest[path] ?? 0, name) }
      for path in longest.keys where path.hasSuffix("email") || path == "aux_info" {
        longest[path] = max(longest[path] ?? 0, email)
      }
      let members = collection == .vaults ? world.access.mostMembers : 0
      let sum = longest.reduce(0) { $0 + $1.value * ($1.key.contains("[]") ? members + 1 : 1) }
      #expect(sum > 50 && sum + margin <= world.longestLine(collection), "\(collection)")
    }
  }

  @Test("of the second version is more than the account, three of the longest people and their keys")
  func secondVersion() throws {
    let person = try longestPerson(Press(Self.giant(42), feed: Feed()))
    let keys = #","account_uuid":"","actor_type":"user","actor_account_uuid":"""#
    let details = #","object_details":{"uuid":"","name":"","email":""}"#
    let people = 3 * (details.utf8.count + 26 + person.name + person.email)
    #expect(keys.utf8.count + 2 * 26 + people + margin <= Press.secondVersion)
  }

  @Test("of a scenario is more than its longest line", arguments: [1, 42] as [UInt64])
  func scenarios(_ seed: UInt64) throws {
    let quiet = try GeneratedWorld.withFewEvents(seed: seed)
    let stories = try Stories(Scenario.all.map { try ScenarioRequest($0.name, 2) }, in: quiet.world, isExtended: true)
    #expect(stories.events.count > 100)
    // Each is made in a buffer of 2048 bytes before it is placed.
    for event in stories.events { #expect(event.line.count + margin <= 2048) }
  }

  /// The longest name and address among all pairs of given name and surname.
  private func longestPerson(_ press: Press) throws -> (name: Int, email: Int) {
    let last = press.world.organisation.people
    var (name, email) = (0, 0)
    for user in last - press.world.names.pairs..<last {
      let person = press.world.names.name(user)
      name = max(name, person.given.count + 1 + person.surname.count)
      let digits = person.namesake > 0 ? "\(person.namesake + 1)".utf8.count : 0
      email = max(email, person.letters.given.count + 1 + person.letters.surname.count + digits)
    }
    return (name, email + "@1passwordserviceaccounts.com".utf8.count)
  }

  /// Bytes of each field as JSON, key, punctuation and braces included; elements of arrays share a path.
  private func measure(_ document: BSONDocument, _ prefix: String, _ longest: inout [String: Int]) {
    for (key, value) in document { measure(value, prefix + key, key.utf8.count + 4, &longest) }
  }

  private func measure(_ value: BSONValue, _ path: String, _ key: Int, _ longest: inout [String: Int]) {
    switch value {
    case .document(let document):
      longest[path + "{}"] = key + 3
      measure(document, path + ".", &longest)
    case .array(let values):
      longest[path + "[ ]"] = key + 3
      for value in values { measure(value, path + "[]", 1, &longest) }
    default:
      let text = BSONDocument(dictionaryLiteral: ("", value)).jsonString()
      longest[path] = max(longest[path] ?? 0, key + text.utf8.count - 5)
    }
  }
}
