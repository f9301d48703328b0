import BSON
import Foundation
import TestServer
import Testing

/// Every line is in the database once, however often the loader itself dies.
@Suite("A loader that is killed", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpLoadFaultTests {
  private static let count = 30_000

  @Test("and run again, leaves every line in the database once", arguments: Faults.rounds)
  func survives(round: Int) async throws {
    let (server, database) = (TestServer.shared, TestServer.shared.freshDatabase())
    var shell = try Shell(server: false)
    shell.variables["MONGODB_URI"] = "\(server.uri)/\(database)"
    /// Documents in the database, one by one: doubles would print alike, as opq leaves out `_id`.
    func stored() throws -> Int {
      let count: BSONDocument = ["aggregate": "audit_events", "pipeline": [["$count": "n"]], "cursor": [:]]
      let first = try server.command(count, on: database).value(at: "cursor.firstBatch")?.arrayValue?.first
      return first?.documentValue?["n"]?.intValue ?? 0
    }
    _ = try await shell.run(
      "opgen --audit \(Self.count) --seed \(round) --end 2026-11-21T20:00:00Z > lines; split --number l/60 lines part.")
    for isFirst in [true, false, false] {
      // The first kill waits for something to be stored; the last part comes only when the loader is dead: no kill can miss.
      let pause =
        isFirst
        ? "for try in {1..600}; do [ \"$(opq audit-events --since 400d --limit 1)\" ] && break; sleep 0.1; done"
        : "sleep $((RANDOM % 3)).$((RANDOM % 1000))"
      let answer = try await shell.run(
        """
        parts=(part.*); rm -f dead; mkfifo pipe
        { for part in ${parts[@]:0:59}; do cat $part; sleep 0.03; done
          until [ -e dead ]; do sleep 0.1; done; } 2> /dev/null > pipe & producer=$!
        opload < pipe > summary & loader=$!
        \(pause)
        kill -KILL $loader; wait $loader; status=$?
        touch dead; wait $producer; rm pipe
        cat summary; exit $status
        """)
      #expect(answer.status == 137 && answer.output.isEmpty, "\(answer.output)\(answer.errors)")
      #expect(try 0 < stored() && stored() < Self.count)
    }
    let last = try await shell.run("opload < lines")
    let summary = try BSONDocument(json: last.output)
    #expect(last.status == 0 && summary["lines"]?.intValue == Self.count && summary["refused"]?.intValue == 0)
    #expect(try stored() == Self.count)
    let read = try await shell.run("opq audit-events --since 400d > all; wc -l < all; sort --unique all | wc -l")
    let counts = read.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    try #require(counts.count == 2, "\(read.errors)")
    Faults.record("opload: it is killed and run again", lost: Self.count - counts[1], doubled: counts[0] - counts[1])
    #expect(counts == [Self.count, Self.count])
  }
}
