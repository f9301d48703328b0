import Foundation
import TestServer
import Testing

@Suite("An example", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct ExampleTests {
  private let shell: Shell
  private let examples = checkout.appending(path: "Examples").path

  init() throws {
    shell = try Shell()
  }

  @Test("sets up a database by make, the same at the second time")
  func environment() async throws {
    let database = TestServer.shared.freshDatabase()
    for _ in 1...2 {
      try await expectSuccess("make --file \(examples)/environment/Makefile database SCALE=0.01 DB=\(database)")
      let count = try await shell.run("opq audit-events --db \(database) --since 2026-10-01 --until 2026-11-02 | wc -l")
      #expect(count.output == "500\n")
    }
  }

  @Test("empties no database where make is asked for a world that cannot be")
  func environmentFails() async throws {
    let database = TestServer.shared.freshDatabase()
    let make = "make --file \(examples)/environment/Makefile DB=\(database)"
    try await expectSuccess("\(make) database SCALE=0.01")
    for target in ["database", "again"] {
      let answer = try await shell.run("\(make) \(target) SCALE=0")
      #expect(answer.status == 2, "\(answer.errors)")
    }
    let count = try await shell.run("opq audit-events --db \(database) --since 2026-10-01 --until 2026-11-02 | wc -l")
    #expect(count.output == "500\n")
  }

  @Test("ends as the tool in it does", .enabled(if: Shell.has("curl", "jq", "python3"), "needs curl, jq and python3"))
  func statuses() async throws {
    let answer = try await shell.run(
      """
      opgen --audit 10 > events
      mkfifo up
      python3 \(checkout.path)/Tests/Fixtures/events-api.py events < up > address &
      exec 3> up
      until [ -s address ]; do sleep 0.1; done
      export EVENTS_API_URL=$(cat address) EVENTS_API_TOKEN=secret
      export MONGODB_URI='mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100'
      \(examples)/curl/fetch-events auditevents cursor > /dev/null; echo $?
      \(examples)/shell/busiest-hours; echo $?
      """)
    #expect(answer.output == "69\n69\n", "\(answer.errors)")
  }

  @Test("leaves no event behind when a signal ends it", arguments: [("HUP", 129), ("TERM", 143)])
  func interrupted(signal: String, status: Int) async throws {
    // It begins an answer and waits.
    let slow = "#!/bin/sh\necho '{}'\ntouch begun\nsleep 1\n"
    let answer = try await shell.run(
      """
      mkdir bin cursors spool temporary
      tee bin/opq bin/curl > /dev/null; chmod +x bin/*
      export PATH=$PWD/bin:$PATH TMPDIR=$PWD/temporary EVENTS_API_TOKEN=secret
      for line in '\(examples)/cron/feed-siem cursors spool' '\(examples)/curl/fetch-events auditevents cursor'; do
        rm -f begun
        $line > /dev/null & script=$!
        until [ -e begun ]; do sleep 0.1; done
        kill -\(signal) $script; wait $script; echo $?
      done
      find spool temporary -type f
      """, input: slow)
    #expect(answer.output == "\(status)\n\(status)\n", "\(answer.output)\(answer.errors)")
  }

  @Test("tells cron no connection string in a command, which ps and the log show")
  func crontab() throws {
    let lines = try text(of: "Examples/cron/feed-siem").split(separator: "\n").filter { $0.hasPrefix("#   ") }
    #expect(lines.contains("#   MONGODB_URI=mongodb://..."))
    #expect(lines.contains { $0.contains("* * * * *") && !$0.contains("mongodb://") })
  }

  @Test(
    "loads all pages of an API by curl, and at the next time only what is new",
    .enabled(if: Shell.has("curl", "jq", "python3"), "needs curl, jq and python3"))
  func curl() async throws {
    try await expectSuccess(
      """
      opgen --audit 2500 --end 2026-11-01T00:00:00Z > events
      mkfifo up
      python3 \(checkout.path)/Tests/Fixtures/events-api.py events < up > address &
      exec 3> up
      until [ -s address ]; do sleep 0.1; done
      export EVENTS_API_URL=$(cat address) EVENTS_API_TOKEN=secret
      \(examples)/curl/fetch-events auditevents cursor > first
      \(examples)/curl/fetch-events auditevents cursor > second
      [ "$(jq --slurp 'map(.inserted) | add' first)" = 2500 ]
      [ "$(jq --slurp 'map(.lines) | add' second)" = 0 ]
      """)
  }

  @Test(
    "goes on past an item that opload refuses, and keeps it",
    .enabled(if: Shell.has("curl", "jq", "python3"), "needs curl, jq and python3"))
  func curlRefused() async throws {
    try await expectSuccess(
      """
      opgen --audit 2500 --end 2026-11-01T00:00:00Z | sed '5s/"timestamp":"[^"]*"/"timestamp":"yesterday"/' > events
      mkfifo up
      python3 \(checkout.path)/Tests/Fixtures/events-api.py events < up > address &
      exec 3> up
      until [ -s address ]; do sleep 0.1; done
      export EVENTS_API_URL=$(cat address) EVENTS_API_TOKEN=secret
      \(examples)/curl/fetch-events auditevents cursor > first 2> told
      \(examples)/curl/fetch-events auditevents cursor > second
      [ "$(jq --slurp 'map(.inserted) | add' first)" = 2499 ]
      [ "$(jq --slurp 'map(.lines) | add' second)" = 0 ]
      [ "$(jq --raw-output .reason cursor.refused)" = bad-date ]
      grep cursor.refused told
      """)
  }

  @Test("hands each event to a SIEM once", .enabled(if: Shell.has("jq"), "needs jq"))
  func cron() async throws {
    try await expectSuccess(
      """
      mkdir cursors spool
      opidx
      opgen --audit 300 --end 2026-11-01T00:00:00Z | opload
      sleep 6 # what is younger than opq's lag is not seen yet
      \(examples)/cron/feed-siem cursors spool
      opgen --audit 300 --usages 100 --end 2026-11-01T01:00:00Z | opload
      sleep 6
      \(examples)/cron/feed-siem cursors spool
      \(examples)/cron/feed-siem cursors spool
      [ "$(cat spool/audit-events.*.ndjson | jq -r .uuid | sort | uniq -d | wc -l)" = 0 ]
      [ "$(cat spool/audit-events.*.ndjson | wc -l)" = "$(opq audit-events --since 2026-09-01 | wc -l)" ]
      [ "$(cat spool/item-usages.*.ndjson | wc -l)" = 100 ]
      """)
  }

  @Test("scores the rules of the workflow, and fails one that is deaf", .enabled(if: Shell.has("jq"), "needs jq"))
  func scoring() async throws {
    let step = try #require(try text(of: "Examples/ci/detection-rules.yml").components(separatedBy: "- run: |\n").last)
    try await expectSuccess("cd \(examples)/ci\n\(step)")
    let deaf = try await shell.run("\(examples)/ci/score-rule brute-force --min 100000")
    #expect(deaf.status == 1)
  }

  @Test(
    "reads what opq writes", .enabled(if: Shell.has("jq", "node", "python3"), "needs jq, node and python3"),
    arguments: [
      "opq sign-in-attempts --since 2026-09-01 --order asc | python3 EXAMPLES/python/new_countries.py | jq --exit-status .country",
      "opq audit-events --since 2026-09-01 | node EXAMPLES/node/exports.mjs | jq --slurp --exit-status 'length > 0'",
      "[ $(EXAMPLES/shell/busiest-hours --since 2026-09-01 | wc -l) = 5 ]",
    ])
  func languages(_ line: String) async throws {
    try await expectSuccess(
      """
      opgen --scale 0.02 --end 2026-11-01T00:00:00Z | opload
      \(line.replacing("EXAMPLES", with: examples))
      """)
  }

  @Test(
    "archives by the README's lines what a retention of a year removes, keeps older archives, and brings it back",
    .enabled(if: Shell.has("jq", "zstd"), "needs jq and zstd"))
  func archive() async throws {
    let readme = try text(of: "README.md")
    let start = try #require(readme.range(of: "  (\n    set -o pipefail\n"))
    let end = try #require(readme[start.lowerBound...].range(of: "```"))
    try await expectSuccess(
      """
      opgen --audit 300 --usages 200 --signins 100 --end 2025-03-01T00:00:00Z | opload
      opgen --audit 50 --usages 40 --signins 30 --seed 7 | opload
      archive() { \(readme[start.lowerBound..<end.lowerBound])
      }
      archive
      opload --drop --yes < /dev/null
      ! archive
      [ "$(zstdcat *.zst | wc -l)" = 600 ]
      [ "$(zstdcat *.zst | opload --db \(TestServer.shared.freshDatabase()) | jq .inserted)" = 600 ]
      """)
  }

  @Test("runs the README's pipeline of all five tools", .enabled(if: Shell.has("jq"), "needs jq"))
  func pipeline() async throws {
    let readme = try text(of: "README.md")
    let start = try #require(readme.range(of: "opgen | opload"))
    let end = try #require(readme[start.lowerBound...].range(of: "```"))
    let lines = readme[start.lowerBound..<end.lowerBound]
    try await expectSuccess(String(lines))
    let question = try #require(lines.split(separator: "\n").first { $0.hasPrefix("opq ") })
    #expect(try await shell.run(String(question)).output.split(separator: "\n").count > 1, "\(question)")
  }

  private func expectSuccess(_ lines: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let answer = try await shell.run("set -e\n" + lines)
    #expect(answer.status == 0, "\(answer.errors)", sourceLocation: sourceLocation)
  }
}
