/// Puts a query's own parameters, which no parser can know beforehand, behind a `--`.
///
/// `opq brute-force --min 5 --format table` becomes `opq brute-force --format table -- --min 5`. A query's parameters all
/// take a value, so it is enough to know opq's own options; a test compares the lists with the parser's.
struct CommandLineOrder {
  static let flags: Set<String> = [
    "all", "explain", "print-pipeline", "full", "fail-on-match", "extended-json", "follow", "print-cursor", "help",
    "version",
  ]
  static let valued: Set<String> = [
    "file", "describe", "check", "kind", "limit", "order", "timeout", "format", "uri", "db", "cursor", "cursor-file",
    "lag", "interval",
  ]

  /// All of opq's own, to be suggested when a name is misspelt.
  static let options = flags.union(valued).sorted()

  /// What no parameter of a query can be called: it would never be given. A query may bound `limit`.
  static let reserved = flags.union(valued).subtracting(["limit"])

  let arranged: [String]

  init(_ arguments: [String]) {
    // Shells ask for completions through an option of the parser's own.
    guard
      !arguments.contains(where: {
        $0.hasPrefix("---completion") || $0.hasPrefix("--generate-completion-script")
          || $0 == "--experimental-dump-help"
      })
    else {
      arranged = arguments
      return
    }
    var own: [String] = []
    var name: [String] = []
    var parameters: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word.utf8.count > 1 else {
        if name.isEmpty { name = [word] } else { parameters.append(word) }
        continue
      }
      let option = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
      let isWhole = word.contains("=")
      if Self.flags.contains(option) || !word.hasPrefix("--") {
        own.append(word)
      } else {
        let words = [word] + (isWhole ? [] : rest.popFirst().map { [$0] } ?? [])
        if Self.valued.contains(option) { own += words } else { parameters += words }
      }
    }
    // Help on a query is its description.
    if let query = name.first, own.contains("--help") || own.contains("-h") {
      arranged = ["--describe", query]
    } else {
      arranged = own + name + (parameters.isEmpty ? [] : ["--"] + parameters)
    }
  }
}
