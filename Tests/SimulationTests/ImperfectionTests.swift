import BSON
import Simulation
import Testing

@Suite("A feed that is not perfect")
struct ImperfectionTests {
  private func lines(_ stream: WorldCollection, _ change: (inout Feed) -> Void) throws -> [BSONDocument] {
    var feed = Feed()
    change(&feed)
    return try GeneratedWorld(scale: 0.05).text([stream], feed: feed).split(separator: 10).map {
      try BSONDocument(json: $0)
    }
  }

  @Test("repeats some events under the same uuid, unchanged")
  func duplicates() throws {
    let events = try lines(.audit) {
      $0.duplicates = 50_000
      $0.isSparse = true
    }
    let copies = Dictionary(grouping: events) { $0.text("uuid") }
    #expect(copies.count == 2500 && (2550...2700).contains(events.count))
    #expect(copies.values.allSatisfy { Set($0).count == 1 })
  }

  @Test("brings some usages late, and loses none")
  func late() throws {
    let times = try lines(.usages) { $0.late = 100_000 }.map { $0.text("timestamp") }
    #expect(times != times.sorted())
    #expect(times.sorted() == (try lines(.usages) { _ in }.map { $0.text("timestamp") }))
  }

  @Test("leaves locations, coordinates and details out")
  func sparse() throws {
    let attempts = try lines(.signIns) { $0.isSparse = true }
    #expect(attempts.contains { $0["location"] == nil })
    #expect(attempts.contains { $0["location"] != nil && $0.value(at: "location.latitude") == nil })
    #expect(attempts.allSatisfy { $0["client"] != nil && $0["country"] != nil && $0["details"] != nil })
  }

  @Test("names the account and the actor in its second version")
  func secondVersion() throws {
    for event in try lines(.audit, { $0.isSecondVersion = true }) {
      #expect(event.value(at: "actor_details.uuid") == event["actor_uuid"] && event["account_uuid"] != nil)
    }
  }

  @Test("comes in pages, the last of which says so")
  func pages() throws {
    let pages = try lines(.audit) { $0.page = 1000 }
    #expect(pages.map { $0["items"]?.arrayValue?.count } == [1000, 1000, 500])
    #expect(pages.map { $0["has_more"] } == [true, true, false])
  }

  @Test("is the same in slices", arguments: [0, 100])
  func slices(page: Int) throws {
    var feed = Feed()
    (feed.duplicates, feed.late, feed.isSparse, feed.isSecondVersion, feed.page) = (100_000, 100_000, true, true, page)
    let generated = try GeneratedWorld(scale: 0.05)
    let slices = (0..<7).map { generated.text(WorldCollection.events, slice: $0, of: 7, feed: feed) }
    #expect(Array(slices.joined()) == generated.text(WorldCollection.events, threads: 3, feed: feed))
  }
}
