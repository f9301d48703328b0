import BSON
import TestServer
import Testing

@Suite(
  "opidx at a terminal", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"),
  .enabled(if: Shell.has("script"), "needs script"))
struct OpIdxTerminalTests {
  let shell: OpIdxShell

  init() throws { shell = try OpIdxShell(TestServer.shared) }

  /// Runs a line at a terminal of its own, 80 columns wide; gives what the terminal got.
  private func atTerminal(_ line: String) async throws -> OpIdxShell.Answer {
    try await shell.run("TERM=xterm script --quiet --return --command 'stty cols 80 rows 24; \(line)' typescript")
  }

  @Test("shows a table that fits")
  func table() async throws {
    try shell.index("users", ["a_field_with_a_long_name": 1], name: String(repeating: "long", count: 20))
    for command in ["plan", "check", "advise", "drop", "apply"] {
      let answer = try await atTerminal("opidx \(command) --format table 2> messages")
      let lines = answer.output.split(whereSeparator: \.isNewline).map { $0.drop { $0 == "\r" } }
      #expect(lines.count > 1, "\(command)")
      for line in lines { #expect(withoutColour(line).count <= 80, "\(line)") }
    }
  }

  private func withoutColour(_ line: Substring) -> String {
    line.split(separator: "\u{1B}[").enumerated().map { number, part in
      let isText = number == 0 && !line.hasPrefix("\u{1B}[")
      return isText ? String(part) : String(part.drop { $0 != "m" && $0 != "K" }.dropFirst())
    }.joined()
  }

  @Test("shows how far the server is, takes it away in the end, and nothing of it with --quiet")
  func progress() async throws {
    // Enough for a build that lasts longer than the look at it takes.
    try shell.command(["insert": "seed", "documents": [["_id": 1]]])
    let event: BSONValue = [
      "_id": "$n", "uuid": ["$toString": "$n"],
      "actor_uuid": ["$toString": ["$mod": ["$n", 997]]], "timestamp": ["$toDate": ["$toLong": "$n"]],
    ]
    try shell.command([
      "aggregate": "seed", "cursor": [:],
      "pipeline": [
        ["$project": ["n": ["$range": [0, 300_000]]]], ["$unwind": "$n"], ["$project": event], ["$out": "audit_events"],
      ],
    ])
    let answer = try await atTerminal("opidx > steps")
    #expect(answer.status == 0)
    #expect(answer.output.contains("audit_events: "))
    #expect(answer.output.contains(" %"))
    #expect(answer.output.hasSuffix("\r\u{1B}[K"))
    try shell.command(["dropIndexes": "audit_events", "index": "*"])
    #expect(try await atTerminal("opidx --quiet > steps").output == "")
  }
}
