extension OnePwModel {
  /// The names of the built-in queries, sorted.
  public static let queryNames: [String] = embeddedQueries.map(\.name)

  /// The built-in query of that name; its file is read here and no other.
  public static func query(named name: String) -> QueryDefinition? {
    guard let entry = embeddedQueries.first(where: { $0.name == name }) else { return nil }
    return entry.definition
  }

  /// All built-in queries, sorted by name. Reads every file: a name asked for needs one only.
  public static var queries: [QueryDefinition] { embeddedQueries.map(\.definition) }
}

/// A file of `Queries/` in the binary.
struct EmbeddedQuery: Sendable {
  let name: String
  let json: String

  init(_ name: String, _ json: String) {
    self.name = name
    self.json = json
  }

  /// A test reads every file, so one that cannot be read never leaves the house.
  var definition: QueryDefinition {
    do { return try QueryDefinition(json: json.utf8) } catch {
      preconditionFailure("\(name).json: \(error.problems.joined(separator: "; "))")
    }
  }
}
