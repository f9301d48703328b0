import BSON
import Foundation
import TestServer
import Testing

/// A company's feed for a while: written, loaded, read and watched at once, while the members of the replica set leave and
/// come back in turn. `make soak` runs it for an hour, CI for half a minute.
@Suite("A feed for a while", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct SoakTests {
  private static let seconds = getenv("ONEPW_SOAK_SECONDS").flatMap { Int(String(cString: $0)) } ?? 30
  private static let tools = ["opgen", "opload", "opq", "opstat"]

  @Test("reads as many events as were written, each once, in memory that does not grow")
  func holds() async throws {
    let set = try ReplicaSet.start()
    defer { set.stop() }
    var shell = try Shell(server: false)
    shell.variables["MONGODB_URI"] = set.uri.replacing("/?", with: "/soak?")
    shell.variables["SECONDS_TO_RUN"] = "\(Self.seconds)"
    async let restarts = restartInTurn(set, until: Date.now + TimeInterval(Self.seconds))
    // The first forty characters of an event hold its uuid.
    let answer = try await shell.run(
      """
      opidx > indexes || exit 1
      mkfifo events feed
      date +%s > moments
      opgen --follow --rate 2000/s > events & opgen=$!
      opload --retry-for 5m < events > summary & opload=$!
      cut -c 1-40 < feed > uuids & cut=$!
      opq events --follow > feed & opq=$!
      opstat --watch 5 > samples & opstat=$!
      while [ $SECONDS -lt $SECONDS_TO_RUN ]; do
        sleep 1
        echo >> seconds
        for tool in opgen opload opq opstat; do
          # One that has ended has no memory any more; an hour without it would show nothing.
          grep VmRSS: /proc/${!tool}/status >> $tool.memory || break 2
        done
      done
      end() { wait ${!1}; echo "$1 $?" >> statuses; }
      kill $opgen; end opgen; end opload
      # What opq keeps behind now (5 s), its interval, and what a busy machine needs; opstat's limit for a sample is 10 s.
      sleep 20
      sampled=$(wc -c < samples)
      for second in {1..120}; do
        if [ $(wc -c < samples) -gt $sampled ] || ! kill -0 $opstat; then break; fi
        sleep 1
      done
      kill $opq; end opq; end cut
      kill $opstat; end opstat
      grep -o '^{"kind":"server","time":"[^"]*' samples | cut -d '"' -f 8 | date -f - +%s >> moments
      date +%s >> moments
      cat summary
      wc -l < uuids; sort -u uuids | wc -l
      """)
    // Before the rest of the hour is waited for.
    try #require(answer.status == 0, "\(answer.errors)")
    try #require(
      try read("statuses", shell) == "opgen 143\nopload 0\nopq 143\ncut 0\nopstat 143\n", "\(answer.errors)")
    try await restarts
    let output = answer.output.split(separator: "\n").map(String.init)
    try #require(output.count == 3, "\(answer.errors)")
    let summary = try BSONDocument(json: output[0])
    let counts = try #require(summary["collections"]?.documentValue)
    let events = ["audit_events", "item_usages", "sign_in_attempts"].reduce(0) { $0 + (counts[$1]?.intValue ?? 0) }
    // Sessions bear no time of arrival: one whose acknowledgement was lost is told as a duplicate of itself.
    let sessions = counts["sessions"]?.intValue ?? 0
    #expect(summary["refused"]?.intValue == 0 && summary["duplicate"]?.intValue ?? .max <= sessions, "\(output[0])")
    #expect(Int(output[1]) == events && Int(output[2]) == events, "\(output) \(answer.errors)")
    // A small machine that is at other work as well does not come to 2000/s.
    #expect(events > Self.seconds * 500)
    let primary = try set.primary()
    for (name, loaded) in counts {
      // Counted one by one: the number that a server keeps is wrong after it was killed.
      let count: BSONDocument = ["aggregate": .string(name), "pipeline": [["$count": "documents"]], "cursor": [:]]
      let stored = try primary.command(count, on: "soak").value(at: "cursor.firstBatch")?.arrayValue?.first
      #expect(stored?.documentValue?["documents"]?.intValue == loaded.intValue, "\(name)")
    }
    // The beginning, each sample, the end.
    let moments = try read("moments", shell).split(separator: "\n").compactMap { Int($0) }
    #expect(zip(moments, moments.dropFirst()).allSatisfy { $1 - $0 < 120 }, "no sample for two minutes: \(moments)")
    let looks = try read("seconds", shell).count
    #expect(looks > Self.seconds / 2)
    for tool in Self.tools {
      let memory = try read("\(tool).memory", shell).split(separator: "\n").compactMap {
        // `VmRSS:     9000 kB`
        $0.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) }
      }
      #expect(memory.count == looks, "\(tool) was there for \(memory.count) of \(looks) seconds")
      let (early, late) = (memory.dropFirst(memory.count / 4).prefix(memory.count / 4), memory.suffix(memory.count / 4))
      // In kB. What grew by an event would be many times this after an hour.
      #expect(memory.max() ?? .max < 64_000, "\(tool): \(memory)")
      #expect(late.max() ?? .max < (early.max() ?? 0) * 5 / 4 + 8_000, "\(tool): \(memory)")
    }
  }

  /// Every member in turn: the next only when the last is back and there is a primary.
  private func restartInTurn(_ set: ReplicaSet, until end: Date) async throws {
    var turn = 0
    while Date.now < end - 5 {
      try await Task.sleep(for: .seconds(5))
      let member = set.members[turn % set.members.count]
      if turn % 2 == 0 { member.stop() } else { member.kill() }
      try await Task.sleep(for: .seconds(2))
      try member.restart()
      try set.primary()
      turn += 1
    }
  }

  private func read(_ file: String, _ shell: Shell) throws -> String {
    try String(contentsOfFile: shell.folder + "/" + file, encoding: .utf8)
  }
}
