import TestServer
import Testing

@Suite(
  "The manual's examples", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"),
  .enabled(if: Shell.has("jq"), "needs jq"))
struct ManualExampleTests {
  @Test(
    "do what the page says, one after the other",
    arguments: ["opgen.1", "opload.1", "opidx.1", "opq.1", "opstat.1", "onepw-events.5", "onepw-queries.7"])
  func run(_ name: String) async throws {
    let page = try ManualPage(name)
    try #require(!page.examples.isEmpty)
    let shell = try Shell()
    // What the examples may take for granted: a file of events, a page that curl has fetched, and, but for the two pages that begin
    // with an empty database, a small company in it.
    let fill = ["opgen.1", "opload.1"].contains(name) ? "true" : "opload < events.ndjson && opidx"
    let prelude = try await shell.run(
      """
      opgen --scale 0.05 --end 2026-11-01T00:00:00Z > events.ndjson &&
      opgen --audit 20 | jq --compact-output --slurp '{cursor: "x", has_more: false, items: .}' > page.json && \(fill)
      """)
    try #require(prelude.status == 0, "\(prelude.errors)")
    for example in page.examples {
      let answer = try await shell.run(example)
      #expect(answer.status == 0, "\(name): $ \(example)\n\(answer.errors)")
    }
  }
}
