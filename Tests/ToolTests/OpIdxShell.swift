import BSON
import TestServer

/// A shell with a database of its own, and what opidx's lines in it say.
struct OpIdxShell {
  let server: TestServer
  let database: String
  private let shell: Shell

  struct Answer {
    let output: String
    let errors: String
    let status: Int32
    /// The lines, without the summary.
    let steps: [BSONDocument]
    let summary: BSONDocument?

    /// What is done to each index, by name.
    var actions: [String: String] {
      Dictionary(
        steps.compactMap { step in
          guard let index = step["index"]?.stringValue, let action = step["action"]?.stringValue else { return nil }
          return (index, action)
        }
      ) { $0 == "keep" ? $1 : $0 }
    }
  }

  init(_ server: TestServer) throws {
    self.server = server
    database = server.freshDatabase()
    var shell = try Shell(server: false)
    shell.variables["MONGODB_URI"] = "\(server.uri)/\(database)"
    self.shell = shell
  }

  @discardableResult
  func run(_ line: String) async throws -> Answer {
    let answer = try await shell.run(line)
    let lines = answer.output.split(separator: "\n").compactMap { try? BSONDocument(json: String($0)) }
    return Answer(
      output: answer.output, errors: answer.errors, status: answer.status, steps: lines.filter { $0["tool"] == nil },
      summary: lines.last.flatMap { $0["tool"] == nil ? nil : $0 })
  }

  @discardableResult
  func command(_ command: BSONDocument) throws -> BSONDocument { try server.command(command, on: database) }

  func index(_ collection: String, _ keys: BSONValue, name: String) throws {
    try command(["createIndexes": .string(collection), "indexes": [["key": keys, "name": .string(name)]]])
  }

  func indexes(_ collection: String) throws -> [BSONDocument] {
    try command(["listIndexes": .string(collection)]).value(at: "cursor.firstBatch")?.arrayValue?
      .compactMap(\.documentValue) ?? []
  }
}
