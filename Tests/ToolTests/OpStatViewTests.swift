import BSON
import Glibc
import Subprocess
import TestServer
import Testing
import ToolSupport

@Suite("opstat's views", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct OpStatViewTests {
  private let server = TestServer.shared
  private let database = TestServer.shared.freshDatabase()

  private func opstat(_ arguments: String..., terminal: Terminal? = nil) -> OpStatRun {
    OpStatRun(arguments + ["--uri", server.uri, "--db", database], terminal: terminal)
  }

  private func makeFoo() throws {
    try server.command(["insert": "users", "documents": [["_id": 1]]], on: database)
    try server.command(
      [
        "createIndexes": "users",
        "indexes": [["key": ["foo": 1], "name": "foo_1"], ["key": ["foo": -1], "name": "foo_-1"]],
      ], on: database)
    try server.command(["find": "users", "filter": ["foo": 1], "hint": "foo_-1"], on: database)
  }

  /// The reference parser of the format; skipped where Python does not have it.
  private static let parser = """
    import sys
    from prometheus_client.openmetrics.parser import text_string_to_metric_families as read
    for family in read(sys.stdin.read()):
        for sample in family.samples:
            labels = ",".join(f"{k}={v}" for k, v in sorted(sample.labels.items()))
            print(family.type, family.unit or "-", sample.name, labels, int(sample.value))
    """

  /// Debian's, for which Debian has the parser.
  private static let python = "/usr/bin/python3"

  static let hasParser = shell([python, "-c", "import prometheus_client"], input: "") != nil

  /// Runs a program to its end; nil when it fails.
  private static func shell(_ command: [String], input: String) -> String? {
    var template = Array("/tmp/onepw-metrics.XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    defer { close(descriptor) }
    let path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    defer { unlink(path) }
    _ = input.withCString { write(descriptor, $0, strlen($0)) }
    let quoted = command.map {
      "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
    guard let pipe = popen(quoted.joined(separator: " ") + " < \(path) 2>/dev/null", "r") else { return nil }
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&block, 1, block.count, pipe), count > 0 { output += block[..<count] }
    return pclose(pipe) == 0 ? String(decoding: output, as: UTF8.self) : nil
  }

  @Test(
    "OpenMetrics is what the reference parser takes, and keeps foo_1 and foo_-1 apart",
    .enabled(if: hasParser, "needs python3-prometheus-client"))
  func openMetrics() throws {
    try makeFoo()
    let text = opstat("--format", "openmetrics", "--queries").output
    let samples = try #require(Self.shell([Self.python, "-c", Self.parser], input: text)).split(separator: "\n")
    func value(_ start: String, _ labels: String...) -> String? {
      samples.first { line in line.hasPrefix(start) && labels.allSatisfy { line.contains($0) } }?
        .split(separator: " ").last.map(String.init)
    }
    #expect(value("gauge - onepw_up ") == "1")
    #expect(value("counter - onepw_index_operations_total", "index=foo_1,") == "0")
    #expect(value("counter - onepw_index_operations_total", "index=foo_-1,") == "1")
    #expect(value("gauge bytes onepw_index_bytes", "index=foo_-1") != nil)
    #expect(value("gauge - onepw_collection_documents", "collection=users") == "1")
    #expect(value("gauge - onepw_collection_state", "collection=items", "state=missing") == "1")
    #expect(value("counter bytes onepw_server_network_bytes_total", "direction=in") != nil)
    #expect(value("gauge seconds onepw_query_duration_seconds", "query=brute-force") != nil)
    #expect(value("gauge - onepw_query_keys_examined", "query=brute-force") == "0")
    #expect(samples.count > 100)
  }

  @Test("OpenMetrics goes to a file as a whole, and says 0 when the server is gone")
  func file() throws {
    var template = Array("/tmp/onepw-output.XXXXXX".utf8CString)
    #expect(mkdtemp(&template) != nil)
    let folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    let path = folder + "/onepw.prom"
    #expect(opstat("--format", "openmetrics", "--output", path).status == 0)
    #expect(try contents(path).hasSuffix("# EOF\n"))
    let down = OpStatRun([
      "--format", "openmetrics", "--output", path, "--uri", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200",
    ])
    #expect(down.status == 69)
    #expect(try contents(path).contains("\nonepw_up 0\n"))
    // Nothing else is left beside it.
    #expect(unlink(path) == 0 && rmdir(folder) == 0)
    let lost = opstat("--format", "openmetrics", "--output", path)
    #expect(lost.status == 74 && lost.errors.contains(path))
  }

  private func contents(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
  }

  @Test("a table fits the terminal, in colour only where that takes colour", arguments: [60, 80, 120, 200])
  func table(width: Int) throws {
    try makeFoo()
    let plain = opstat("--format", "table", terminal: Terminal(width: width, hasColor: false)).output
    for line in plain.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    #expect(plain.contains("foo_-1") && !plain.contains("\u{1B}"))
    let coloured = opstat("--format", "table", terminal: Terminal(width: width, hasColor: true)).output
    #expect(coloured.contains("\u{1B}[31mmissing\u{1B}[0m"))
  }

  @Test("a table that is drawn again and again never outgrows the screen, and says what it leaves out")
  func redrawn() throws {
    let terminal = Terminal(width: 80, height: 20, hasColor: false)
    let run = opstat("--format", "table", "--watch", "1", "--count", "2", terminal: terminal)
    let screens = run.output.split(separator: "\u{1B}[H")
    #expect(screens.count == 2)
    for screen in screens {
      #expect(screen.count { $0 == "\n" } == 19 && screen.contains(" more lines: see --kind\u{1B}[K\n"))
    }
  }

  @Test("watching prints sample after sample, with rates from the second on")
  func watch() throws {
    try makeFoo()
    let run = opstat("--watch", "1", "--count", "3")
    #expect(run.status == 0)
    let servers = run.records(of: "server")
    #expect(servers.count == 3)
    #expect(servers[0]["rates"] == nil)
    #expect(try #require(servers[1].value(at: "rates.command")?.doubleValue) > 0)
    let indexes = run.records(of: "index").filter { $0["index"]?.stringValue == "foo_1" }
    #expect(indexes.count == 3 && indexes[1]["operations_per_second"]?.doubleValue == 0)
    // Sizes are asked for once a minute, numbers of documents each time.
    let users = run.records(of: "collection").filter { $0["collection"]?.stringValue == "users" }
    #expect(users[0]["sizes_at"] == nil && users[1]["sizes_at"] == users[0]["time"])
    #expect(users[2]["documents"]?.intValue == 1 && users[2].value(at: "rates.documents")?.doubleValue == 0)
  }

  @Test("--kind gives those records and no others; --no-sizes gives no bytes")
  func kinds() throws {
    try makeFoo()
    let run = opstat("--kind", "server", "--kind", "index", "--no-sizes")
    #expect(Set(run.records.compactMap { $0["kind"]?.stringValue }) == ["server", "index"])
    #expect(run.records(of: "index").allSatisfy { $0["size_bytes"] == nil })
  }

  @Test("--queries tells each named query's plan")
  func queries() throws {
    let run = opstat("--kind", "query")
    #expect(Set(run.records.compactMap { $0["kind"]?.stringValue }) == ["query"])
    let record = try #require(run.record("query", [("query", "audit-events")]))
    #expect(record["collection"]?.stringValue == "audit_events")
    #expect(record["ms"]?.intValue != nil && record["keys_examined"]?.intValue == 0)
  }

  @Test(
    "wrong options are told with status 64", arguments: [["--watch", "0"], ["--count", "2"], ["--kind", "user"]])
  func usage(_ arguments: [String]) {
    #expect(OpStatRun(arguments).status == 64)
  }
}
