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

  @Test("killed in the middle and run again, leaves every line in the database once")
  func survivesItsOwnDeath() async throws {
    let shell = try Shell()
    let answer = try await shell.run(
      """
      opgen --audit 30000 --end 2026-11-21T20:00:00Z > lines
      for pause in 0.05 0.1 0.2; do
        (head -c 5000000 lines; sleep 3) | opload > /dev/null 2>&1 & sleep $pause; kill -KILL $!
      done
      opload < lines
      """)
    let last = try summary(answer)
    #expect(last["lines"]?.intValue == 30_000 && last["refused"]?.intValue == 0)
    let count = try await shell.run("opq audit-events --since 400d | sort -u | wc -l")
    #expect(count.output.trimmingCharacters(in: .whitespacesAndNewlines) == "30000")
  }

  @Test("asked to end, finishes what it has, says what it did and where to go on")
  func endsCleanly() async throws {
    let shell = try Shell()
    let answer = try await shell.run(
      """
      opgen --audit 1000 > lines
      mkfifo pipe; (cat lines; sleep 30) > pipe & producer=$!
      opload < pipe & load=$!
      until [ "$(opq audit-events --since 400d | wc -l)" = 1000 ]; do sleep 0.2; done
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
