import BSON
import Foundation
import OnePwModel
import Querying
import TestServer
import Testing

/// Every query's answer against the same question answered from the lines that were loaded, in another language and
/// without a database: `Tests/Oracles`.
@Suite(
  "An answer", .enabled(if: TestServer.isAvailable, "needs a mongod: set MONGOD"),
  .enabled(if: Shell.has("python3"), "needs python3"))
struct OracleTests {
  enum Contents: String, CaseIterable {
    /// A company with every scenario and its near misses, and the events at the edges.
    case company
    /// The same without its directories, which no real feed delivers.
    case streamsAlone
    case signInAlone, useAlone, actionAlone
    case nothing

    /// What makes the file `lines`.
    var script: String {
      switch self {
      case .company:
        """
        opgen --end \(OracleTests.end) --scenario all --users 300 --devices 600 --vaults 60 --items 1000 --sessions \
          --locations --audit 2500 --usages 1500 --signins 1200 > lines
        python3 \(OracleTests.oracles)/edges.py \(OracleTests.end) >> lines
        """
      case .streamsAlone: Contents.company.script + "\ngrep '\"timestamp\":' lines > events; mv events lines"
      case .signInAlone: "opgen --end \(OracleTests.end) --signins 1 > lines"
      case .useAlone: "opgen --end \(OracleTests.end) --usages 1 > lines"
      case .actionAlone: "opgen --end \(OracleTests.end) --audit 1 > lines"
      case .nothing: "touch lines"
      }
    }
  }

  private static let end = "2026-11-01T00:00:00Z"
  private static let oracles = checkout.appending(path: "Tests/Oracles").path

  @Test("is what the loaded lines say", arguments: Contents.allCases)
  func agrees(contents: Contents) async throws {
    let shell = try Shell()
    let loading = try await shell.run(
      "set -e; export PYTHONDONTWRITEBYTECODE=1\n\(contents.script)\nopload < lines; opidx")
    try #require(loading.status == 0, "\(loading.errors)")
    let lines = try String(contentsOfFile: shell.folder + "/lines", encoding: .utf8).split(separator: "\n")
    let values = Self.commonValues(of: try lines.map { try BSONDocument(json: String($0)) })

    var cases: [String] = []
    for query in OnePwModel.queries {
      let filters = contents == .company ? Self.filters(of: query, values) : []
      for words in query.examples.map(\.words) + filters { cases.append(try ask(query, words, shell)) }
    }
    try cases.joined(separator: "\n").write(toFile: shell.folder + "/cases", atomically: false, encoding: .utf8)
    let verdict = try await shell.run("python3 -B \(Self.oracles) lines < cases")
    #expect(verdict.status == 0, "\(verdict.output)\(verdict.errors)")
  }

  /// Each filter of a query with a value that there is.
  private static func filters(of query: QueryDefinition, _ values: [String: String]) -> [[String]] {
    query.parameters.filter { $0.type == .text }.compactMap { parameter in
      values[parameter.name].map { ["--\(parameter.name)", $0] }
    }
  }

  /// The most frequent value of what queries filter by.
  private static func commonValues(of events: [BSONDocument]) -> [String: String] {
    let paths = [
      "user": "target_user.uuid", "device": "session.device_uuid", "session": "session.uuid", "ip": "client.ip_address",
      "item": "item_uuid", "vault": "vault_uuid", "action": "action", "type": "object_type", "category": "category",
      "country": "location.country", "city": "location.city",
    ]
    return paths.compactMapValues { path in
      let values = events.compactMap { $0.value(at: path)?.stringValue }
      return Dictionary(grouping: values) { $0 }.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key
    }
  }

  /// Asks opq, and gives the case as the oracles read it.
  private func ask(_ query: QueryDefinition, _ words: [String], _ shell: Shell) throws -> String {
    let end = try #require(BSONDate(rfc3339: Self.end))
    var values = try QueryArguments(words).values(for: query, now: end) { _ in [] }
    // The lists that are the longest by default are asked for whole.
    values["limit"] = nil
    let times = query.parameters.filter { $0.type == .time }.compactMap { parameter in
      values[parameter.name]?.dateValue.map { "--\(parameter.name)=\($0.rfc3339)" }
    }
    let whole = query.parameter(named: "limit") == nil ? [] : ["--limit", "1000000"]
    let arguments =
      [query.name] + words + times + whole + ["--full", "--uri", try #require(shell.variables["MONGODB_URI"])]
    let run = OpQRun(arguments)
    #expect(run.status == 0, "\(arguments): \(run.errors)")
    let given = BSONDocument(values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    return
      #"{"query":"\#(query.name)","values":\#(given.jsonString()),"answer":[\#(run.lines.joined(separator: ","))]}"#
  }
}
