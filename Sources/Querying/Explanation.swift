package import BSON
package import Mongo
package import OnePwModel

/// How the server answers a query: by which index, and how much it reads for it.
package struct Explanation: Sendable {
  /// The stages of the winning plan, the reading end first: `IXSCAN > FETCH`.
  package let stages: [String]
  /// The index that serves the query's own collection; nil where there is none.
  package let indexName: String?
  package let indexKeys: BSONDocument?
  package let keysExamined: Int
  package let documentsExamined: Int
  package let returned: Int
  package let milliseconds: Int
  /// What `$lookup` and `$unionWith` read, where the server tells (5.0 and later).
  package let elsewhere: [BSONDocument]

  package var scansCollection: Bool { stages.contains("COLLSCAN") }
  /// A sort that has to see everything before it gives anything.
  package var sortsInMemory: Bool { stages.contains("SORT") }

  /// One record, as `opq --explain` prints it.
  package func record(of query: BoundQuery) -> BSONDocument {
    let keys = indexKeys.map(BSONValue.document) ?? .null
    var members: [(String, BSONValue)] = [
      ("query", .string(query.name)), ("collection", .string(query.collection)),
      ("plan", .string(stages.joined(separator: " > "))), ("index", indexName.map(BSONValue.string) ?? .null),
      ("keys", keys), ("collection_scan", .bool(scansCollection)), ("blocking_sort", .bool(sortsInMemory)),
      ("keys_examined", BSONValue(keysExamined)), ("documents_examined", BSONValue(documentsExamined)),
      ("returned", BSONValue(returned)), ("ms", BSONValue(milliseconds)),
    ]
    if !elsewhere.isEmpty { members.append(("lookups", .array(elsewhere.map(BSONValue.document)))) }
    return BSONDocument(members)
  }
}

extension QueryRun {
  /// Runs the query to its end on the server without sending the answer.
  package func explain(_ query: BoundQuery, _ client: borrowing MongoClient) throws(QueryingError) -> Explanation {
    var command: [(String, BSONValue)]
    if let listing = PlainListing(query) {
      command = [("find", .string(query.collection)), ("filter", .document(listing.filter))] + listing.options
    } else {
      command = [
        ("aggregate", .string(query.collection)), ("pipeline", .array(query.pipeline.map(BSONValue.document))),
        ("cursor", [:]),
      ]
    }
    command.append(("allowDiskUse", true))
    var explain: [(String, BSONValue)] = [
      ("explain", .document(BSONDocument(command))), ("verbosity", "executionStats"), ("comment", .string(comment)),
    ]
    // In the command that is explained the server would not heed it.
    if let timeoutMilliseconds { explain.append(("maxTimeMS", .int64(timeoutMilliseconds))) }
    let operation = "explain \(query.name)"
    do throws(MongoError) {
      let reply = try client.run(BSONDocument(explain), in: database, as: .read, doing: operation)
      let statistics = Explanation.statistics(reply)
      // A query that ended early is an answer all the same to the server, with what it had read by then.
      if statistics["executionSuccess"]?.boolValue == false {
        throw MongoError(
          code: statistics["errorCode"]?.intValue ?? 0, text: statistics["errorMessage"]?.stringValue ?? "it failed",
          operation: operation)
      }
      return Explanation(reply)
    } catch {
      throw .server(error)
    }
  }
}

extension Explanation {
  /// From the server's reply, whose shape depends on how much of the pipeline the storage could take over.
  init(_ reply: BSONDocument) {
    let pipeline = (reply["stages"]?.arrayValue ?? []).compactMap(\.documentValue)
    let cursor = Self.cursor(reply)
    let statistics = Self.statistics(reply)
    // The slot-based engine of 6.0 wraps the plan once more.
    let winner = cursor.value(at: "queryPlanner.winningPlan.queryPlan") ?? cursor.value(at: "queryPlanner.winningPlan")
    var plan = PlanReading()
    if let winner = winner?.documentValue { plan.read(winner) }
    let later = pipeline.dropFirst().compactMap { $0.keys.first { $0.hasPrefix("$") } }
    self.init(
      stages: plan.stages + later, indexName: plan.indexName, indexKeys: plan.indexKeys,
      keysExamined: statistics["totalKeysExamined"]?.intValue ?? 0,
      documentsExamined: statistics["totalDocsExamined"]?.intValue ?? 0,
      returned: pipeline.last?["nReturned"]?.intValue ?? statistics["nReturned"]?.intValue ?? 0,
      milliseconds: max(
        pipeline.last?["executionTimeMillisEstimate"]?.intValue ?? 0,
        statistics["executionTimeMillis"]?.intValue ?? 0),
      elsewhere: pipeline.dropFirst().compactMap(Self.reading))
  }

  /// What the storage took over, which is everything or the first stage.
  private static func cursor(_ reply: BSONDocument) -> BSONDocument {
    reply["stages"]?.arrayValue?.first?.documentValue?["$cursor"]?.documentValue ?? reply
  }

  fileprivate static func statistics(_ reply: BSONDocument) -> BSONDocument {
    cursor(reply)["executionStats"]?.documentValue ?? [:]
  }

  /// What a stage read from another collection.
  private static func reading(_ stage: BSONDocument) -> BSONDocument? {
    guard let documents = stage["totalDocsExamined"]?.intValue,
      let name = stage.keys.first(where: { $0.hasPrefix("$") })
    else { return nil }
    let from = stage.value(at: "\(name).from")?.stringValue ?? stage.value(at: "\(name).coll")?.stringValue
    return [
      "stage": .string(name), "from": from.map(BSONValue.string) ?? .null,
      "indexes": stage["indexesUsed"] ?? [], "keys_examined": stage["totalKeysExamined"] ?? 0,
      "documents_examined": BSONValue(documents), "collection_scans": stage["collectionScans"] ?? 0,
    ]
  }
}

/// Walks a winning plan from its outermost stage inwards.
private struct PlanReading {
  var stages: [String] = []
  var indexName: String?
  var indexKeys: BSONDocument?

  mutating func read(_ stage: BSONDocument) {
    if let inner = stage["inputStage"]?.documentValue { read(inner) }
    for inner in stage["inputStages"]?.arrayValue ?? [] { inner.documentValue.map { read($0) } }
    if indexName == nil, let name = stage["indexName"]?.stringValue {
      indexName = name
      indexKeys = stage["keyPattern"]?.documentValue
    }
    if let name = stage["stage"]?.stringValue { stages.append(name) }
  }
}
