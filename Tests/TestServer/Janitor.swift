import Glibc
import Synchronization

/// Ends every server and deletes every file of the tests when the test process is gone, by whatever death.
///
/// A shell of its own holds the reading end of a pipe whose writing end only this process has. The end of file comes when the process
/// does, after a crash as well. (`PR_SET_PDEATHSIG` would not do: it fires when the *thread* that started the server ends.)
final class Janitor: Sendable {
  static let shared = Janitor()

  private let root: String
  private let folders = Atomic(0)

  private init() {
    var template = Array(((getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") + "/onepw-tests.XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("mkdtemp: \(errno)") }
    root = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)

    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { fatalError("pipe: \(errno)") }
    // No child may inherit the writing end, or the pipe would outlive this process with it.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let script = """
      trap '' INT TERM HUP
      read -r _
      for pid in "$1"/*/pid; do [ -f "$pid" ] && kill -KILL "$(cat "$pid")"; done
      rm -rf "$1"
      """
    do {
      _ = try spawn(["/bin/sh", "-c", script, "janitor", root], input: ends[0])
    } catch {
      fatalError("no janitor for the test servers: \(error)")
    }
    close(ends[0])
  }

  func makeFolder() throws(TestServerError) -> String {
    let folder = root + "/\(folders.wrappingAdd(1, ordering: .relaxed).newValue)"
    guard mkdir(folder, 0o700) == 0 else { throw .system(call: "mkdir", code: errno) }
    return folder
  }

  func watch(_ process: pid_t, in folder: String) {
    guard let file = fopen(folder + "/pid", "w") else { fatalError("\(folder)/pid: \(errno)") }
    fputs("\(process)\n", file)
    fclose(file)
  }

  /// The process has been waited for, so its number may soon be another's.
  func forget(_ folder: String) { unlink(folder + "/pid") }
}

/// A new folder that is deleted when the test process is gone.
package func temporaryFolder() throws(TestServerError) -> String { try Janitor.shared.makeFolder() }
