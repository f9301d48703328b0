import Glibc
import Synchronization

/// A real, private `mongod` on a loopback port of its own, gone with its data when the test process is, however that ends.
///
/// Most tests use `TestServer.shared` and a `freshDatabase()` each, under
/// `.enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD")`.
package final class TestServer: Sendable {
  /// Whether server tests can run: a `mongod` was found, or `ONEPW_REQUIRE_SERVER=1` makes its absence a failure and not a skipped test.
  package static let isAvailable = MongodBinary.path != nil || MongodBinary.isRequired

  /// The program, for tests that start one in their own way.
  package static var binary: String? { MongodBinary.path }

  /// The one server that all tests of this process share, started by the first that asks.
  package static let shared: TestServer = {
    do {
      return try start()
    } catch {
      fatalError("no server for the tests: \(error)")
    }
  }()

  package let port: UInt16
  /// Where the server keeps its data and its log, deleted with the process.
  package let folder: String
  private let command: [String]
  private let process: Mutex<pid_t?>

  /// Starts a further server, for tests that stop it or need options of their own, such as `["--auth"]`.
  ///
  /// Returns when it takes connections.
  package static func start(mongod: String? = nil, arguments: [String] = []) throws(TestServerError) -> TestServer {
    guard let mongod = mongod ?? MongodBinary.path else { throw .noMongod }
    // Another program may take the port between our look and the server's start: then the server leaves, and the next port is tried.
    for _ in 1..<5 {
      do throws(TestServerError) {
        return try TestServer(mongod: mongod, port: freePort(), arguments: arguments)
      } catch .portTaken {
        continue
      }
    }
    return try TestServer(mongod: mongod, port: freePort(), arguments: arguments)
  }

  private init(mongod: String, port: UInt16, arguments: [String]) throws(TestServerError) {
    self.port = port
    folder = try Janitor.shared.makeFolder()
    command =
      [
        mongod, "--dbpath", folder, "--port", "\(port)", "--bind_ip", "127.0.0.1", "--nounixsocket",
        "--logpath", folder + "/log", "--logappend", "--wiredTigerCacheSizeGB", "0.5",
        "--setParameter", "diagnosticDataCollectionEnabled=false",
      ] + arguments
    process = Mutex(nil)
    try restart()
  }

  /// `mongodb://127.0.0.1:PORT`, without a database.
  package var uri: String { "mongodb://127.0.0.1:\(port)" }

  /// A name no other test of this process has been given, so that tests can run beside each other.
  package func freshDatabase() -> String {
    "test_\(Self.databases.wrappingAdd(1, ordering: .relaxed).newValue)"
  }
  private static let databases = Atomic(0)

  /// What the server has written to its log so far.
  package var log: String { contents(of: folder + "/log") ?? "" }

  /// The process id, nil when it is down.
  package var processID: Int32? { process.withLock { $0 } }

  /// Starts the server again on the same port and data; does nothing when it is up.
  package func restart() throws(TestServerError) {
    try process.withLock { process throws(TestServerError) in
      guard process == nil else { return }
      let readyBefore = readyCount
      let started = try spawn(command, output: folder + "/output")
      Janitor.shared.watch(started, in: folder)
      process = started
      do throws(TestServerError) {
        try waitUntilReady(started, readyBefore: readyBefore)
      } catch {
        _ = end(started, with: SIGKILL)
        Janitor.shared.forget(folder)
        process = nil
        throw error
      }
    }
  }

  /// Asks the server to leave in good order and waits for it.
  package func stop() { leave(SIGTERM) }

  /// Ends the server as a power cut would: no reply is sent, no file is closed.
  package func kill() { leave(SIGKILL) }

  /// Freezes the server: its connections stay, answers do not come, until `thaw()`.
  package func freeze() { signal(SIGSTOP) }
  package func thaw() { signal(SIGCONT) }

  private func leave(_ signal: Int32) {
    process.withLock { process in
      guard let running = process else { return }
      _ = end(running, with: signal)
      Janitor.shared.forget(folder)
      process = nil
    }
  }

  private func signal(_ signal: Int32) {
    process.withLock { process in
      if let process { _ = Glibc.kill(process, signal) }
    }
  }

  /// How often the log says that a start was completed; the log is kept through restarts.
  private var readyCount: Int { occurrences(of: "Waiting for connections", in: log) }

  private func waitUntilReady(_ process: pid_t, readyBefore: Int) throws(TestServerError) {
    // Two minutes: a start takes a fraction of a second, but sanitizers and four builds on two cores have been seen to stretch it.
    for _ in 0..<12_000 {
      if readyCount > readyBefore { return }
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        throw log.contains("Address already in use") ? .portTaken(port) : .left(status: status, lastWords: lastWords)
      }
      usleep(10_000)
    }
    throw .silent(lastWords: lastWords)
  }

  private var lastWords: String {
    (contents(of: folder + "/output") ?? "") + log.suffix(2_000)
  }
}
