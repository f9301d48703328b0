import Foundation
import Subprocess
import TestServer

/// A real shell, with the tools just built first on PATH, a folder of its own and a database of its own.
struct Shell {
  struct Answer {
    let output: String
    let errors: String
    /// The exit status; 128 and the signal's number when one ended it.
    let status: Int32
  }

  /// Where `swift build` has put the tools: beside the test bundle that is running, if `ONEPW_TOOLS` does not say another folder.
  static let tools =
    getenv("ONEPW_TOOLS").map { String(cString: $0) }
    ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path

  /// Whether this machine has the programs, so that a test which wants them says so when it is skipped. CI installs them all.
  static func has(_ programs: String...) -> Bool {
    programs.allSatisfy { program in
      ["/usr/local/bin/", "/usr/bin/", "/bin/"].contains { access($0 + program, X_OK) == 0 }
    }
  }

  /// Where commands run; deleted when the test process is gone.
  let folder: String
  var variables: [String: String]

  /// - Parameter server: Whether commands find the shared test server at `MONGODB_URI`, with a fresh database.
  init(server: Bool = true) throws {
    folder = try temporaryFolder()
    variables = [
      "PATH": "\(Self.tools):/usr/local/bin:/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "TERM": "dumb",
      // libmongoc warns when a killed process of the same number has left its counters behind, as killed tests do.
      "MONGOC_DISABLE_SHM": "1",
    ]
    // What a sanitizer is to pass over, in the tools as here.
    for name in ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"] {
      variables[name] = getenv(name).map { String(cString: $0) }
    }
    if server {
      variables["MONGODB_URI"] = TestServer.shared.uri + "/" + TestServer.shared.freshDatabase()
    }
  }

  /// Runs `line` in `shell`; in bash a pipeline fails when any part of it does.
  func run(_ line: String, in shell: String = "bash", input: String = "") async throws -> Answer {
    await Turns.ofShells.take()
    do {
      let answer = try await runNow(line, in: shell, input: input)
      await Turns.ofShells.giveBack()
      return answer
    } catch {
      await Turns.ofShells.giveBack()
      throw error
    }
  }

  private func runNow(_ line: String, in shell: String, input: String) async throws -> Answer {
    let options = shell == "bash" ? ["--norc", "--noprofile", "-o", "pipefail", "-c", line] : ["-c", line]
    let environment = variables.reduce(into: [:]) { $0[Environment.Key(stringLiteral: $1.key)] = $1.value }
    // Not `input: .string(input)`: swift-subprocess 1.0.2 ends the process when a child leaves before its input is written.
    var source = "/dev/null"
    if !input.isEmpty {
      source = try temporaryFolder() + "/input"
      try input.write(toFile: source, atomically: false, encoding: .utf8)
    }
    let result = try await Subprocess.run(
      .name("env"),
      arguments: Arguments(["--chdir", folder, "sh", "-c", #"exec "$@" < "$0""#, source, shell] + options),
      environment: .custom(environment), input: .none,
      output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Answer(output: result.standardOutput, errors: result.standardError, status: status)
  }
}

/// Lets eight work at a time, as many of them wait for a clock. Swift Testing starts all tests together: fifty pipelines on two cores would each be too slow
/// for whatever in it has a limit.
private actor Turns {
  static let ofShells = Turns(8)

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func giveBack() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
