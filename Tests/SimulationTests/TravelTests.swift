import BSON
import Foundation
import Testing

@testable import Simulation

@Suite("Travel")
struct TravelTests {
  @Test("takes the time an aeroplane takes", arguments: [0, 42, .max] as [UInt64])
  func speed(_ seed: UInt64) throws {
    let (journeys, tooFast) = try journeys(in: GeneratedWorld(seed: seed, scale: 0.3))
    #expect(journeys > 5 && tooFast.isEmpty)
  }

  /// Few sessions begin just after a landing; so the journeys themselves are looked at.
  @Test("leaves the time to get there between two places", arguments: [0, 42, .max] as [UInt64])
  func journeys(_ seed: UInt64) throws {
    let world = try GeneratedWorld(seed: seed, scale: 1).world
    let places = try GeneratedWorld(seed: seed, scale: 1).documents(.locations)
    var journeys = 0
    for user in 0..<world.organisation.people {
      var time = world.start
      var left: (city: Int, at: Int64)?
      while time < world.end {
        let stay = world.stay(user, at: time)
        #expect(stay.until > time)
        if let city = stay.city {
          if let left, city != left.city {
            journeys += 1
            #expect(kilometres(places[left.city], places[city]) <= 900 * Double(time - left.at) / 3_600_000)
          }
          left = (city, stay.until)
        }
        time = min(stay.until, world.end)
      }
    }
    #expect(journeys > 100)
  }

  @Test("is faster only where a label says so", arguments: [1, 42] as [UInt64])
  func labels(_ seed: UInt64) throws {
    let (played, stories) = try GeneratedWorld.played(["all": 2], seed: seed)
    let labelled = stories.labels.filter { $0.scenario == "impossible-travel" && !$0.isNearMiss }
    let tooFast = try journeys(in: played).tooFast
    let others = stories.labels.filter { tooFast.contains($0.key["user"] ?? "") && !labelled.contains($0) }
    #expect(tooFast == Set(labelled.compactMap { $0.key["user"] }), "\(others.map { ($0.scenario, $0.isNearMiss) })")
  }

  /// How often people are seen in another place than before, and who is so sooner than anybody could be: in sessions,
  /// in sign-ins that got in, and in what they do.
  private func journeys(in generated: GeneratedWorld) throws -> (count: Int, tooFast: Set<String>) {
    var sightings: [String: [(time: Int64, place: BSONDocument)]] = [:]
    func see(_ user: String, _ document: BSONDocument, _ field: String) throws {
      let place = try #require(document["location"]?.documentValue)
      sightings[document.text(user), default: []].append((try #require(document.date(field)), place))
    }
    for session in try generated.documents(.sessions) {
      try see("user_uuid", session, "login_time")
      try see("user_uuid", session, "last_activity")
    }
    for attempt in try generated.documents(.signIns) where attempt.text("category").contains("success") {
      try see("target_user.uuid", attempt, "timestamp")
    }
    for event in try generated.documents(.audit) where event["session"] != nil {
      try see("actor_uuid", event, "timestamp")
    }
    for usage in try generated.documents(.usages) where !usage.text("action").hasPrefix("server-") {
      try see("user.uuid", usage, "timestamp")
    }
    var (count, tooFast) = (0, Set<String>())
    for (user, sightings) in sightings {
      let ordered = sightings.sorted { $0.time < $1.time }
      for (before, after) in zip(ordered, ordered.dropFirst()) where before.place != after.place {
        count += 1
        let hours = Double(after.time - before.time) / 3_600_000
        if kilometres(before.place, after.place) > 900 * hours { tooFast.insert(user) }
      }
    }
    return (count, tooFast)
  }

  /// The haversine formula: not the one the world computes with.
  private func kilometres(_ a: BSONDocument, _ b: BSONDocument) -> Double {
    func radians(_ document: BSONDocument, _ key: String) -> Double { (document[key]?.doubleValue ?? 0) * .pi / 180 }
    let (dx, dy) = (radians(b, "latitude") - radians(a, "latitude"), radians(b, "longitude") - radians(a, "longitude"))
    let h =
      sin(dx / 2) * sin(dx / 2) + cos(radians(a, "latitude")) * cos(radians(b, "latitude")) * sin(dy / 2) * sin(dy / 2)
    return 2 * 6371 * asin(h.squareRoot())
  }
}
