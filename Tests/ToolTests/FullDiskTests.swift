import BSON
import Foundation
import TestServer
import Testing

/// A disk that is full, as a small file system of its own in which the shell that mounts it is root.
@Suite("A full disk", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct FullDiskTests {
  /// Runs `script` with a file system of that size at `$DISK`.
  private func run(_ script: String, megabytes: Int = 1, server: Bool = true) async throws -> Shell.Answer {
    var shell = try Shell(server: server)
    shell.variables["MONGOD"] = TestServer.binary
    try script.write(toFile: shell.folder + "/script", atomically: false, encoding: .utf8)
    return try await shell.run(
      """
      mkdir disk; export DISK=$PWD/disk
      exec timeout 300 unshare --map-root-user --mount bash -c "mount -t tmpfs -o size=\(megabytes)m tmpfs disk && . ./script"
      """)
  }

  @Test(
    "is told in one line with status 74 by whoever writes there",
    arguments: [
      "opgen --audit 5000 > $DISK/lines",
      "head -c 1048576 /dev/zero > $DISK/ballast; opgen --scenario all --labels $DISK/labels > /dev/null",
      "yes nonsense | head -n 100000 | opload --max-rejects 200000 --rejects $DISK/rejects",
      "opgen --audit 5000 --end 2026-11-21T00:00:00Z | opload > /dev/null && opq audit-events --since 2020-01-01 > $DISK/events",
      "head -c 1100000 /dev/zero > $DISK/ballast; opstat --format openmetrics --output $DISK/metrics",
    ])
  func isTold(command: String) async throws {
    let answer = try await run(
      "set -o pipefail; { \(command); } 2> said; status=$?; grep -v '^head: ' said >&2; exit $status")
    #expect(answer.status == 74, "\(answer.errors)")
    #expect(answer.errors.contains("No space left on device"))
    #expect(answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
  }

  @Test("under the rejects is told with a summary, whose line to go on from loses no refusal")
  func underTheRejects() async throws {
    let answer = try await run(
      """
      # Ten blocks of lines.
      seq 20000 | sed "s/^/$(printf 'nonsense %500s' '') /" > lines
      opload --dry-run --rejects $DISK/rejects < lines; status=$?
      cat $DISK/rejects; exit $status
      """, megabytes: 4, server: false)
    #expect(answer.status == 74, "\(answer.errors)")
    let lines = answer.output.split(separator: "\n").map(String.init)
    let summary = try BSONDocument(json: #require(lines.first))
    let sum = ["inserted", "duplicate", "replaced", "refused"].reduce(0) { $0 + (summary[$1]?.intValue ?? 0) }
    #expect(sum > 0 && summary["lines"]?.intValue == sum)
    let resume = try #require(summary["resume_line"]?.intValue)
    // The last line in the file may be cut off.
    let kept = Set(lines.dropFirst().compactMap { try? BSONDocument(json: $0)["line"]?.intValue })
    #expect(resume > 1 && (1..<resume).allSatisfy(kept.contains))
  }

  /// The events went out, the position could not be kept: told, and the same events come again.
  @Test("under a cursor file loses no event: the next run gives them again", arguments: Faults.rounds)
  func keepsTheCursor(round: Int) async throws {
    let answer = try await run(
      """
      opgen --audit 300 --end 2026-11-21T00:00:00Z | opload > /dev/null
      opidx > /dev/null
      feed="opq audit-events --cursor-file $DISK/cursor --lag 0s --limit 100"
      $feed > first || exit 1
      head -c 2000000 /dev/zero > $DISK/ballast 2> /dev/null
      cp $DISK/cursor before
      $feed > second 2> said; status=$?
      cmp $DISK/cursor before || exit 2
      rm $DISK/ballast
      $feed > again || exit 3
      cmp second again || exit 4
      $feed > third || exit 5
      cat first again third | sort -u | wc -l
      cat said >&2
      exit $status
      """)
    #expect(answer.status == 74, "\(answer.errors)")
    let given = try #require(Int(answer.output.trimmingCharacters(in: .whitespacesAndNewlines)), "\(answer.errors)")
    Faults.record("opq --cursor-file: the disk under the file is full", lost: 300 - given)
    #expect(given == 300)
    #expect(answer.errors.contains("No space left on device"))
  }

  @Test(
    "under the server ends it; the load goes on when there is room again, and loses nothing", arguments: Faults.rounds)
  func underTheServer(round: Int) async throws {
    let answer = try await run(
      """
      port=$((20000 + RANDOM % 10000))
      start() {
        "$MONGOD" --dbpath $DISK --port $port --bind_ip 127.0.0.1 --nounixsocket --logpath server.log --logappend \\
          --wiredTigerCacheSizeGB 0.25 --wiredTigerEngineConfigString 'log=(file_max=4MB,prealloc=false)' \\
          --setParameter diagnosticDataCollectionEnabled=false > /dev/null & server=$!
      }
      answers() { for try in {1..300}; do opstat --kind server > /dev/null 2>&1 && break; sleep 0.2; done; }
      export MONGODB_URI=mongodb://127.0.0.1:$port/full
      start; answers
      # All but twelve megabytes.
      room=$(df --output=avail -B1 $DISK | tail -n 1); head -c $((room - 12000000)) /dev/zero > $DISK/ballast
      opgen --audit 60000 --seed \(round) | opload --retry-for 5m > summary & load=$!
      while kill -0 $server && kill -0 $load; do sleep 0.2; done 2> /dev/null
      kill -0 $server 2> /dev/null && echo "the disk did not fill" >&2
      wait $server; echo "the server ended with $?" >&2
      rm $DISK/ballast
      start
      wait $load || exit 1
      cat summary
      # The load may have been done when the server ended, so that it has not waited for this one.
      answers
      opq audit-events --since 2020-01-01 > all
      # Both: a document that is there twice prints the same line twice.
      wc -l < all; sort -u all | wc -l
      kill $server; wait $server
      """, megabytes: 400)
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.contains(#""lines":60000,"inserted":60000"#), "\(answer.output)")
    let counts = answer.output.split(separator: "\n").suffix(2).compactMap { Int($0) }
    try #require(counts.count == 2, "\(answer.output)")
    Faults.record("opload: the disk under the server is full", lost: 60_000 - counts[1], doubled: counts[0] - counts[1])
    #expect(counts == [60_000, 60_000], "\(answer.output)")
  }
}
