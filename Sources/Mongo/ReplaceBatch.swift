package import BSON
internal import CMongo

/// Whole documents that take the place of stored ones, in order, in one round trip.
package struct ReplaceBatch: ~Copyable {
  private let bulk: OpaquePointer
  package private(set) var count = 0

  package init(to collection: String, of database: String, by client: borrowing MongoClient, options: BSONDocument) {
    let target = mongoc_client_get_collection(client.handle, database, collection)
    defer { mongoc_collection_destroy(target) }
    bulk = options.withCBSON { required(mongoc_collection_create_bulk_operation_with_opts(target, $0), from: "bulk") }
  }

  deinit { mongoc_bulk_operation_destroy(bulk) }

  /// Replaces the document that `filter` selects, keeping its `_id`. `document` is copied.
  package mutating func replace(_ filter: BSONDocument, with document: BSONDocument) {
    let options: BSONDocument = ["validate": .bool(false)]
    filter.withCBSON { filter in
      document.withCBSON { document in
        options.withCBSON { options in
          _ = mongoc_bulk_operation_replace_one_with_opts(bulk, filter, document, options, nil)
        }
      }
    }
    count += 1
  }

  /// Sends all. Documents that the server did not take are told by their place in the batch.
  package consuming func send(to collection: String) throws(MongoError) -> InsertBatch.Outcome {
    var error = bson_error_t()
    var succeeded = false
    let answer = reply { succeeded = mongoc_bulk_operation_execute(bulk, $0, &error) != 0 }
    return try InsertBatch.Outcome(
      answer, succeeded: succeeded, error: error, stored: "nModified", operation: "replace in \(collection)")
  }
}
