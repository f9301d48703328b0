import BSON
import Testing

@testable import Simulation

@Suite("A world's proportions")
struct RatioTests {
  static let seeds: [UInt64] = [0, 42, .max]

  private func shares(_ documents: [BSONDocument], _ name: (BSONDocument) -> String) -> [String: Double] {
    var counts: [String: Int] = [:]
    for document in documents { counts[name(document), default: 0] += 1 }
    return counts.mapValues { Double($0) / Double(documents.count) }
  }

  /// Within four standard deviations of a share of so many draws.
  private func isNear(_ share: Double?, _ expected: Double, of count: Int) -> Bool {
    abs((share ?? 0) - expected) <= 4 * (expected * (1 - expected) / Double(count)).squareRoot() + 1 / 4096
  }

  @Test("of audit actions are those of real feeds, the plumbing of sessions first", arguments: seeds)
  func actions(_ seed: UInt64) throws {
    let world = try GeneratedWorld(seed: seed, scale: 0.3)
    let events = try world.documents(.audit)
    let services = events.filter { $0["session"] == nil }
    #expect(isNear(Double(services.count) / Double(events.count), 1 / 12, of: events.count))
    let people = events.filter { event in
      let user = world.world.user(ofUUID: Array(event.text("actor_uuid").utf8)[...])
      return event["session"] != nil && user.map(world.world.organisation.actions) == .members
    }
    let found = shares(people) { "\($0.text("action")) \($0.text("object_type"))" }
    let total = Double(AuditAction.members.reduce(0) { $0 + $1.weight })
    for action in AuditAction.members {
      #expect(
        isNear(found["\(action.action) \(action.objectType)"], Double(action.weight) / total, of: people.count),
        "\(action.action) \(action.objectType)")
    }
    #expect(shares(events) { $0.text("action") }.max { $0.value < $1.value }?.key == "dlgsess")
  }

  @Test("of uses are those of real feeds, a fifth of them by integrations", arguments: seeds)
  func usages(_ seed: UInt64) throws {
    let usages = try GeneratedWorld(seed: seed, scale: 0.3).documents(.usages)
    let found = shares(usages) { $0.text("action") }
    let expected = ["reveal": 90 / 256.0, "fill": 84 / 256.0, "secure-copy": 44 / 256.0, "export": 1 / 256.0]
    for (action, share) in expected { #expect(isNear(found[action], share * 208 / 256, of: usages.count), "\(action)") }
    let services = usages.filter { $0.text("action").hasPrefix("server-") }
    #expect(isNear(Double(services.count) / Double(usages.count), 48 / 256.0, of: usages.count))
  }

  @Test("of work fall into the working hours of the place", arguments: seeds)
  func hours(_ seed: UInt64) throws {
    let sessions = try GeneratedWorld(seed: seed, scale: 1).documents(.sessions)
    let zones = Dictionary(Gazetteer.cities.map { ($0.name.description, $0.zone) }) { first, _ in first }
    let atWork = try sessions.filter { session in
      let time = try #require(session.date("login_time"))
      let zone = try #require(zones[session.text("location.city")])
      let minutes = time / minute + Int64(zone.offset(at: time))
      // 1970 began on a Thursday.
      return (minutes / 1440 + 3) % 7 < 5 && (420..<1140).contains(minutes % 1440)
    }
    #expect(Double(atWork.count) / Double(sessions.count) > 0.8)
  }

  @Test("of activity follow Zipf's law: few do much, and nobody does most of it", arguments: seeds)
  func activity(_ seed: UInt64) throws {
    let sessions = try GeneratedWorld(seed: seed, scale: 1).documents(.sessions)
    let found = shares(sessions) { $0.text("user_uuid") }.values.sorted(by: >)
    #expect(found[0] < 0.05 && found[0] > 4 / Double(found.count))
    #expect(found.prefix(found.count / 5).reduce(0, +) > 0.4)
  }

  @Test("of session lengths are those of a log-normal distribution around 75 minutes", arguments: seeds)
  func lengths(_ seed: UInt64) throws {
    let sessions = try GeneratedWorld(seed: seed, scale: 1).documents(.sessions)
    let lengths = try sessions.map { session in
      try #require(session.date("last_activity")) - #require(session.date("login_time"))
    }.sorted()
    #expect((60...90).contains(lengths[lengths.count / 2] / minute))
    #expect((25...50).contains(lengths[lengths.count / 5] / minute))
    #expect(lengths.last ?? 0 > 5 * hour)
  }

  @Test("of items are a seventh changed within the window, most of them of late, and some in the bin", arguments: seeds)
  func items(_ seed: UInt64) throws {
    let world = try GeneratedWorld(seed: seed, scale: 1)
    let items = try world.documents(.items)
    let changed = try items.compactMap { item in
      let updated = try #require(item.date("updated_at"))
      return updated >= world.world.start ? updated : nil
    }
    #expect((0.12...0.16).contains(Double(changed.count) / Double(items.count)))
    let ages = changed.map { GeneratedWorld.end - $0 }.sorted()
    #expect((5 * day...11 * day).contains(ages[ages.count / 2]) && ages[ages.count - 1] > 20 * day)
    let trashed = items.filter { $0["is_trashed"] == .bool(true) }
    #expect((0.02...0.05).contains(Double(trashed.count) / Double(items.count)))
    #expect(trashed.allSatisfy { ($0.date("updated_at") ?? .max) < world.world.start })
    #expect(items.allSatisfy { $0["version"]?.intValue != 1 || $0["created_at"] == $0["updated_at"] })
  }
}
