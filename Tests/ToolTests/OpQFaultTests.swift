import BSON
import Foundation
import TestServer
import Testing

/// Every event that was loaded is in the reader's output, whatever dies meanwhile; with 100,000 events where rounds are asked for.
@Suite("A feed through faults", .serialized, .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpQFaultTests {
  /// Each load's share, paced so that it lasts for some seconds.
  private static let share = Faults.rounds.count == 1 ? 2500 : 25_000

  /// Four loads beside each other, a tenth of their events late, while one reader after the other is killed.
  private static let script = """
    opidx > /dev/null
    load() {
      opgen --seed $1 --usages \(share) --late 0.1 --end 2026-11-01T00:00:00Z | tee lines.$1 |
        awk '{ print } NR % 100 == 0 { fflush(); system("sleep 0.4") }' |
        opload --write-concern majority --retry-for 120s > /dev/null || touch failed
    }
    for number in 1 2 3 4; do load $number & done
    loads=$(jobs -p)
    (for load in $loads; do while kill -0 $load 2> /dev/null; do sleep 0.1; done; done; touch done) &
    run=1000
    until [ -e done ]; do
      run=$((run + 1))
      timeout --signal=KILL $((RANDOM % 3)).$((RANDOM % 9 + 1)) opq item-usages --cursor-file cursor --follow > run.$run || true
    done
    wait
    sleep 6 # what is younger than the lag is not read yet
    for _ in $(seq 60); do
      run=$((run + 1))
      opq item-usages --cursor-file cursor > run.$run && touch read && break || sleep 1
    done
    [ -e read ]
    [ ! -e failed ]
    """

  @Test(
    "gives every event, in order, doubles only where a reader was killed between output and cursor",
    arguments: Faults.rounds.prefix(3))
  func survives(round: Int) async throws {
    let set = try ReplicaSet.start()
    defer { set.stop() }
    var shell = try Shell(server: false)
    // Long enough for an election on a busy machine.
    shell.variables["MONGODB_URI"] = set.uri.replacing("/?", with: "/feed?") + "&serverSelectionTimeoutMS=30000"
    let faults = Task.detached {
      var dead: TestServer?
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(Int.random(in: 1500...3000)))
        if Task.isCancelled { break }
        try dead?.restart()
        dead = nil
        if Bool.random() {
          _ = try? set.stepDown()
        } else {
          dead = try? set.primary()
          dead?.kill()
        }
      }
      try dead?.restart()
    }
    let answer = try await shell.run("set -e\n" + Self.script)
    faults.cancel()
    try await faults.value
    #expect(answer.status == 0, "\(answer.errors)")
    try check(shell.folder, against: arrivals(set.primary()))
  }

  @Test("gives every event once while one loader after the other is killed and run again", arguments: Faults.rounds)
  func loadersDie(round: Int) async throws {
    let answer = try await Shell().run(
      """
      opidx > /dev/null
      opgen --audit 30000 --seed \(round) --end 2026-11-21T20:00:00Z > lines
      opq audit-events --follow > feed & reader=$!
      for death in 1 2 3 4; do
        # Fifteen seconds for all lines, so that each loader is killed at its work.
        awk '{ print } NR % 100 == 0 { fflush(); system("sleep 0.05") }' lines | opload > summary & loader=$!
        sleep $((RANDOM % 4)).$((RANDOM % 9 + 1))
        kill -KILL $loader; wait $loader; [ $? -eq 137 ] || exit 1
      done
      opload < lines > summary || exit 2
      # Until all is read, and then for longer than the feed stays behind.
      for second in {1..120}; do if [ $(wc -l < feed) -ge 30000 ]; then break; fi; sleep 1; done
      sleep 8
      kill $reader; wait $reader; [ $? -eq 143 ] || exit 3
      wc -l < feed; sort -u feed | wc -l
      """)
    #expect(answer.status == 0, "\(answer.errors)")
    let counts = answer.output.split(separator: "\n").compactMap { Int($0) }
    try #require(counts.count == 2, "\(answer.errors)")
    Faults.record(
      "opq --follow: loaders are killed and run again", lost: 30_000 - counts[1], doubled: counts[0] - counts[1])
    #expect(counts == [30_000, 30_000])
  }

  /// The database's own order of arrival.
  private func arrivals(_ primary: TestServer) throws -> [String: Int] {
    var order: [String: Int] = [:]
    let command: BSONDocument = [
      "find": "item_usages", "sort": ["insert_time": 1, "_id": 1], "projection": ["_id": 0, "uuid": 1],
      "batchSize": 1_000_000,
    ]
    let reply = try primary.command(command, on: "feed")
    for (place, event) in (reply.value(at: "cursor.firstBatch")?.arrayValue ?? []).enumerated() {
      order[event.documentValue?["uuid"]?.stringValue ?? ""] = place
    }
    return order
  }

  private func check(_ folder: String, against order: [String: Int]) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    func uuids(_ file: String) throws -> [String] {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      // A line that a kill cut off is no line.
      let whole = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      return try whole.map { try BSONDocument(json: String($0))["uuid"]?.stringValue ?? "" }
    }
    let loaded = try files.filter { $0.hasPrefix("lines.") }.flatMap(uuids)
    #expect(order.count == 4 * Self.share)
    let isWhole = Set(loaded) == Set(order.keys)
    #expect(isWhole, "\(loaded.count) lines went in")
    var next = 0
    var doubles = 0
    let runs = try files.filter { $0.hasPrefix("run.") }.map(uuids)
    for run in runs where !run.isEmpty {
      let places = run.compactMap { order[$0] }
      // Without a gap inside the run, and none to the run before.
      #expect(places == Array(places[0]..<places[0] + run.count))
      #expect(places[0] <= next)
      doubles += max(0, next - places[0])
      next = max(next, places[0] + run.count)
    }
    #expect(next == order.count)
    Faults.record(
      "opq --cursor-file: it and the primaries are killed one after the other", lost: order.count - next,
      doubled: doubles)
    print("\(order.count) events through \(runs.count) readers, \(doubles) printed twice")
  }
}
