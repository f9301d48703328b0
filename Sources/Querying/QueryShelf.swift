package import OnePwModel

/// The queries that can be asked by name: the built-in ones, and the user's own, which win.
package struct QueryShelf: Sendable {
  /// A query, and the file it came from when it is the user's own.
  package struct Entry: Sendable {
    package let definition: QueryDefinition
    package let path: String?
    /// The user's file stands in for a built-in query.
    package var replacesBuiltIn: Bool { path != nil && OnePwModel.queryNames.contains(definition.name) }
  }

  private let folder: String?
  private let reserved: Set<String>

  /// - Parameters:
  ///   - folder: The user's own queries, `NAME.json` each.
  ///   - reserved: Names that no parameter of theirs can have.
  package init(folder: String?, reserved: Set<String>) {
    self.folder = folder
    self.reserved = reserved
  }

  /// Names, sorted.
  package func names() throws(QueryingError) -> [String] {
    guard let folder else { return OnePwModel.queryNames }
    let own = try TextFile.names(in: folder, suffix: ".json").map { String($0.dropLast(5)) }
    return Set(own).union(OnePwModel.queryNames).sorted()
  }

  package func entry(named name: String) throws(QueryingError) -> Entry {
    if let folder, try TextFile.names(in: folder, suffix: ".json").contains(name + ".json") {
      let entry = try self.entry(at: folder + "/" + name + ".json")
      guard entry.definition.name == name else {
        throw .file(entry.path ?? "", problems: ["its name is '\(entry.definition.name)', not that of the file"])
      }
      return entry
    }
    if let definition = OnePwModel.query(named: name) { return Entry(definition: definition, path: nil) }
    let meant = nearestName(to: name, among: try names()).map { "; did you mean \($0)?" }
    throw .usage("there is no query '\(name)'\(meant ?? "; opq alone lists them")")
  }

  package func entries() throws(QueryingError) -> [Entry] {
    var entries: [Entry] = []
    for name in try names() { entries.append(try entry(named: name)) }
    return entries
  }

  /// The query in a file of the user's.
  package func entry(at path: String) throws(QueryingError) -> Entry {
    do {
      let definition = try QueryDefinition(json: try TextFile.bytes(of: path, limit: 1), reserved: reserved)
      return Entry(definition: definition, path: path)
    } catch let error as QueryDefinitionError {
      throw .file(path, problems: error.problems)
    } catch let error as QueryingError {
      throw error
    } catch {
      fatalError("no other error is thrown above")
    }
  }
}
