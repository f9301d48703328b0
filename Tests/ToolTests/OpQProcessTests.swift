import BSON
import Foundation
import Glibc
import TestServer
import Testing
import ToolSupport

@Suite("opq as a process", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpQProcessTests {
  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()
  private let folder = try! temporaryFolder()

  private static let binary = Shell.tools + "/opq"

  private func start(_ arguments: [String], output: String) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let words = [Self.binary] + arguments + ["--uri", server.uri, "--db", database]
    var pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    // Test threads block signals, and a child would too.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    #expect(posix_spawn(&process, Self.binary, &actions, &attributes, &pointers, environ) == 0)
    return process
  }

  private func wait(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1 && errno == EINTR {}
    return status
  }

  private func lines(_ path: String) -> [String] {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: Int(lseek(file, 0, SEEK_END)))
    pread(file, &bytes, bytes.count, 0)
    // A line that a kill cut off is no line.
    let whole = bytes.prefix((bytes.lastIndex(of: 0x0A) ?? -1) + 1)
    return whole.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("ends its operation on the server too when it is interrupted")
  func interrupted() throws {
    let slow = """
      {"name": "slow", "summary": "Slow.", "collection": "users", "kind": "quality", "parameters": {}, "pipeline": [{"$match":
       {"$expr": {"$function": {"body": "function() { sleep(200); return true; }", "args": [], "lang": "js"}}}}]}
      """
    let path = "\(folder)/slow.json"
    let file = fopen(path, "w")
    fputs(slow, file)
    fclose(file)
    let users = (0..<500).map { ["_id": BSONValue($0)] as BSONValue }
    try server.command(["insert": "users", "documents": .array(users)], on: database)
    func running() throws -> Int {
      let found = try server.command([
        "currentOp": 1, "command.comment": ["$regex": "^opq slow "], "command.$db": .string(database),
      ])
      return found["inprog"]?.arrayValue?.count ?? 0
    }
    let process = start(["--file", path], output: "\(folder)/out")
    try waitUntil { try running() > 0 }
    #expect(try running() == 1)
    kill(process, SIGINT)
    try waitUntil { try running() == 0 }
    #expect(try running() == 0)
    #expect(wait(process) & 0x7F == SIGINT)
  }

  @Test("prints an event soon after it was acknowledged: lag, interval and no more than a moment")
  func latency() throws {
    let index: BSONValue = ["key": ["insert_time": 1, "_id": 1], "name": "arrival"]
    try server.command(["createIndexes": "audit_events", "indexes": [index]], on: database)
    let output = "\(folder)/followed"
    let process = start(["audit-events", "--follow", "--lag", "1s", "--interval", "1s"], output: output)
    var slowest: Int64 = 0
    for number in 0..<10 {
      let event: BSONValue = ["_id": BSONValue(number), "uuid": .string("E\(number)"), "insert_time": .date(.now)]
      try server.command(["insert": "audit_events", "documents": [event]], on: database)
      let acknowledged = BSONDate.now.milliseconds
      // Long for a machine that does much else; on an idle one it is two seconds and a half at most.
      for _ in 0..<3000 {
        if lines(output).count > number { break }
        usleep(10_000)
      }
      #expect(lines(output).count == number + 1)
      slowest = max(slowest, BSONDate.now.milliseconds - acknowledged)
      usleep(UInt32.random(in: 0...500_000))
    }
    kill(process, SIGTERM)
    #expect(wait(process) & 0x7F == SIGTERM)
    print("an event was out at most \(slowest) ms after its acknowledgement, lag and interval a second each")
  }

  @Test("goes on from --since now after a stop before the first event")
  func stoppedBeforeTheFirst() throws {
    let index: BSONValue = ["key": ["insert_time": 1, "_id": 1], "name": "arrival"]
    try server.command(["createIndexes": "audit_events", "indexes": [index]], on: database)
    let asked = ["audit-events", "--since", "now", "--lag", "0s", "--cursor-file", "\(folder)/cursor"]
    let process = start(asked + ["--follow"], output: "\(folder)/none")
    try waitUntil { access("\(folder)/cursor", F_OK) == 0 }
    kill(process, SIGTERM)
    #expect(wait(process) & 0x7F == SIGTERM)
    let event: BSONValue = ["_id": 1, "uuid": "E1", "insert_time": .date(.now), "timestamp": .date(.now)]
    try server.command(["insert": "audit_events", "documents": [event]], on: database)
    usleep(10_000)
    #expect(wait(start(asked, output: "\(folder)/some")) == 0)
    #expect(lines("\(folder)/some").count == 1)
  }

  @Test("loses no event and repeats none but those of a kill, however often it is killed")
  func killed() throws {
    let index: BSONValue = ["key": ["insert_time": 1, "_id": 1], "name": "arrival"]
    try server.command(["createIndexes": "audit_events", "indexes": [index]], on: database)
    var random = SystemRandomNumberGenerator()
    let total = 20_000
    var inserted = 0
    var runs: [[String]] = []
    var process: pid_t = 0
    // Events arrive while the reader reads; some of a batch carry stamps a little older than the batch before.
    while inserted < total || runs.count < 12 {
      let output = "\(folder)/run\(runs.count)"
      process = start(
        ["audit-events", "--cursor-file", "\(folder)/cursor", "--lag", "2s", "--follow", "--interval", "0s"],
        output: output)
      let deadline = BSONDate.now.milliseconds + Int64.random(in: 150...1200, using: &random)
      while BSONDate.now.milliseconds < deadline {
        if inserted < total {
          let events = (inserted..<inserted + 200).map { number -> BSONValue in
            let late = Int64.random(in: 0...800, using: &random)
            return [
              "_id": BSONValue(number), "uuid": .string("E\(number)"),
              "insert_time": .date(BSONDate(milliseconds: BSONDate.now.milliseconds - late)), "timestamp": .date(.now),
            ]
          }
          try server.command(["insert": "audit_events", "documents": .array(events)], on: database)
          inserted += 200
        }
        usleep(5000)
      }
      kill(process, SIGKILL)
      _ = wait(process)
      runs.append(lines(output))
    }
    usleep(2_500_000)
    #expect(
      wait(start(["audit-events", "--cursor-file", "\(folder)/cursor", "--lag", "2s"], output: "\(folder)/last")) == 0)
    runs.append(lines("\(folder)/last"))

    #expect(Set(runs.joined()).count == total)
    var order: [String: Int] = [:]
    let all = try server.command(
      ["find": "audit_events", "sort": ["insert_time": 1, "_id": 1], "batchSize": 100_000, "projection": ["uuid": 1]],
      on: database)
    for (place, event) in (all.value(at: "cursor.firstBatch")?.arrayValue ?? []).enumerated() {
      order[event.documentValue?["uuid"]?.stringValue ?? ""] = place
    }
    var next = 0
    for run in runs {
      let places = try run.compactMap { line in order[try BSONDocument(json: line)["uuid"]?.stringValue ?? ""] }
      #expect(places.count == run.count)
      guard let first = places.first, let last = places.last else { continue }
      // Without a gap inside the run, and none to the run before.
      #expect(places == Array(first...last))
      #expect(first <= next)
      next = max(next, last + 1)
    }
    #expect(next == total)
  }
}
