import Foundation
import TestServer
import Testing

/// What a tool does outside itself, seen by the system: strace shows each call that could start a program, take connections, or
/// make, change or remove a file.
@Suite(
  "What a tool touches", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"),
  .enabled(if: Shell.has("strace"), "needs strace"))
struct FootprintTests {
  /// Every command in an order in which each succeeds, and the files that it names.
  private static let commands = [
    ("opgen --scale 0.01 --sessions --locations", []),
    ("opgen --scale 0.1 --scenario brute-force --labels labels", ["labels"]),
    ("opgen --follow --rate 100/s --count 50", []),
    ("opgen --describe", []),
    ("opidx plan", []),
    ("opidx apply --retain 365d --validators warn", []),
    ("opload --dry-run --rejects refused", ["refused"]),
    ("opload --rejects rejects --progress", ["rejects"]),
    ("opload --drop --yes", []),
    ("opidx", []),
    ("opidx check", []),
    ("opidx advise", []),
    ("opidx roles --prefix footprint", []),
    ("opidx shard", []),
    ("opq", []),
    ("opq --describe brute-force", []),
    ("opq --check query", []),
    ("opq --file query", []),
    ("opq brute-force --print-pipeline", []),
    ("opq brute-force --explain", []),
    ("opq brute-force --format table", []),
    ("opq --all --kind detection", []),
    ("opq audit-events --format tsv", []),
    ("opq events --cursor-file cursor --lag 0s", ["cursor", "cursor.lock"]),
    ("opstat", []),
    ("opstat --queries", []),
    ("opstat check", []),
    ("opstat --watch 1s --count 2 --output metrics --format openmetrics", ["metrics"]),
    ("opidx drop --yes", []),
  ]

  @Test("is what its options name: no other file, no other program, no port")
  func touches() async throws {
    var shell = try Shell()
    // As users have it: the driver counts in shared memory.
    shell.variables["MONGOC_DISABLE_SHM"] = nil
    let query = try text(of: "Sources/OnePwModel/Queries/dormant-users.json")
    try query.write(toFile: shell.folder + "/query", atomically: false, encoding: .utf8)
    let lines = try await shell.run("opgen --scale 0.01 --sessions --locations").output
    var expected: Set<String> = ["query", "trace"]
    for (command, named) in Self.commands {
      let answer = try await shell.run(
        "strace -f -qq -e signal=none -e trace=%file,%process,bind,listen -o trace \(command)",
        input: command.hasPrefix("opload") ? lines : "")
      #expect(answer.status == 0, "\(command): \(answer.errors)")
      let trace = try String(contentsOfFile: shell.folder + "/trace", encoding: .utf8)
      let calls = trace.split(separator: "\n").compactMap(SystemCall.init)
      #expect(calls.count { $0.name == "execve" } == 1, "\(command)")
      for call in calls where call.name != "execve" && call.leavesTraces {
        let isNamed = call.paths.allSatisfy { path in
          // Links are followed to what is replaced.
          let path = path.hasPrefix(shell.folder + "/") ? path.dropFirst(shell.folder.utf8.count + 1) : path
          // A file that is replaced as a whole is first written beside itself.
          return named.contains { path == $0 || path.hasPrefix($0 + ".") } || path.hasPrefix("/dev/shm/mongoc-")
        }
        #expect(isNamed && !call.paths.isEmpty, "\(command): \(call.text)")
      }
      expected.formUnion(named)
      let files = Set(try FileManager.default.contentsOfDirectory(atPath: shell.folder))
      #expect(files == expected, "\(command)")
      expected = files
    }
  }
}

/// A line of strace's, or the first part of one that another thread's call interrupted.
private struct SystemCall {
  let text: Substring
  let name: Substring

  /// Nil for the second part, and for the end of a process.
  init?(_ line: Substring) {
    text = line.drop { $0.isNumber }.drop { $0 == " " }
    guard let end = text.firstIndex(of: "("), text.first?.isLetter == true else { return nil }
    name = text[..<end]
  }

  /// The quoted arguments.
  var paths: [Substring] {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  /// Whether something may be different after it. What is unknown here counts.
  var leavesTraces: Bool {
    switch name {
    case "open", "openat", "openat2": ["O_CREAT", "O_WRONLY", "O_RDWR", "O_TRUNC"].contains { text.contains($0) }
    // A thread, not a process.
    case "clone", "clone3": !text.contains("CLONE_THREAD")
    case "stat", "lstat", "newfstatat", "fstatat64", "statx", "statfs", "access", "faccessat", "faccessat2", "readlink",
      "readlinkat", "getcwd", "exit", "exit_group", "wait4", "waitid":
      false
    default: true
    }
  }
}
