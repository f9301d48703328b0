import BSON
import Mongo
import TestServer
import Testing

@Suite("A server that does not answer", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct UnreachableTests {
  /// Nothing listens on it: port 1 is below those that tests are given.
  private let dead = "127.0.0.1:1"

  /// Bounds are wide, because tests share the machine; without ours the driver would look for thirty seconds.
  private func within(_ limit: Duration, _ body: () throws -> Void) rethrows {
    let clock = ContinuousClock()
    let duration = try clock.measure(body)
    #expect(duration < limit)
  }

  @Test("is told within the time given, by name and reason and without the password")
  func deadServer() throws {
    try within(.seconds(8)) {
      let error = try #require(refusal(of: "mongodb://user:geheim@\(dead)/db", patience: 500))
      #expect(error.kind == .unreachable)
      #expect(error.message == "reach \(dead): connection refused")
    }
  }

  @Test("is told without a piece of its address, where that is one of IPv6")
  func deadServerOfIPv6() throws {
    let error = try #require(refusal(of: "mongodb://[::1]:1/", patience: 500))
    #expect(error.kind == .unreachable && !error.cause.contains("::1"), "\(error.message)")
  }

  @Test(
    "is told as such where DNS does not know it, whichever way it is looked for", arguments: ["mongodb", "mongodb+srv"])
  func unknownName(scheme: String) throws {
    let error = try #require(refusal(of: "\(scheme)://user:geheim@cluster.onepw.invalid/", patience: 500))
    #expect(error.kind == .unreachable && error.operation == "reach cluster.onepw.invalid", "\(error.message)")
  }

  @Test("is waited for as long as the address says, over what the tool says")
  func addressDecides() {
    within(.seconds(20)) {
      #expect(refusal(of: "mongodb://\(dead)/?serverSelectionTimeoutMS=300", patience: 60_000)?.kind == .unreachable)
    }
  }

  @Test("is tried three times when it breaks the connection, as in an election")
  func brokenConnection() throws {
    let server = try TestServer.start(arguments: ["--setParameter", "enableTestCommands=1"])
    defer { server.stop() }
    for (breaks, outcome) in [(2, nil), (3, MongoError.Kind.transient)] {
      try server.command([
        "configureFailPoint": "failCommand", "mode": ["times": .int32(Int32(breaks))],
        "data": ["failCommands": ["ping"], "closeConnection": true],
      ])
      #expect(refusal(of: server.uri, patience: 10_000)?.kind == outcome)
    }
  }

  @Test("is told within the time given when it is frozen, too")
  func frozenServer() throws {
    let server = try TestServer.start()
    defer { server.stop() }
    server.freeze()
    defer { server.thaw() }
    within(.seconds(8)) {
      #expect(refusal(of: server.uri, patience: 500)?.kind == .unreachable)
    }
  }

  @Test("and comes first in the address does not keep the others from being found")
  func firstIsDead() throws {
    let set = try ReplicaSet.start(members: 1)
    defer { set.stop() }
    let member = "127.0.0.1:\(set.members[0].port)"
    #expect(refusal(of: "mongodb://\(dead),\(member)/?replicaSet=onepw", patience: 10_000) == nil)

    let other = try #require(refusal(of: "mongodb://\(dead),\(member)/?replicaSet=other"))
    #expect(other.kind == .unreachable && other.operation == "reach \(dead),\(member)")
  }
}
