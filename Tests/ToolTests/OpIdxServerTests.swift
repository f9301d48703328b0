import BSON
import Foundation
import OnePwModel
import TestServer
import Testing

@Suite("opidx and its server", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpIdxServerTests {
  @Test("plans, checks and advises without writing anything at all")
  func writesNothing() async throws {
    // The server's own deletions would look like opidx's.
    let server = try TestServer.start(arguments: ["--setParameter", "ttlMonitorEnabled=false"])
    defer { server.stop() }
    let shell = try OpIdxShell(server)
    let plans = [
      "plan", "plan --retain 1d --validators enforce --prune drop", "check", "advise", "drop", "plan --format table",
    ]
    for plan in plans { try await shell.run("opidx \(plan)") }
    let databases = try server.command(["listDatabases": 1, "nameOnly": true])["databases"]?.arrayValue
    #expect(databases?.contains { $0.documentValue?["name"]?.stringValue == shell.database } == false)

    // One of everything that a plan may want to do.
    try await shell.run("opidx --retain 365d --validators warn")
    try shell.command([
      "insert": "audit_events", "documents": [["uuid": "A", "timestamp": .date(BSONDate(milliseconds: 0))]],
    ])
    try shell.command(["dropIndexes": "users", "index": ["email_1", "created_at_-1"]])
    try shell.command(["collMod": "users", "index": ["name": "last_seen_-1", "hidden": true]])
    try shell.index("users", ["email": 1], name: "mail")
    try shell.index("users", ["mine": 1], name: "mine")
    let before = try state(of: shell)
    try shell.command(["profile": 2])
    for plan in plans { try await shell.run("opidx \(plan)") }
    try shell.command(["profile": 0])
    #expect(try state(of: shell) == before)
    let profile = try shell.command(
      ["find": "system.profile", "filter": ["appName": "opidx"], "batchSize": 10_000])
    let commands = (profile.value(at: "cursor.firstBatch")?.arrayValue ?? []).compactMap {
      $0.documentValue?["command"]?.documentValue?.keys.first
    }
    #expect(commands.count > 50)
    #expect(Set(commands).isSubset(of: ["listCollections", "listIndexes", "find", "count", "aggregate"]))
  }

  /// Collections with their options and indexes, and the hash of all documents.
  private func state(of shell: OpIdxShell) throws -> [String] {
    let collections = try shell.command(["listCollections": 1, "filter": ["name": ["$not": ["$regex": "^system"]]]])
    let listed = (collections.value(at: "cursor.firstBatch")?.arrayValue ?? []).compactMap(\.documentValue)
    let indexes = try listed.flatMap { try shell.indexes($0["name"]?.stringValue ?? "") }
    let hash = try shell.command(["dbHash": 1])["collections"]?.documentValue
    return (listed + indexes + [hash ?? [:]]).map { $0.jsonString() }.sorted()
  }

  /// A server on which index builds of collections that hold documents stop, until they are released.
  private func startHolding() throws -> (server: TestServer, shell: OpIdxShell) {
    let server = try TestServer.start(arguments: ["--setParameter", "enableTestCommands=1"])
    let shell = try OpIdxShell(server)
    for collection in OnePwModel.events {
      try shell.command(["insert": .string(collection.name), "documents": [["uuid": "A", "i": 1]]])
    }
    try hold("alwaysOn", on: server)
    return (server, shell)
  }

  private func hold(_ mode: BSONValue, on server: TestServer) throws {
    // The second name is 4.4's, which looks at the field `i` by itself.
    let names: [BSONValue] = ["hangIndexBuildDuringCollectionScanPhaseBeforeInsertion", "hangBeforeIndexBuildOf"]
    let isHeld = names.contains { name in
      (try? server.command([
        "configureFailPoint": name, "mode": mode, "data": ["fieldsToMatch": ["i": 1], "i": 1],
      ])) != nil
    }
    #expect(isHeld, "this server cannot be made to hold a build")
  }

  /// Until the server is at work on as many `createIndexes` as opidx sends at a time.
  private func waitForBuilds(on server: TestServer) async throws {
    // The shell that is to begin them may have to wait for its turn.
    for _ in 0..<6000 {
      // 4.4 tells the server's own thread that builds as well. Of so long a command currentOp tells no fields.
      let builds = try server.command([
        "currentOp": 1, "appName": "opidx", "secs_running": ["$gte": 1], "desc": ["$regex": "^conn"],
      ])
      if builds["inprog"]?.arrayValue?.count == 2 { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("no two collections are being built")
  }

  @Test(
    "interrupted in a build, finishes it, says what is not done, and goes on when it is run again",
    arguments: Faults.rounds)
  func interrupted(round: Int) async throws {
    let (server, shell) = try startHolding()
    defer { server.stop() }
    async let running = shell.run(
      """
      sh -c 'echo $$ > pid; exec opidx 2> messages' & until [ -s interrupt ]; do sleep 0.1; done
      kill -INT $(cat pid); until grep -q 'ends when' messages; do sleep 0.1; done; touch told; wait $!
      """)
    try await waitForBuilds(on: server)
    try await shell.run("echo now > interrupt; until [ -e told ]; do sleep 0.1; done")
    try hold("off", on: server)
    let answer = try await running
    #expect(answer.status == 130)
    #expect(answer.steps.contains { $0["error"] == "skipped" } && answer.steps.contains { $0["ms"] != nil })
    let unsettled = try #require(answer.summary?["unsettled"]?.intValue)
    #expect(unsettled > 0)
    let again = try await shell.run("opidx")
    #expect(again.status == 0 && again.summary?["unsettled"] == 0)
    #expect(try #require(again.summary?["keep"]?.intValue) > 0)
    Faults.record("opidx: interrupted in a build; done when it is run again")
  }

  @Test("killed in a build, waits for what the server has begun when it is run again", arguments: Faults.rounds)
  func killed(round: Int) async throws {
    let (server, shell) = try startHolding()
    defer { server.stop() }
    async let running = shell.run(
      "sh -c 'echo $$ > pid; exec opidx' & until [ -s kill ]; do sleep 0.1; done; kill -KILL $(cat pid); wait $!")
    try await waitForBuilds(on: server)
    try await shell.run("echo now > kill")
    #expect(try await running.status == 137)
    async let again = shell.run("opidx")
    try await waitForBuilds(on: server)
    try hold("off", on: server)
    let answer = try await again
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(try await shell.run("opidx check").status == 0)
    Faults.record("opidx: killed in a build; done when it is run again")
  }

  @Test("goes on when the server is started again", arguments: Faults.rounds)
  func restarted(round: Int) async throws {
    let (server, shell) = try startHolding()
    defer { server.stop() }
    async let running = shell.run("opidx")
    try await waitForBuilds(on: server)
    server.kill()
    try server.restart()
    let answer = try await running
    #expect(answer.status == 0 && answer.summary?["unsettled"] == 0, "\(answer.errors)")
    Faults.record("opidx: the server is killed in a build and comes back")
  }

  @Test("gives up on a server that stays away, with status 75, and says what is not done", arguments: Faults.rounds)
  func gone(round: Int) async throws {
    let (server, shell) = try startHolding()
    async let running = shell.run("MONGODB_URI=\"$MONGODB_URI?serverSelectionTimeoutMS=500\" opidx")
    try await waitForBuilds(on: server)
    server.kill()
    let answer = try await running
    #expect(answer.status == 75)
    #expect(answer.errors.contains("the server went away") && answer.errors.contains("run opidx again"))
    #expect(try #require(answer.summary?["unsettled"]?.intValue) > 0)
    Faults.record("opidx: the server stays away; told by the status")
  }
}
