internal import BSON
internal import Glibc
package import Mongo
internal import Synchronization

/// Ends a query on the server too when the user gives up: the driver waits for the server, so a second connection has to
/// tell the server that nobody wants the answer any more.
package final class Interruption: Sendable {
  private let isOver = Atomic(false)

  package init() {}

  /// Runs `body`, and meanwhile watches whether the user gives up.
  ///
  /// - Parameters:
  ///   - comment: What the operation is known by on the server.
  ///   - isAsked: Looked at twenty times a second.
  ///   - connect: Opens the second connection, when it is needed.
  package func watching<Result, Failure: Error>(
    for comment: String, isAsked: @escaping @Sendable () -> Bool,
    connect: @escaping @Sendable () throws(MongoError) -> MongoClient,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Not waited for: it looks up within 50 ms, and a short query is over long before.
    let watch = DriverThread { [self] in
      while !isOver.load(ordering: .acquiring) {
        if isAsked() {
          // The operation may be between two batches, so it is looked for more than once.
          for _ in 0..<20 where !isOver.load(ordering: .acquiring) {
            guard (try? Self.endOperations(with: comment, connect())) != nil else { return }
            usleep(100_000)
          }
          return
        }
        usleep(50_000)
      }
    }
    watch.detach()
    defer { isOver.store(true, ordering: .releasing) }
    return try body()
  }

  /// A user may list and end operations of their own without any further right.
  ///
  /// Each server is asked: by the read preference, the driver picks one of several for every command anew.
  private static func endOperations(with comment: String, _ client: consuming MongoClient) throws(MongoError) {
    let text = BSONValue.string(comment)
    let ours: BSONValue = ["$or": [["command.comment": text], ["cursor.originatingCommand.comment": text]]]
    // Without the preference a secondary refuses, and with one of the driver's own the primary may answer in its place.
    let search: BSONDocument = [
      "aggregate": 1, "cursor": [:], "$readPreference": ["mode": "nearest"],
      "pipeline": [["$currentOp": ["allUsers": false, "idleCursors": false]], ["$match": ours]],
    ]
    for server in try client.servers() {
      // One that is away has nothing of ours to end.
      let found = try? client.run(search, in: "admin", options: server, doing: "find the operation")
      for operation in found?.value(at: "cursor.firstBatch")?.arrayValue ?? [] {
        guard let number = operation.documentValue?["opid"] else { continue }
        _ = try client.run(["killOp": 1, "op": number], in: "admin", options: server, doing: "end the operation")
      }
    }
  }
}
