import BSON
import Foundation
import TestServer
import Testing

@Suite("opstat --watch through a server's death", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpStatFaultTests {
  /// Starts opstat, kills the server after two samples of it, starts that again, and waits for two more.
  private func watch(_ options: String, isUp: String, isDown: String) async throws -> (Shell, Shell.Answer) {
    let server = try TestServer.start()
    defer { server.kill() }
    var shell = try Shell(server: false)
    shell.variables["MONGODB_URI"] = server.uri + "/?serverSelectionTimeoutMS=500"
    shell.variables["UP"] = isUp
    shell.variables["DOWN"] = isDown
    let folder = shell.folder
    let faults = Task.detached {
      func wait(for file: String) async throws {
        while !FileManager.default.fileExists(atPath: "\(folder)/\(file)") {
          try await Task.sleep(for: .milliseconds(50))
        }
      }
      try await wait(for: "seen")
      server.kill()
      try await wait(for: "missed")
      try await Task.sleep(for: .seconds(3))
      try server.restart()
    }
    let answer = try await shell.run(
      """
      until_so() { for _ in $(seq 1200); do eval "$1" && return; sleep 0.1; done; echo "never: $1" >&2; exit 1; }
      opstat --watch 1s \(options) > samples 2> errors & tool=$!
      until_so "$UP"; touch seen
      until_so "$DOWN"; touch missed
      rm -f before; cp samples before
      until_so "$UP"
      kill -TERM $tool; wait $tool; status=$?
      cat errors >&2
      exit $status
      """)
    // It waits no longer for what did not come.
    faults.cancel()
    _ = await faults.result
    return (shell, answer)
  }

  @Test("tells of it once, goes on when it is back, without a rate below zero, and ends as it is told to")
  func samples() async throws {
    let (shell, answer) = try await watch(
      "--kind server", isUp: "[ $(grep -c rates samples) -gt $(grep -c rates before 2> /dev/null || echo 0) ]",
      isDown: "[ -s errors ]")
    #expect(answer.status == 143, "\(answer.errors)")
    #expect(answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
    let samples = try String(contentsOfFile: shell.folder + "/samples", encoding: .utf8).split(separator: "\n")
      .map { try BSONDocument(json: $0) }
    #expect(samples.allSatisfy { $0["uptime_seconds"]?.doubleValue != nil })
    for (_, rate) in samples.compactMap({ $0["rates"]?.documentValue }).joined() {
      #expect(rate.doubleValue ?? -1 >= 0)
    }
  }

  @Test("says in a scraper's file that it is down, and then that it is up again")
  func metrics() async throws {
    let (shell, answer) = try await watch(
      "--format openmetrics --output onepw.prom", isUp: "grep -sqx 'onepw_up 1' onepw.prom",
      isDown: "grep -sqx 'onepw_up 0' onepw.prom")
    #expect(answer.status == 143, "\(answer.errors)")
    #expect(answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
    let files = try await shell.run("ls")
    #expect(files.output == "before\nerrors\nmissed\nonepw.prom\nsamples\nseen\n")
  }
}
