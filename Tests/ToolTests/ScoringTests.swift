import BSON
import Glibc
import RecordIO
import Simulation
import TestServer
import Testing
import ToolSupport

@testable import opgen
@testable import opidx
@testable import opload

/// Every detection against labelled attacks: opgen plays them, opload loads them, opq has to find them.
@Suite("A detection", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"))
struct ScoringTests {
  private let server = TestServer.shared
  private let end = BSONDate(milliseconds: 1_795_294_800_000)

  @Test("finds the attack of its name and leaves the near miss alone")
  func scores() throws {
    let database = server.freshDatabase()
    let truth = try load(into: database)
    let labels = truth.map(\.0)
    #expect(Set(labels.map { $0.text("scenario") }) == Set(Scenario.all.map(\.name)))
    var table = "| detection | attacks found | near misses answered | other answers that day |\n|---|---|---|---|\n"
    for scenario in Scenario.all {
      let own = truth.filter { $0.0.text("scenario") == scenario.name }
      let answers = try own.map { label, last in try ask(scenario.name, on: last, database) }
      var (found, wrong, others) = (0, 0, 0)
      for ((label, _), answers) in zip(own, answers) {
        let matching = answers.filter { label.isKey(of: $0) }.count
        if label["near_miss"] == true {
          wrong += matching > 0 ? 1 : 0
        } else {
          found += matching > 0 ? 1 : 0
          others += answers.count - matching
        }
      }
      #expect(found == 1, "\(scenario.name) misses \(own.map(\.0))")
      #expect(wrong == 0, "\(scenario.name) answers a near miss \(own.map(\.0))")
      table += "| `\(scenario.name)` | \(found) of 1 | \(wrong) of 1 | \(others) |\n"
    }
    let kept = GeneratedFile(path: "README.md", region: "scores") { [table] in table }
    if GeneratedFileTests.isWriting { try kept.write(table) }
    #expect(try kept.committed() == table, "the README's scores are stale: run `make generated`")
  }

  /// A company of default size with every scenario once; its labels with the moment each ends.
  private func load(into database: String) throws -> [(BSONDocument, BSONDate)] {
    let lines = ScratchFile()
    let truth = ScratchFile()
    var generating = Streams(output: Output(descriptor: lines.descriptor), errors: 2)
    let labels = "/proc/self/fd/\(truth.descriptor)"
    // A third of the streams' usual size keeps the test short. The users with them: the provisioning bridge is known by
    // its address, which audit events do not carry.
    let sizes = ["--users", "500", "--audit", "16000", "--usages", "8000", "--signins", "5000"]
    let status = OpGen.main(["--end", end.rfc3339, "--scenario", "all", "--labels", labels] + sizes, &generating)
    try #require(status == .done)
    lseek(lines.descriptor, 0, SEEK_SET)
    let summaries = ScratchFile()
    var loading = Streams(output: Output(descriptor: summaries.descriptor), input: lines.descriptor, errors: 2)
    try #require(OpLoad.main(["--uri", server.uri, "--db", database], &loading) == .done)
    var indexing = Streams(output: Output(descriptor: summaries.descriptor), errors: 2)
    try #require(OpIdx.main(["--uri", server.uri, "--db", database], &indexing) == .done)
    try #require(summaries.text.contains("\"refused\":0"))
    return try truth.text.split(separator: "\n").map { line in
      let label = try BSONDocument(json: String(line))
      return (label, try #require(BSONDate(rfc3339: label.text("last"))))
    }
  }

  /// The query's answers with its defaults, over the day back from the world's end that the moment lies in.
  private func ask(_ query: String, on moment: BSONDate, _ database: String) throws -> [BSONDocument] {
    let day: Int64 = 86_400_000
    let until = end.milliseconds - (end.milliseconds - 1 - moment.milliseconds) / day * day
    let window = [until - day, until].map { BSONDate(milliseconds: $0).rfc3339 }
    let run = OpQRun([query, "--since", window[0], "--until", window[1], "--uri", server.uri, "--db", database])
    try #require(run.status == 0, "\(run.errors)")
    return run.records
  }
}

extension BSONDocument {
  fileprivate func text(_ path: String) -> String { value(at: path)?.stringValue ?? "" }

  /// Whether an answer has this label's key; people and the like are named by document there, by uuid here.
  fileprivate func isKey(of answer: BSONDocument) -> Bool {
    self["key"]?.documentValue?.allSatisfy { name, value in
      (answer.value(at: "\(name).uuid") ?? answer[name]) == value
    } ?? false
  }
}

/// A nameless file.
private final class ScratchFile {
  let descriptor: Int32

  init() {
    var template = Array("/tmp/onepw-scoring.XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    unlink(template)
  }

  deinit { close(descriptor) }

  var text: String {
    var bytes = [UInt8](repeating: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
