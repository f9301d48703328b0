package import BSON
package import OnePwModel

/// The parameters that were typed after a query's name.
package struct QueryArguments: Sendable {
  /// In the order typed; the last of a name counts.
  package let given: [(name: String, text: String)]

  /// Reads `--name value` and `--name=value`.
  package init(_ words: [String]) throws(QueryingError) {
    var given: [(name: String, text: String)] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), word.utf8.count > 2 else {
        throw .usage("'\(word)' is one word too many: a query's name comes first, then --parameter value")
      }
      let name = word.dropFirst(2)
      if let equals = name.firstIndex(of: "=") {
        given.append((String(name[..<equals]), String(name[name.index(after: equals)...])))
      } else {
        guard let value = rest.popFirst() else { throw .usage("\(word) takes a value") }
        given.append((String(name), value))
      }
    }
    self.given = given
  }

  /// The values for one query: those given, and the defaults of the rest.
  ///
  /// - Parameters:
  ///   - options: Names of opq's own options, to be suggested beside the query's.
  ///   - isPartial: Parameters that this query does not have are meant for others that are asked too.
  ///   - file: Reads the lines of a file that was given as `@file`.
  package func values(
    for definition: QueryDefinition, now: BSONDate, options: [String] = [], isPartial: Bool = false,
    file: (String) throws(QueryingError) -> [String]
  ) throws(QueryingError) -> [String: BSONValue] {
    var values = try usage { () throws(QueryArgumentError) in try definition.values(now: now) }
    for (name, text) in given {
      guard let parameter = definition.parameter(named: name) else {
        if isPartial { continue }
        let known = definition.parameters.map(\.name)
        let meant = nearestName(to: name, among: known + options).map { "; did you mean --\($0)?" }
        let others = known.map { "--\($0)" }.joined(separator: ", ")
        throw .usage("\(definition.name) has no --\(name)\(meant ?? (known.isEmpty ? "" : "; it takes \(others)"))")
      }
      if parameter.type == .list, text.hasPrefix("@") {
        let lines = try file(String(text.dropFirst()))
        guard !lines.isEmpty else { throw .usage("--\(name): \(text.dropFirst()) holds no line") }
        values[name] = .array(lines.map(BSONValue.string))
      } else {
        values[name] = try usage { () throws(QueryArgumentError) in try parameter.value(of: text, now: now) }
      }
    }
    return values
  }

  /// Refuses a period that holds nothing: its empty answer would look as if there were nothing to find.
  package func checkPeriod(_ values: [String: BSONValue], of definition: QueryDefinition) throws(QueryingError) {
    guard let since = values["since"]?.dateValue, let until = values["until"]?.dateValue, since >= until else { return }
    func byDefault(_ name: String) -> String? {
      given.contains { $0.name == name } ? nil : definition.parameter(named: name)?.defaultValue?.stringValue
    }
    if let text = byDefault("since") {
      throw .usage("\(definition.name): --until is not after --since, which is \(text) where it is not given")
    }
    let end = byDefault("until").map { ", which is \($0) where it is not given" } ?? ""
    throw .usage("\(definition.name): --since is not before --until\(end)")
  }

  /// What `--limit` says, an option of opq's own: within the bounds that a query sets for it as its parameter.
  package func limit(_ number: Int, of definition: QueryDefinition) throws(QueryingError) -> BSONValue {
    guard let parameter = definition.parameter(named: "limit") else { return BSONValue(number) }
    return try usage { () throws(QueryArgumentError) in
      try parameter.value(of: String(number), now: BSONDate(milliseconds: 0))
    }
  }

  private func usage<Value>(_ body: () throws(QueryArgumentError) -> Value) throws(QueryingError) -> Value {
    do { return try body() } catch { throw .usage(error.message) }
  }
}
