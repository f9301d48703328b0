import Foundation
import Testing

@Suite("Completion")
struct CompletionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let words: [String]
    let offered: Set<String>
    var testDescription: String { words.joined(separator: " ") }
  }

  static let cases = [
    Case(words: ["opload", "--rej"], offered: ["--rejects"]),
    Case(words: ["opload", "--on-duplicate", ""], offered: ["replace", "keep"]),
    Case(words: ["opload", "--collection", "audit"], offered: ["audit_events"]),
    Case(words: ["opload", "--rejects", "a-fi"], offered: ["a-file"]),
    Case(words: ["opgen", "--scenario", "brute-force-b"], offered: ["brute-force-by-ip"]),
    Case(words: ["opidx", "apply", "--prune", ""], offered: ["none", "hide", "drop"]),
    Case(words: ["opq", "most-acc"], offered: ["most-accessed-items"]),
    Case(words: ["opq", "brute-force", "--win"], offered: ["--window"]),
    Case(words: ["opq", "audit-events", "--format", "nd"], offered: ["ndjson"]),
    Case(words: ["opgen", "--api", ""], offered: ["v1", "v2"]),
    Case(words: ["opq", "eve"], offered: ["events", "events-per-hour"]),
    Case(words: ["opstat", "--format", "open"], offered: ["openmetrics"]),
  ]

  static let shells = ["bash", "zsh", "fish"].filter { Shell.has($0) }

  @Test("offers what fits", arguments: shells, cases)
  func offers(_ shell: String, _ example: Case) async throws {
    let environment = try Shell(server: false)
    let words = example.words.map { "'\($0)'" }.joined(separator: " ")
    let answer = try await environment.run(
      "touch a-file; \(checkout.path)/Tests/Completions/complete.\(shell) \(checkout.path)/completions \(words)")
    #expect(Set(answer.output.split(separator: "\n").map(String.init)) == example.offered, "\(answer.errors)")
  }
}
