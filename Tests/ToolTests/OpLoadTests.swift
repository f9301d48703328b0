import BSON
import Foundation
import TestServer
import Testing

@Suite("opload, as a user runs it", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpLoadTests {
  private func summary(_ answer: Shell.Answer) throws -> BSONDocument {
    try BSONDocument(json: #require(answer.output.split(separator: "\n").last.map(String.init)))
  }

  @Test("loads what opgen writes, finds it again, and brings only what a later end adds")
  func loadsOpgensWorld() async throws {
    let shell = try Shell()
    let sizes = "--users 40 --devices 90 --vaults 12 --items 200 --audit 2000 --usages 1000 --signins 600"
    let world = "opgen \(sizes) --sessions --locations --end 2026-11-21T20:00:00Z"
    let first = try summary(await shell.run("\(world) | opload"))
    let lines = try #require(first["lines"]?.intValue)
    #expect(first["inserted"]?.intValue == lines && first.value(at: "collections.audit_events")?.intValue == 2_000)
    let again = try summary(await shell.run("\(world) | opload"))
    #expect(again["duplicate"]?.intValue == lines)
    let later = try await shell.run("\(world.replacing("T20:", with: "T21:")) | opload")
    let third = try summary(later)
    #expect(later.status == 0 && third["refused"]?.intValue == 0)
    #expect(try #require(third["inserted"]?.intValue) >= 3_600 && third["replaced"]?.intValue ?? 0 > 0)
  }

  @Test("asked to end, finishes what it has, says what it did and where to go on")
  func endsCleanly() async throws {
    let shell = try Shell()
    let answer = try await shell.run(
      """
      opgen --audit 1000 > lines
      mkfifo pipe; (cat lines; sleep 30) > pipe & producer=$!
      opload < pipe & load=$!
      for try in {1..300}; do [ "$(opq audit-events --since 400d | wc -l)" = 1000 ] && break; sleep 0.2; done
      kill -INT $load; wait $load; status=$?
      kill $producer; exit $status
      """)
    #expect(answer.status == 130)
    let end = try summary(answer)
    #expect(end["inserted"]?.intValue == 1_000 && end["resume_line"]?.intValue == 1_001)
  }

  @Test(
    "tells an output that is full instead of losing what belongs there",
    arguments: ["opload --rejects /dev/full", "opload > /dev/full"])
  func tellsFullDisks(command: String) async throws {
    let answer = try await Shell().run("echo nonsense | \(command)")
    #expect(answer.status == 74)
    #expect(answer.errors.contains("No space left on device"))
  }

  @Test("tells what it could not do by its status, with a summary and the line to go on from")
  func statuses() async throws {
    let shell = try Shell()
    let refused = try await shell.run("echo nonsense | opload")
    #expect(refused.status == 65)
    #expect(try summary(refused)["refused"]?.intValue == 1 && summary(refused)["resume_line"] == nil)
    let unreadable = try await shell.run("opload < .")
    #expect(unreadable.status == 74 && unreadable.errors.contains("Is a directory"), "\(unreadable.errors)")
    #expect(try summary(unreadable)["resume_line"]?.intValue == 1)
    let unwritable = try await shell.run("{ opgen --audit 10; echo nonsense; } | opload --rejects /dev/full")
    #expect(unwritable.status == 74 && unwritable.errors.contains("No space left on device"), "\(unwritable.errors)")
    let end = try summary(unwritable)
    let sum = try ["inserted", "duplicate", "replaced", "refused"].reduce(0) { try $0 + #require(end[$1]?.intValue) }
    #expect(end["lines"]?.intValue == sum && sum == 10 && end["resume_line"]?.intValue == 1)
  }

  @Test("gives up with its own status when the server stays away, and tells where to go on")
  func givesUp() async throws {
    let server = try TestServer.start()
    defer { server.kill() }
    var shell = try Shell(server: false)
    shell.variables["MONGODB_URI"] = server.uri + "/gone?serverSelectionTimeoutMS=500"
    shell.variables["SERVER"] = "\(try #require(server.processID))"
    let answer = try await shell.run(
      """
      opgen --audit 500 > lines
      { cat lines; for try in {1..600}; do [ "$(opq audit-events --since 400d --limit 1 2> /dev/null)" ] && break; sleep 0.1; done
        kill -KILL $SERVER; opgen --audit 500 --seed 2; } | opload --retry-for 1s
      """)
    #expect(answer.status == 75, "\(answer.errors)")
    let end = try summary(answer)
    // 501, or 1 where the server died before it had acknowledged what could be read already.
    let resume = try #require(end["resume_line"]?.intValue)
    #expect(end["lines"]?.intValue == resume - 1)
    #expect(answer.errors.contains("--resume-line \(resume)"), "\(answer.errors)")
  }

  @Test("refuses one document more than it may, even where all are items of one line")
  func fewRefusedItems() async throws {
    let shell = try Shell(server: false)
    let answer = try await shell.run(
      """
      { printf '[1'; yes ',1' | head -n 100000 | tr -d '\\n'; echo ']'; } |
        opload --dry-run --max-rejects 10 --rejects rejects
      status=$?; wc -l < rejects; exit $status
      """)
    #expect(answer.status == 65)
    let lines = answer.output.split(separator: "\n").map(String.init)
    let summary = try BSONDocument(json: lines[0])
    #expect(summary["refused"]?.intValue == 11 && summary["lines"]?.intValue == 11)
    #expect(summary["resume_line"]?.intValue == 1)
    #expect(lines[1] == "11")
  }

  @Test("prints no key of a refused line that would command a terminal, nor a long one whole")
  func cleansKeys() async throws {
    let shell = try Shell(server: false)
    let long = String(repeating: "k", count: 5_000)
    for key in [#"\u001b]0;x\u0007\n"#, #"\u009b31m\u202e"#, long, #"\u001b"# + long] {
      let answer = try await shell.run(
        "opload --dry-run", input: #"{"uuid":"E","actor_uuid":"A","\#(key)":{"$oid":"z"}}"#)
      #expect(answer.status == 65 && answer.errors.utf8.count < 1024, "\(answer.errors.utf8.count)")
      #expect(answer.errors.hasPrefix("opload: line 1 refused, bad-extended-json: ") && answer.errors.hasSuffix("\n"))
      let hostile = answer.errors.dropLast().unicodeScalars.filter {
        [.control, .format].contains($0.properties.generalCategory)
      }
      #expect(hostile.isEmpty, "\(hostile)")
    }
  }

  @Test("lets nobody else read what was refused, in a file that was there before too; a pipe stays as it was")
  func protectsRejects() async throws {
    let answer = try await Shell(server: false).run(
      """
      umask 000
      touch old labels; mkfifo pipe; chmod 644 old labels pipe
      for file in old new; do echo nonsense | opload --dry-run --rejects $file; done
      cat pipe > copy & echo nonsense | opload --dry-run --rejects pipe; wait
      opgen --audit 10 --scenario all --labels labels > /dev/null
      opgen --audit 10 --scenario all --labels fresh > /dev/null
      stat --format %a old new labels fresh pipe
      cmp old new && cmp old copy
      """)
    #expect(answer.output.split(separator: "\n").suffix(5) == ["600", "600", "600", "600", "644"], "\(answer.errors)")
    #expect(answer.status == 0)
  }

  @Test("does not empty what it is to read, under whatever name", arguments: ["lines", "./link"])
  func sparesItsInput(rejects: String) async throws {
    let answer = try await Shell(server: false).run(
      "echo nonsense > lines; ln lines link; opload --dry-run --rejects \(rejects) < lines; status=$?; cat lines; exit $status"
    )
    #expect(answer.status == 64 && answer.errors.contains("standard input"), "\(answer.errors)")
    #expect(answer.output == "nonsense\n")
  }

  @Test("names a server that is away within five seconds, and no password")
  func namesADeadServer() async throws {
    var shell = try Shell(server: false)
    shell.variables["MONGODB_URI"] = "mongodb://loader:geheim@127.0.0.1:1/?connectTimeoutMS=1000"
    let answer = try await shell.run("SECONDS=0; echo '{}' | opload; status=$?; echo $SECONDS; exit $status")
    // Five seconds, and what a busy machine adds.
    let seconds = try #require(Int(answer.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(answer.status == 69 && seconds < 10)
    #expect(answer.errors.split(separator: "\n").count == 1)
    #expect(answer.errors.contains("127.0.0.1:1") && !answer.errors.contains("geheim"))
  }

  @Test(
    "names the nearest right option, and what a value should be",
    arguments: [
      ("--wrokers 2", "--workers"), ("--workers 0", "from 1 to 64"), ("--collection evnts", "audit_events"),
      ("--on-duplicate merge", "keep"), ("--write-concern 0", "majority"), ("--retry-for soon", "a duration such as"),
      ("--drop", "--yes"), ("--db a/b", "--db 'a/b'"),
    ])
  func explainsWrongOptions(options: String, hint: String) async throws {
    let answer = try await Shell().run("opload \(options) < /dev/null")
    #expect(answer.status == 64 && answer.errors.contains(hint) && answer.errors.split(separator: "\n").count == 1)
  }
}
