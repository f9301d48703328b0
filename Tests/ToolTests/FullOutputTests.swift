import TestServer
import Testing

@Suite("An output that takes nothing", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct FullOutputTests {
  @Test("is told in one line with status 74, by every tool")
  func isTold() async throws {
    let shell = try Shell()
    // Six seconds: what is younger than five is not yet part of a feed.
    let filled = try await shell.run("opidx > /dev/null && opgen --audit 10 | opload > /dev/null && sleep 6")
    try #require(filled.status == 0, "\(filled.errors)")
    for command in [
      "opgen --audit 10", "opgen --describe", "opidx", "opidx plan", "opidx advise", "opq",
      "opq --describe brute-force", "opq audit-events --since 2020-01-01", "opq events --cursor-file cursor",
      "opstat", "opstat --watch 1s --count 2", "opstat --format table",
    ] {
      let answer = try await shell.run("\(command) > /dev/full")
      #expect(answer.status == 74, "\(command): \(answer.errors)")
      #expect(answer.errors.contains("No space left on device"), "\(command): \(answer.errors)")
      #expect(answer.errors.split(separator: "\n").count == 1, "\(command): \(answer.errors)")
    }
  }

  @Test("is told likewise when it is closed, and what belongs there goes nowhere else")
  func isClosed() async throws {
    let shell = try Shell()
    let filled = try await shell.run("opidx > /dev/null && opgen --audit 10 | opload > /dev/null")
    try #require(filled.status == 0, "\(filled.errors)")
    for command in [
      "opgen --audit 10", "opload < /dev/null", "opidx",
      "opq audit-events --since 2020-01-01 --lag 0s --cursor-file cursor",
      "opstat",
    ] {
      let answer = try await shell.run("\(command) >&-; status=$?; ls; exit $status")
      #expect(answer.status == 74 && answer.errors.contains("Bad file descriptor"), "\(command): \(answer.errors)")
      #expect(["", "cursor.lock\n"].contains(answer.output), "\(command): \(answer.output)")
    }
    let lock = try await shell.run("cat cursor.lock")
    #expect(lock.output.isEmpty)
    for command in ["opload <&-", "opload --dry-run <&- 2>&-"] {
      #expect(try await shell.run(command).status == 74, "\(command)")
    }
  }

  @Test("leaves a cursor where it was, so that the same events come again")
  func keepsTheCursor() async throws {
    let answer = try await Shell().run(
      """
      opidx > /dev/null
      opgen --audit 300 | opload > /dev/null
      feed="opq audit-events --cursor-file cursor --lag 0s --limit 100"
      $feed > first && cp cursor before || exit 1
      $feed > /dev/full; status=$?
      cmp cursor before || exit 2
      $feed > second && $feed > third || exit 3
      cat first second third | wc -l
      cat first second third | sort -u | wc -l
      exit $status
      """)
    #expect(answer.status == 74, "\(answer.errors)")
    #expect(answer.output == "300\n300\n")
  }
}
