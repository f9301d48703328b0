import BSON
import Testing

@testable import Simulation

@Suite("A company that goes on")
struct LiveTests {
  private let now: Int64 = GeneratedWorld.end + 12_345

  private func world(
    _ selection: [WorldCollection] = [.sessions] + WorldCollection.events, rate: Double = 50,
    change: (inout Feed) -> Void = { _ in }
  ) throws -> LiveWorld {
    var feed = Feed()
    change(&feed)
    return try LiveWorld(WorldParameters(end: now), selection, rate: rate, feed: feed, now: now)
  }

  private func documents(_ lines: [UInt8]) throws -> [BSONDocument] {
    try lines.split(separator: 10).map { try BSONDocument(json: $0) }
  }

  @Test("tells what happened since it was last asked, and nothing of the future")
  func due() throws {
    let world = try world()
    var events: [BSONDocument] = []
    for step in 1...40 {
      let (from, until) = (now + Int64(step - 1) * 500, now + Int64(step) * 500)
      let found = try documents(try world.due(at: until).events)
      let times = found.compactMap { $0.date("timestamp") }
      #expect(times.allSatisfy { from <= $0 && $0 < until } && times == times.sorted())
      events += found
    }
    // 50 a second for twenty seconds.
    #expect((900...1100).contains(events.count))
    let streams = Dictionary(grouping: events) { $0["category"] != nil ? "s" : $0["used_version"] != nil ? "u" : "a" }
    #expect((0.45...0.66).contains(Double(streams["a"]?.count ?? 0) / Double(events.count)))
    #expect(Set(events.map { $0.text("uuid") }).count == events.count)
  }

  @Test("opens the sessions that its sign-ins name, in places that were not left yet")
  func sessions() throws {
    let world = try world()
    var (sessions, openings): (Set<String>, Set<String>) = ([], [])
    for second in 1...30 {
      let due = try world.due(at: now + Int64(second) * 1000)
      for session in try documents(due.sessions) {
        sessions.insert(session.text("uuid"))
        #expect(session["ended_at"] == .null && session["login_time"] == session["last_activity"])
      }
      for event in try documents(due.events) where event.text("category").contains("success") {
        openings.insert(event.text("session_uuid"))
      }
    }
    #expect(!sessions.isEmpty && sessions == openings)
  }

  @Test("writes the streams that are asked for, at the whole rate")
  func selection() throws {
    let due = try world([.audit]).due(at: now + 20_000)
    let events = try documents(due.events)
    #expect(due.sessions.isEmpty && (900...1100).contains(events.count))
    #expect(events.allSatisfy { $0["actor_uuid"] != nil })
  }

  @Test("catches up after a pause, minute by minute, past the end of its day")
  func pause() throws {
    let world = try world(rate: 0.2)
    let later = now + 26 * 3_600_000
    var (count, calls) = (0, 0)
    var last = ""
    while true {
      let due = try world.due(at: later)
      for event in try documents(due.events) {
        #expect(event.text("timestamp") >= last)
        last = event.text("timestamp")
        count += 1
      }
      calls += 1
      if due.isCurrent { break }
    }
    #expect(calls == 26 * 60 && abs(count - 26 * 720) <= 200)
  }

  @Test("has as many events a day as its rate says, few as they are", arguments: [1, 2, 24, 100])
  func slowly(_ daily: Int) throws {
    for streams in [WorldCollection.events, [.usages, .signIns]] {
      let world = try world(streams, rate: Double(daily) / 86_400)
      var count = 0
      for minute in 1...3 * 1440 {
        count += try documents(try world.due(at: now + Int64(minute) * 60_000).events).count
      }
      #expect(count == 3 * daily)
    }
    #expect(throws: WorldError.self) { try self.world(rate: 0.9 / 86_400) }
  }

  @Test("catches up in parts that take no more memory after a long pause", arguments: [2000.0, 100_000])
  func parts(_ rate: Double) throws {
    let world = try world(rate: rate)
    for _ in 1...3 {
      let due = try world.due(at: now + 3_600_000)
      let count = try documents(due.events).count
      #expect(!due.isCurrent && (4000...6000).contains(count))
    }
  }

  @Test("is as imperfect as asked for")
  func imperfect() throws {
    let world = try world {
      $0.duplicates = 200_000
      $0.isSecondVersion = true
    }
    let events = try documents(try world.due(at: now + 20_000).events)
    #expect(Set(events.map { $0.text("uuid") }).count < events.count - 100)
    #expect(events.allSatisfy { $0["account_uuid"] != nil })
  }
}
