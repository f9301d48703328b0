internal import ArgumentParser
internal import OnePwModel
internal import Querying

/// What is wanted instead of the answer to one query.
struct TaskOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Ask the query in this file.", valueName: "file"), completion: .file(extensions: ["json"]))
  var file: String?

  @Option(
    help: ArgumentHelp("Explain a query: its parameters, its source, its false positives.", valueName: "query"),
    completion: .custom { _, _, _ in OnePwModel.queryNames })
  var describe: String?

  @Option(
    help: ArgumentHelp("Check a query file and name everything that is wrong with it.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var check: String?

  @Flag(help: "Ask every query of a kind, and print one line a finding.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "With --all or alone: \(Self.kinds).", valueName: "kind"),
    transform: Self.kind)
  var kind: QueryDefinition.Kind?

  @Flag(help: "Print how the server would answer: plan, index, keys and documents examined.")
  var explain = false

  @Flag(name: .customLong("print-pipeline"), help: "Print the aggregation, to be pasted into mongosh.")
  var printPipeline = false

  init() {}

  /// The options given that say which query is meant, as its name does.
  var subjects: [String?] {
    [
      file == nil ? nil : "--file", describe == nil ? nil : "--describe", check == nil ? nil : "--check",
      all ? "--all" : nil,
    ]
  }

  mutating func validate() throws {
    let tasks = [
      describe == nil ? nil : "--describe", check == nil ? nil : "--check", all ? "--all" : nil,
      explain ? "--explain" : nil, printPipeline ? "--print-pipeline" : nil,
    ].compactMap(\.self)
    guard tasks.count < 2 else { throw ValidationError("\(tasks[0]) and \(tasks[1]) cannot be asked for together") }
    if all && kind == nil { throw ValidationError("--all needs a kind, as in --all --kind detection") }
  }

  private static let kinds = QueryDefinition.Kind.allCases.map(\.rawValue).joined(separator: ", ")

  private static func kind(_ text: String) throws -> QueryDefinition.Kind {
    guard let kind = QueryDefinition.Kind(rawValue: text) else { throw ValidationError("it takes one of \(kinds)") }
    return kind
  }
}
