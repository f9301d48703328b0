package import BSON
internal import CMongo

/// Views of encoded documents in somebody else's memory, ready to be sent as one unordered insert. Reused from batch to
/// batch, so that sending allocates nothing per document.
package struct InsertBatch: ~Copyable {
  /// `capacity` aligned `bson_t`, and pointers to them for C.
  private let views: UnsafeMutableRawPointer
  private let pointers: UnsafeMutablePointer<OpaquePointer?>
  private let stride: Int
  package let capacity: Int
  package private(set) var count = 0

  package init(capacity: Int) {
    self.capacity = capacity
    stride = (onepw_bson_size + onepw_bson_alignment - 1) / onepw_bson_alignment * onepw_bson_alignment
    views = .allocate(byteCount: stride * capacity, alignment: onepw_bson_alignment)
    pointers = .allocate(capacity: capacity)
  }

  deinit {
    views.deallocate()
    pointers.deallocate()
  }

  /// SAFETY: `document` is valid BSON and stays where it is until the batch has been sent or cleared.
  package mutating func append(_ document: UnsafeRawBufferPointer) {
    precondition(count < capacity, "the batch is full")
    let view = OpaquePointer(views + count * stride)
    precondition(
      bson_init_static(view, document.baseAddress?.assumingMemoryBound(to: UInt8.self), document.count), "not BSON")
    pointers[count] = view
    count += 1
  }

  package mutating func removeAll() { count = 0 }

  /// What became of an insert that reached the server.
  package struct Outcome: Sendable {
    package struct Refusal: Sendable {
      package let index: Int
      package let code: Int
    }
    package let inserted: Int
    /// One for each document that the server did not take, by its place in the batch.
    package let refusals: [Refusal]
    /// The writes were done, but the write concern was not met.
    package let writeConcernError: MongoError?
  }

  /// Sends all documents of the batch, each on its own merits.
  ///
  /// - Throws: When the command itself failed: the network, an election, no rights. Some documents may be stored then.
  package func send(
    by client: borrowing MongoClient, to collection: String, of database: String, options: BSONDocument = [:]
  ) throws(MongoError) -> Outcome {
    let target = mongoc_client_get_collection(client.handle, database, collection)
    defer { mongoc_collection_destroy(target) }
    let all = BSONDocument(
      options.map { ($0.key, $0.value) } + [("ordered", .bool(false)), ("validate", .bool(false))])
    var error = bson_error_t()
    var succeeded = false
    let answer = reply { answer in
      all.withCBSON { options in
        succeeded = mongoc_collection_insert_many(target, pointers, count, options, answer, &error)
      }
    }
    let operation = "insert into \(collection)"
    let outcome = try Outcome(
      answer, succeeded: succeeded, error: error, stored: "insertedCount", operation: operation)
    // The driver sends more than 48 MB as several messages: when one breaks after another had refusals, the reply tells of these alone.
    guard outcome.writeConcernError != nil || outcome.inserted + outcome.refusals.count == count else {
      throw MongoError(kind: .transient, operation: operation, cause: "the connection broke in the middle of a batch")
    }
    return outcome
  }
}

extension InsertBatch.Outcome {
  /// Reads the reply of a bulk write. Refused documents and an unmet write concern are outcomes, not errors.
  init(_ answer: BSONDocument, succeeded: Bool, error: bson_error_t, stored: String, operation: String)
    throws(MongoError)
  {
    let refusals = (answer["writeErrors"]?.arrayValue ?? []).compactMap { entry -> Refusal? in
      guard let entry = entry.documentValue, let index = entry["index"]?.intValue else { return nil }
      return Refusal(index: index, code: entry["code"]?.intValue ?? 0)
    }
    let concern = answer["writeConcernErrors"]?.arrayValue?.first?.documentValue
    guard succeeded || !refusals.isEmpty || concern != nil else {
      throw MongoError(error, reply: answer, operation: operation)
    }
    self.init(
      inserted: answer[stored]?.intValue ?? 0, refusals: refusals,
      writeConcernError: concern.map {
        MongoError(
          code: $0["code"]?.intValue ?? 64, text: $0["errmsg"]?.stringValue ?? "write concern not met",
          operation: operation)
      })
  }
}
