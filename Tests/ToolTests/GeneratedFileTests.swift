import BSON
import Foundation
import Testing

@Suite("A generated file")
struct GeneratedFileTests {
  static let files: [GeneratedFile] =
    [
      GeneratedFile(path: "Sources/OnePwModel/EmbeddedQueries.swift") { try EmbeddedQueriesSource.text },
      GeneratedFile(path: "man/onepw-events.5", region: "routing") { ModelManual.routing },
      GeneratedFile(path: "man/onepw-events.5", region: "collections") { ModelManual.collections },
      GeneratedFile(path: "man/onepw-events.5", region: "enumerations") { ModelManual.enumerations },
      GeneratedFile(path: "man/onepw-queries.7", region: "catalogue") { try QueryManual().manual },
      GeneratedFile(path: "README.md", region: "queries") { try QueryManual().table },
      GeneratedFile(path: "README.md", region: "scenarios") { try await scenarios() },
    ] + completions + recipes

  /// Rows of a Markdown table.
  private static func scenarios() async throws -> String {
    let lines = try await Shell(server: false).run("opgen --list-scenarios").output.split(separator: "\n")
    return try "| scenario | attack | near miss |\n|---|---|---|\n"
      + lines.map { line in
        let scenario = try BSONDocument(json: String(line))
        let cells = ["scenario", "summary", "near_miss"].map { scenario[$0]?.stringValue ?? "" }
        return "| `\(cells[0])` | \(cells[1]) | \(cells[2]) |\n"
      }.joined()
  }

  /// `make install` puts each where its shell looks for it.
  static let completions = ["opgen", "opload", "opidx", "opq", "opstat"].flatMap { tool in
    [("bash", "bash/\(tool)"), ("zsh", "zsh/_\(tool)"), ("fish", "fish/\(tool).fish")].map { shell, path in
      GeneratedFile(path: "completions/\(path)") { try await completion(of: tool, for: shell) }
    }
  }

  /// The parser's own script, and what it cannot know: a query's parameters are no options of `opq` itself.
  private static func completion(of tool: String, for shell: String) async throws -> String {
    var script = try await Shell(server: false).run("\(tool) --generate-completion-script \(shell)").output
    guard tool == "opq" else { return script }
    // In zsh the end of the script calls the function, which has to be whole by then.
    let end = script.range(of: #"if [[ "${funcstack[1]}""#)?.lowerBound ?? script.endIndex
    script.insert(contentsOf: try text(of: "scripts/completions/opq.\(shell)"), at: end)
    return script
  }

  /// The README shows the very files that ExampleTests runs.
  static let recipes = [
    "environment/Makefile", "curl/fetch-events", "cron/feed-siem", "ci/score-rule", "python/new_countries.py",
    "node/exports.mjs", "shell/busiest-hours",
  ].map { path in
    GeneratedFile(path: "README.md", region: "Examples/\(path)") {
      let language = ["Makefile": "make", "new_countries.py": "python", "exports.mjs": "js"]
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return "```\(language[name] ?? "sh")\n" + (try text(of: "Examples/\(path)")) + "```\n"
    }
  }

  /// `make generated` sets it: then the files are written and not compared.
  static let isWriting = ProcessInfo.processInfo.environment["ONEPW_WRITE_GENERATED"] == "1"

  @Test("is what the tools and the model give now", .serialized, arguments: files)
  func isCurrent(_ file: GeneratedFile) async throws {
    let wanted = try await file.make()
    if Self.isWriting { try file.write(wanted) }
    #expect(try file.committed() == wanted, "\(file.testDescription) is stale: run `make generated`")
  }
}
