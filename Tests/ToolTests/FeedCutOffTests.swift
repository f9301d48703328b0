import BSON
import Foundation
import TestServer
import Testing
import ToolSupport

/// A job throws away what came with a bad status, so that a cursor which had moved on by then would lose it for ever.
@Suite("A feed that is cut off in the middle", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct FeedCutOffTests {
  private static let count = 6000

  private let server = try! TestServer.start(arguments: ["--setParameter", "enableTestCommands=1"])
  private let shell: Shell

  init() throws {
    var shell = try Shell(server: false)
    shell.variables["MONGODB_URI"] = server.uri + "/feed"
    self.shell = shell
    let index: BSONValue = ["key": ["insert_time": 1, "_id": 1], "name": "arrival"]
    for collection in ["audit_events", "item_usages", "sign_in_attempts"] {
      try server.command(["createIndexes": .string(collection), "indexes": [index]], on: "feed")
    }
    let arrival = BSONDate(milliseconds: BSONDate.now.milliseconds - 60_000)
    let events = (0..<Self.count).map { number -> BSONValue in
      [
        "_id": BSONValue(number), "uuid": .string("E\(number)"), "insert_time": .date(arrival),
        "aux_info": .string(String(repeating: "x", count: 500)),
      ]
    }
    try server.command(["insert": "audit_events", "documents": .array(events)], on: "feed")
  }

  /// Pages of 1000 fail with a code of the server's as `mode` says.
  private func fail(_ mode: BSONValue, code: Int32) throws {
    try server.command([
      "configureFailPoint": "failCommand", "mode": mode,
      "data": ["failCommands": ["find"], "errorCode": .int32(code), "appName": "opq"],
    ])
  }

  /// After some pages the server answers no more: one that takes too long is not tried again.
  private func failFromFourthPage() throws { try fail(["skip": 3], code: 50) }

  private func heal() throws { try server.command(["configureFailPoint": "failCommand", "mode": "off"]) }

  @Test("by the server gives everything again at the next run")
  func byTheServer() async throws {
    defer { server.kill() }
    try failFromFourthPage()
    let first = try await shell.run(
      "opq audit-events --cursor-file cursor --print-cursor | wc -l; exit ${PIPESTATUS[0]}")
    #expect(first.status == 75)
    #expect(first.output != "0\n")
    #expect(first.errors.split(separator: "\n").count == 1, "no cursor is printed for half an answer: \(first.errors)")
    try heal()
    #expect(try await shell.run("opq audit-events --cursor-file cursor | wc -l").output == "\(Self.count)\n")
    #expect(try await shell.run("opq audit-events --cursor-file cursor | wc -l").output == "0\n")
  }

  @Test("by a signal gives everything again at the next run")
  func bySignal() async throws {
    defer { server.kill() }
    let answer = try await shell.run(
      """
      mkfifo pipe
      opq audit-events --cursor-file cursor > pipe & reader=$!
      exec 3< pipe
      head -n 1500 <&3 > begun
      kill -TERM $reader
      cat <&3 >> begun
      wait $reader; echo $?
      opq audit-events --cursor-file cursor | wc -l
      """)
    #expect(answer.output == "143\n\(Self.count)\n", "\(answer.errors)")
  }

  @Test(
    "by a signal when all is out is not cut off: the cursor moves, with status 0", .enabled(if: Shell.has("strace")))
  func bySignalTooLate() async throws {
    defer { server.kill() }
    let answer = try await shell.run(
      """
      strace -f -qq -e signal=TERM -e trace=fsync -e inject=fsync:signal=TERM:when=1 -o calls \
        opq audit-events --cursor-file cursor | wc -l
      grep -c SIGTERM calls
      opq audit-events --cursor-file cursor | wc -l
      """)
    #expect(answer.status == 0 && answer.output == "\(Self.count)\n1\n0\n", "\(answer.output)\(answer.errors)")
  }

  @Test("reaches a SIEM whole by the next minute's run of the script, which tells what failed")
  func script() async throws {
    defer { server.kill() }
    let script = checkout.appending(path: "Examples/cron/feed-siem").path
    try failFromFourthPage()
    let first = try await shell.run("mkdir cursors spool; \(script) cursors spool")
    #expect(first.status == 75)
    #expect(first.errors.contains("opq: "))
    #expect(try await shell.run("ls -A spool").output == "")
    try heal()
    let second = try await shell.run(
      "\(script) cursors spool; cat spool/*.ndjson | sort | uniq | wc -l; ls -A spool | wc -l")
    #expect(second.status == 0)
    #expect(second.output == "\(Self.count)\n1\n", "\(second.errors)")
  }

  @Test("goes on by itself while it follows, when the server takes too long")
  func followsOn() async throws {
    defer { server.kill() }
    try fail(["times": 3], code: 50)
    let answer = try await shell.run("opq audit-events --follow --interval 0s --limit \(Self.count) | wc -l")
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output == "\(Self.count)\n")
    #expect(answer.errors.contains("--timeout may have to be longer"), "\(answer.errors)")
  }

  @Test("tells of every time that the server is away, not of every try")
  func tells() async throws {
    defer { server.kill() }
    // ExceededTimeLimit passes, and lets the driver keep its connection.
    try fail(["activationProbability": 0.9], code: 262)
    let answer = try await shell.run("opq audit-events --follow --interval 0s --limit \(Self.count) | wc -l")
    #expect(answer.output == "\(Self.count)\n")
    let told = answer.errors.split(separator: "\n")
    // Six pages, and before nearly each of them the server was away for some tries.
    #expect((2...6).contains(told.count), "\(answer.errors)")
  }

  @Test("for good while it follows gives nothing twice at the next start")
  func forGood() async throws {
    defer { server.kill() }
    // OperationFailed is not tried again.
    try fail(["skip": 2], code: 96)
    let first = try await shell.run("opq audit-events --follow --cursor-file cursor | wc -l; exit ${PIPESTATUS[0]}")
    #expect(first.status == 70)
    #expect(first.output == "2000\n")
    try heal()
    #expect(try await shell.run("opq audit-events --cursor-file cursor | wc -l").output == "\(Self.count - 2000)\n")
  }
}
