internal import BSON
package import Mongo

/// How far the server is with an index build, as `$currentOp` tells it.
package struct BuildProgress: Sendable, Hashable {
  package let collection: String
  /// What the server is doing: it reads the collection, sorts, fills the index.
  package let phase: String
  /// nil while the server does not say.
  package let percent: Int?

  /// The builds of a database; none for those who may not ask, and none that are over in a moment.
  package static func all(in database: String, by client: borrowing MongoClient) -> [BuildProgress] {
    let operations = try? client.aggregate(
      [
        ["$currentOp": ["allUsers": true]],
        ["$match": ["msg": ["$regex": "^Index Build"], "ns": ["$regex": .string("^\(escaped(database))\\.")]]],
        ["$project": ["ns": 1, "msg": 1, "progress": 1]],
      ], in: nil, of: "admin", options: ["maxTimeMS": 1000], doing: "look at the index builds")
    return (operations ?? []).compactMap { operation in
      guard let namespace = operation["ns"]?.stringValue, let message = operation["msg"]?.stringValue else {
        return nil
      }
      let done = operation.value(at: "progress.done")?.doubleValue
      let total = operation.value(at: "progress.total")?.doubleValue
      let percent = done.flatMap { done in
        total.flatMap { $0 > 0 ? Int(exactly: min(100, done * 100 / $0).rounded(.down)) : nil }
      }
      return BuildProgress(
        collection: String(namespace.dropFirst(database.count + 1)), phase: phase(of: message), percent: percent)
    }
  }

  /// `Index Build: scanning collection: 12/100 12%` says it once, some versions twice; what stands between is wanted.
  private static func phase(of message: String) -> String {
    let parts = message.split(separator: ":").map { $0.drop { $0 == " " } }
    let words = parts.dropFirst().first { !$0.hasPrefix("Index Build") && $0.first?.isNumber == false }
    guard let words else { return "building" }
    return String(words.firstRange(of: " Index Build").map { words[..<$0.lowerBound] } ?? words)
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += $1.isLetter || $1.isNumber || $1 == "_" ? String($1) : "\\\($1)" }
  }
}
