import BSON
import Testing

@testable import Simulation

@Suite("A feed that is not perfect")
struct ImperfectionTests {
  private func lines(_ stream: WorldCollection, _ change: (inout Feed) -> Void) throws -> [BSONDocument] {
    var feed = Feed()
    change(&feed)
    return try GeneratedWorld(scale: 0.05).text([stream], feed: feed).split(separator: 10).map {
      try BSONDocument(json: $0)
    }
  }

  @Test("repeats as many events as asked for under the same uuid, unchanged", arguments: [10_000, 50_000, 1_000_000])
  func duplicates(share: Int) throws {
    let events = try lines(.audit) {
      $0.duplicates = share
      $0.isSparse = true
    }
    let copies = Dictionary(grouping: events) { $0.text("uuid") }
    #expect(copies.count == 2500 && events.count == 2500 + 2500 * share / 1_000_000)
    #expect(copies.values.allSatisfy { Set($0).count == 1 })
  }

  @Test("says of every line what stands there", arguments: [0, 1, 9999, 333_333, 999_999, 1_000_000])
  func numbering(share: Int) {
    var feed = Feed()
    feed.duplicates = share
    for first in [0, 3_999_990_000] {
      var line = feed.lines(of: first)
      for number in first..<first + 5000 {
        #expect(feed.event(at: line) == (number, false))
        line += 1
        while line < feed.lines(of: number + 1) {
          #expect(feed.event(at: line) == (number, true))
          line += 1
        }
      }
    }
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

  @Test("names account and people in its second version, as the reference of version 2 prints them")
  func secondVersion() throws {
    let users = try GeneratedWorld(scale: 0.05).directory(.users)
    func isPerson(_ details: BSONDocument?, _ uuid: String) -> Bool {
      details?.text("uuid") == uuid && details?.text("email") == users[uuid]?.text("email")
    }
    var objects = 0
    for event in try lines(.audit, { $0.isSecondVersion = true }) {
      #expect(event["actor_account_uuid"] == event["account_uuid"] && event.text("account_uuid").count == 26)
      #expect(event["actor_type"] == "user")
      #expect(isPerson(event["actor_details"]?.documentValue, event.text("actor_uuid")))
      for kind in ["object", "aux"] {
        let (details, uuid) = (event["\(kind)_details"]?.documentValue, event.text("\(kind)_uuid"))
        let isTold = users[uuid]?.text("custom_fields.employee_id").hasPrefix("EMP") ?? false
        #expect((details != nil) == isTold && (details == nil || isPerson(details, uuid)))
        objects += isTold ? 1 : 0
      }
    }
    #expect(objects > 20)
    for (stream, field) in [(WorldCollection.usages, "user"), (.signIns, "target_user")] {
      for event in try lines(stream, { $0.isSecondVersion = true }) {
        #expect(event.text("account_uuid").count == 26 && event.text("\(field).user_type") == "user")
        #expect(event.text("\(field).user_account_uuid") == event.text("account_uuid"))
        #expect(users[event.text("\(field).uuid")]?.text("email") == event.text("\(field).email"))
      }
    }
  }

  @Test("is so in what scenarios tell as well")
  func scenarios() throws {
    let (played, stories) = try GeneratedWorld.played(["all": 1])
    var feed = Feed()
    (feed.duplicates, feed.isSparse, feed.isSecondVersion) = (300_000, true, true)
    let told = Set(stories.labels.flatMap(\.events))
    let events = try played.text(WorldCollection.events, feed: feed).split(separator: 10)
      .map { try BSONDocument(json: $0) }.filter { told.contains($0.text("uuid")) }
    #expect(Set(events.map { $0.text("uuid") }) == told)
    #expect((1.2...1.4).contains(Double(events.count) / Double(told.count)))
    #expect(events.allSatisfy { $0["account_uuid"] != nil })
    #expect(events.contains { $0["location"] == nil })
    let grants = events.filter { $0.text("action") == "grant" && $0.text("object_type") == "uva" }
    #expect(!grants.isEmpty && grants.allSatisfy { $0.value(at: "aux_details.email") != nil })
    // Labels' lines are the same whatever the feed: merged and sliced too.
    let slices = (0..<5).map { played.text(WorldCollection.events, merged: true, slice: $0, of: 5, feed: feed) }
    #expect(Array(slices.joined()) == played.text(WorldCollection.events, merged: true, threads: 2, feed: feed))
  }

  @Test(
    "comes in pages of the length asked for, the last of which says so", arguments: [1, 7, 1000], [0, 50_000, 300_000])
  func pages(length: Int, duplicates: Int) throws {
    let pages = try lines(.audit) { ($0.page, $0.duplicates) = (length, duplicates) }
    let counts = pages.compactMap { $0["items"]?.arrayValue?.count }
    let total = 2500 + 2500 * duplicates / 1_000_000
    #expect(counts.dropLast().allSatisfy { $0 == length } && counts.reduce(0, +) == total)
    #expect(pages.map { $0["has_more"] == true } == counts.indices.map { $0 < counts.count - 1 })
    #expect(Set(pages.map { $0.text("cursor") }).count == pages.count)
  }

  @Test("is the same in slices", arguments: [0, 1, 100])
  func slices(page: Int) throws {
    var feed = Feed()
    (feed.duplicates, feed.late, feed.isSparse, feed.isSecondVersion, feed.page) = (100_000, 100_000, true, true, page)
    let generated = try GeneratedWorld(scale: 0.05)
    let slices = (0..<7).map { generated.text(WorldCollection.events, slice: $0, of: 7, feed: feed) }
    #expect(Array(slices.joined()) == generated.text(WorldCollection.events, threads: 3, feed: feed))
  }
}
