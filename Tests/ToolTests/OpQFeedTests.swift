import BSON
import Glibc
import TestServer
import Testing
import ToolSupport

@testable import opq

@Suite("opq as a feed", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpQFeedTests {
  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()
  private let folder = try! temporaryFolder()

  private func opq(_ arguments: String...) -> OpQRun { OpQRun(arguments + connection) }
  private var connection: [String] { ["--uri", server.uri, "--db", database] }

  private func insert(_ numbers: Range<Int>, into collection: String = "audit_events", ago seconds: Int = 60) throws {
    let index: BSONValue = ["key": ["insert_time": 1, "_id": 1], "name": "arrival"]
    try server.command(["createIndexes": .string(collection), "indexes": [index]], on: database)
    let arrival = BSONDate.now.milliseconds - Int64(seconds) * 1000
    let events = numbers.map { number -> BSONValue in
      [
        "_id": BSONValue(number), "uuid": .string("E\(number)"), "timestamp": .date(.now),
        "insert_time": .date(BSONDate(milliseconds: arrival + Int64(number / 10))),
        "action": number % 2 == 0 ? "view" : "export",
      ]
    }
    try server.command(["insert": .string(collection), "documents": .array(events)], on: database)
  }

  private func names(_ numbers: some Sequence<Int>) -> [String] { numbers.map { "E\($0)" } }

  @Test("pages by tokens that the reader keeps")
  func tokens() throws {
    try insert(0..<25)
    let first = opq("audit-events", "--limit", "10", "--print-cursor")
    #expect(first.texts("uuid") == names(0..<10))
    let cursor = String(first.errors.dropLast())
    let second = opq("audit-events", "--cursor", cursor, "--print-cursor")
    #expect(second.texts("uuid") == names(10..<20))
    #expect(opq("audit-events", "--cursor", String(second.errors.dropLast())).texts("uuid") == names(20..<25))
    #expect(opq("audit-events", "--cursor", cursor, "--action", "view").status == 64)
    #expect(opq("item-usages", "--cursor", cursor).status == 64)
    #expect(opq("audit-events", "--cursor", cursor.dropLast(3) + "xyz").status == 64)
    let newest = opq("audit-events", "--order", "desc", "--limit", "5", "--print-cursor")
    #expect(newest.texts("uuid") == names((20..<25).reversed()))
    #expect(
      opq("audit-events", "--order", "desc", "--cursor", String(newest.errors.dropLast())).texts("uuid")
        == names((15..<20).reversed()))
  }

  @Test("gives each event once to a job that keeps a cursor file")
  func cursorFile() throws {
    let file = "\(folder)/cursor"
    try insert(0..<2500)
    #expect(opq("audit-events", "--cursor-file", file).texts("uuid") == names(0..<2500))
    #expect(opq("audit-events", "--cursor-file", file).output == "")
    try insert(2500..<2503, ago: 20)
    #expect(opq("audit-events", "--cursor-file", file, "--format", "tsv").lines.count == 4)
    #expect(opq("audit-events", "--cursor-file", file).output == "")
    #expect(opq("item-usages", "--cursor-file", file).status == 64)
  }

  @Test("stays behind what may still be on its way")
  func lag() throws {
    try insert(0..<1, ago: 3)
    #expect(opq("audit-events", "--cursor-file", "\(folder)/c").output == "")
    #expect(opq("audit-events", "--cursor-file", "\(folder)/c", "--lag", "1s").texts("uuid") == ["E0"])
  }

  @Test("filters, starts and ends where it is told")
  func filters() throws {
    try insert(0..<5, ago: 7200)
    try insert(5..<10, ago: 60)
    let file = "\(folder)/cursor"
    #expect(
      opq("audit-events", "--cursor-file", file, "--since", "1h", "--action", "export").texts("uuid") == [
        "E5", "E7", "E9",
      ])
    #expect(opq("audit-events", "--print-cursor", "--until", "1h").texts("uuid") == names(0..<5))
  }

  @Test("begins a stream that was silent where the first run began, not at a later run's --since")
  func silentStream() throws {
    let file = "\(folder)/cursor"
    for collection in ["item_usages", "sign_in_attempts"] { try insert(0..<1, into: collection, ago: 40_000) }
    try insert(0..<3, ago: 30)
    #expect(opq("events", "--cursor-file", file, "--since", "1h").texts("uuid") == names(0..<3))
    try insert(3..<5, into: "item_usages", ago: 600)
    #expect(opq("events", "--cursor-file", file, "--since", "1m").texts("uuid") == names(3..<5))
  }

  @Test("reads the three streams as one")
  func together() throws {
    try insert(0..<3, ago: 30)
    try insert(3..<6, into: "item_usages", ago: 40)
    try insert(6..<9, into: "sign_in_attempts", ago: 20)
    #expect(opq("events", "--print-cursor").texts("uuid") == names([3, 4, 5, 0, 1, 2, 6, 7, 8]))
    #expect(opq("events", "--user", "X").status == 64)
  }

  @Test("follows what comes, and ends after as many as asked for")
  func follows() throws {
    try insert(0..<3)
    let server = server
    let connection = connection
    let database = database
    let writer = Thread {
      usleep(300_000)
      let event: BSONValue = ["_id": 99, "uuid": "E99", "insert_time": .date(.now), "timestamp": .date(.now)]
      _ = try? server.command(["insert": "audit_events", "documents": [event]], on: database)
    }
    let run = OpQRun(
      ["audit-events", "--follow", "--limit", "4", "--lag", "0s", "--interval", "0s"]
        + connection)
    writer.join()
    #expect(run.texts("uuid") == ["E0", "E1", "E2", "E99"])
  }

  @Test("lets one reader use a cursor file: the second leaves with 75")
  func locks() throws {
    try insert(0..<1)
    let held = open("\(folder)/cursor.lock", O_RDWR | O_CREAT, 0o600)
    #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
    let second = opq("audit-events", "--cursor-file", "\(folder)/cursor")
    #expect(second.status == 75)
    #expect(second.errors.contains("another reader is using"))
    close(held)
    #expect(opq("audit-events", "--cursor-file", "\(folder)/cursor").texts("uuid") == ["E0"])
  }

  @Test("names what does not go together")
  func contradictions() {
    #expect(opq("audit-events", "--follow", "--order", "desc").status == 64)
    #expect(opq("audit-events", "--cursor", "x", "--cursor-file", "y").status == 64)
    #expect(opq("brute-force", "--follow").status == 64)
    #expect(opq("--follow").status == 64)
  }
}

/// A thread of the test's own: the tool under test blocks.
private final class Thread: Sendable {
  private let work: @Sendable () -> Void
  private nonisolated(unsafe) var thread = pthread_t()

  init(_ work: @escaping @Sendable () -> Void) {
    self.work = work
    pthread_create(
      &thread, nil,
      { argument in
        Unmanaged<Thread>.fromOpaque(argument!).takeUnretainedValue().work()
        return nil
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func join() { pthread_join(thread, nil) }
}
