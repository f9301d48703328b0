import BSON
import Glibc
import Mongo
import Synchronization
import TestServer
import Testing

@testable import Loading

/// Every input line is in the database exactly once, or refused, whatever dies meanwhile.
@Suite("A load through faults", .serialized, .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct FaultTests {
  private static let count = 60_000

  private static let lines: [UInt8] = (0..<count).flatMap {
    Array((Sample.audit("E\($0)", at: "2026-11-21T20:\(10 + $0 % 50):35Z") + "\n").utf8)
  }

  /// Loads all lines slowly enough for `fault` to fall in the middle, and looks at what is stored.
  private func survive(
    _ name: String, uri: String, database: String, reading server: @autoclosure () throws -> TestServer,
    fault: @escaping @Sendable () -> Void
  ) throws {
    let moment = Int.random(in: 1...Self.lines.count - 200_000)
    let isDone = Atomic(false)
    let run = try LoadRun(
      Self.lines, into: database, at: uri, piece: 200_000,
      pace: { sent in
        usleep(20_000)
        guard sent >= moment, !isDone.exchange(true, ordering: .relaxed) else { return }
        fault()
      })
    #expect(run.report.end == .inputEnded)
    #expect(run.tally.refused == 0 && run.tally.documents == Self.count)
    let documents = try stored("audit_events", database, server())
    let distinct = Set(documents.compactMap { $0["uuid"]?.stringValue }).count
    Faults.record("opload: \(name)", lost: Self.count - distinct, doubled: documents.count - distinct)
    #expect(distinct == Self.count)
    #expect(documents.count == Self.count)
    // Documents stored by an attempt whose reply was lost are counted as inserted, not as duplicates.
    #expect(run.tally.inserted == Self.count)
  }

  @Test("loses nothing and doubles nothing when the server is killed and comes back", arguments: Faults.rounds)
  func serverIsKilled(round: Int) throws {
    let server = try TestServer.start()
    defer { server.kill() }
    try survive("the server is killed and comes back", uri: server.uri, database: "faults", reading: server) {
      server.kill()
      usleep(300_000)
      try? server.restart()
    }
  }

  @Test("waits for a server that does not answer for a while", arguments: Faults.rounds)
  func serverFreezes(round: Int) throws {
    let server = try TestServer.start()
    defer { server.kill() }
    let uri = server.uri + "/?socketTimeoutMS=1000"
    try survive("the server does not answer for a while", uri: uri, database: "faults", reading: server) {
      server.freeze()
      usleep(2_500_000)
      server.thaw()
    }
  }

  @Test("survives connections that are cut, and connections that carry nothing for a while", arguments: Faults.rounds)
  func connectionFails(round: Int) throws {
    let server = try TestServer.start()
    defer { server.kill() }
    let proxy = try FaultyProxy(to: server.port)
    defer { proxy.close() }
    let uri = "mongodb://127.0.0.1:\(proxy.port)/?socketTimeoutMS=1000"
    try survive("connections are cut", uri: uri, database: "cut", reading: server) { proxy.cut() }
    try survive("connections carry nothing for a while", uri: uri, database: "held", reading: server) {
      proxy.hold()
      usleep(2_000_000)
      proxy.release()
    }
  }

  @Test("follows the primary when it steps down, and when it is killed", arguments: Faults.rounds)
  func primaryChanges(round: Int) throws {
    let set = try ReplicaSet.start()
    defer { set.stop() }
    try survive("the primary steps down", uri: set.uri, database: "faults", reading: set.primary()) {
      _ = try? set.stepDown()
    }
    try survive("the primary is killed", uri: set.uri, database: "more_faults", reading: set.primary()) {
      try? set.primary().kill()
    }
  }

  @Test("gives up when the server stays away, and says where to go on", arguments: Faults.rounds)
  func givesUp(round: Int) throws {
    let server = try TestServer.start()
    defer { server.kill() }
    let isDone = Atomic(false)
    let run = try LoadRun(
      Self.lines, into: "faults", at: server.uri, piece: 200_000,
      pace: { sent in
        guard sent > 2_000_000, !isDone.exchange(true, ordering: .relaxed) else { return }
        usleep(500_000)
        server.kill()
      }, configure: { $0.retryFor = 500 })
    guard case .gaveUp = run.report.end else {
      Issue.record("ended with \(run.report.end)")
      return
    }
    try server.restart()
    let resume = run.report.resumeLine
    let safe = Set(try stored("audit_events", "faults", server).compactMap { $0["uuid"]?.stringValue })
    #expect(resume > 1 && (1..<resume).allSatisfy { safe.contains("E\($0 - 1)") })
    let rest = try LoadRun(Self.lines, into: "faults", at: server.uri) { $0.resumeLine = resume }
    #expect(rest.tally.documents == Self.count - resume + 1)
    let documents = try stored("audit_events", "faults", server)
    let distinct = Set(documents.compactMap { $0["uuid"]?.stringValue }).count
    Faults.record(
      "opload: the server stays away, and the load is taken up where it said", lost: Self.count - distinct,
      doubled: documents.count - distinct)
    #expect(distinct == Self.count && documents.count == Self.count)
  }
}
