import BSON
import Glibc

/// Several servers that are one replica set, each of which a test may kill, freeze, restart.
///
/// Elections take about a second, not the usual ten: `electionTimeoutMillis` is 1000.
package final class ReplicaSet: Sendable {
  package let members: [TestServer]

  /// Returns when there is a primary that takes writes.
  package static func start(
    members count: Int = 3, mongod: String? = nil, arguments: [String] = []
  ) throws(TestServerError) -> ReplicaSet {
    var members: [TestServer] = []
    for _ in 0..<count {
      members.append(try TestServer.start(mongod: mongod, arguments: ["--replSet", name] + arguments))
    }
    return try ReplicaSet(members)
  }

  private static let name = "onepw"

  private init(_ members: [TestServer]) throws(TestServerError) {
    self.members = members
    let hosts = members.enumerated().map { number, member -> BSONValue in
      ["_id": BSONValue(number), "host": .string("127.0.0.1:\(member.port)")]
    }
    // Without chaining each member copies from the primary: one that a test holds up holds up no other.
    let settings: BSONValue = [
      "electionTimeoutMillis": 1000, "heartbeatIntervalMillis": 500, "chainingAllowed": false,
    ]
    try members[0].command([
      "replSetInitiate": ["_id": .string(Self.name), "members": .array(hosts), "settings": settings]
    ])
    try primary()
    for member in members { try wait(for: { $0 == 1 || $0 == 2 }, of: member) }
  }

  /// All members and the set's name, without a database.
  package var uri: String {
    "mongodb://\(members.map { "127.0.0.1:\($0.port)" }.joined(separator: ","))/?replicaSet=\(Self.name)"
  }

  /// The member that takes writes now; waits for an election to end.
  @discardableResult
  package func primary() throws(TestServerError) -> TestServer {
    for _ in 0..<600 {
      for member in members where member.processID != nil {
        if let hello = try? member.command(["hello": 1]), hello["isWritablePrimary"]?.boolValue == true {
          return member
        }
      }
      usleep(50_000)
    }
    throw .command("no primary after 30 s")
  }

  /// Makes the primary give up its role; another member takes it. Gives the new primary.
  @discardableResult
  package func stepDown() throws(TestServerError) -> TestServer {
    try primary().command(["replSetStepDown": 20, "secondaryCatchUpPeriodSecs": 10])
    return try primary()
  }

  /// Ends every member.
  package func stop() {
    for member in members { member.kill() }
  }

  private func wait(for wanted: (Int) -> Bool, of member: TestServer) throws(TestServerError) {
    for _ in 0..<600 {
      if let status = try? member.command(["replSetGetStatus": 1]), let state = status["myState"]?.intValue,
        wanted(state)
      {
        return
      }
      usleep(50_000)
    }
    throw .command("a member is no part of the set after 30 s")
  }
}
