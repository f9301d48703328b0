import BSON
import TestServer
import Testing
import ToolSupport

@Suite("opq and an event with very many fields", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpQWideEventTests {
  @Test("prints it and the thousand after it in bounded memory", arguments: ["ndjson", "tsv", "csv", "table"])
  func wide(format: String) async throws {
    let server = TestServer.shared
    let database = server.freshDatabase()
    var shell = try Shell(server: false)
    shell.variables["MONGODB_URI"] = "\(server.uri)/\(database)"
    let now = BSONDate.now.milliseconds
    let plain = (0..<1000).map { number -> BSONValue in
      [
        "uuid": .string("E\(number)"), "timestamp": .date(BSONDate(milliseconds: now - 60_000 - Int64(number))),
        "action": "create", "actor_uuid": "A",
      ]
    }
    let keys = (0..<200_000).map { ("k\($0)", BSONValue(1)) }
    let wide = BSONDocument([("uuid", "WIDE"), ("timestamp", .date(BSONDate(milliseconds: now - 1000)))] + keys)
    try server.command(["insert": "audit_events", "documents": .array(plain)], on: database)
    try server.command(["insert": "audit_events", "documents": [.document(wide)]], on: database)
    let answer = try await shell.run(
      """
      opq audit-events --since 1h --limit 2000 --format \(format) > answer 2> errors & query=$!
      while grep VmHWM /proc/$query/status >> peaks; do sleep 0.05; done 2> /dev/null
      wait $query; status=$?
      wc -l < answer; tail -n 1 peaks
      cat errors >&2
      exit $status
      """)
    #expect(answer.status == 0, "\(answer.errors)")
    let said = answer.output.split(whereSeparator: \.isWhitespace)
    #expect(said.first == (format == "ndjson" ? "1001" : "1002"))
    // In kB, under a debug build. Without a bound every row was as wide as this one: gigabytes.
    let peak = try #require(said.count > 2 ? Int(said[2]) : nil)
    #expect(peak < 400_000)
    print("\(format): at most \(peak) kB")
    #expect(answer.errors.contains("no column for k") == (format != "ndjson"), "\(answer.errors)")
  }
}
