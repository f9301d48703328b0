import BSON
import Foundation
import Simulation
import Testing

@Suite("Travel")
struct TravelTests {
  @Test("takes the time an aeroplane takes", arguments: [1, 42, 4711] as [UInt64])
  func speed(_ seed: UInt64) throws {
    let generated = try GeneratedWorld(seed: seed, scale: 1)
    var sightings: [String: [(time: Int64, place: BSONDocument)]] = [:]
    for session in try generated.documents(.sessions) {
      let place = try #require(session["location"]?.documentValue)
      sightings[session.text("user_uuid"), default: []] += [
        (try #require(session.date("login_time")), place), (try #require(session.date("last_activity")), place),
      ]
    }
    var journeys = 0
    for sightings in sightings.values {
      let ordered = sightings.sorted { $0.time < $1.time }
      for (before, after) in zip(ordered, ordered.dropFirst()) where before.place != after.place {
        journeys += 1
        let hours = Double(after.time - before.time) / 3_600_000
        #expect(kilometres(before.place, after.place) <= 900 * hours)
      }
    }
    #expect(journeys > 20)
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
