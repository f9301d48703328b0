package import BSON
internal import CMongo

extension MongoClient {
  /// Runs `find` and hands each document's bytes to `body` until that returns false or the end.
  ///
  /// The bytes are lent for the call. Options are those of the command: `sort`, `limit`, `projection`, `hint`,
  /// `batchSize`, `maxTimeMS`, `comment`, `allowDiskUse`.
  package func find(
    _ filter: BSONDocument, in collection: String, of database: String, options: BSONDocument = [:],
    doing operation: String, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(MongoError) {
    let source = mongoc_client_get_collection(handle, database, collection)
    defer { mongoc_collection_destroy(source) }
    let cursor = filter.withCBSON { filter in
      options.withCBSON { options in mongoc_collection_find_with_opts(source, filter, options, nil) }
    }
    try drain(required(cursor, from: "mongoc_collection_find_with_opts"), doing: operation, body)
  }

  /// Runs an aggregation and hands each document's bytes to `body` until that returns false or the end.
  ///
  /// - Parameter collection: The collection, or nil for a pipeline on the database (`$currentOp`, `$listLocalSessions`).
  package func aggregate(
    _ pipeline: [BSONDocument], in collection: String?, of database: String, options: BSONDocument = [:],
    doing operation: String, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(MongoError) {
    let stages: BSONDocument = ["pipeline": .array(pipeline.map(BSONValue.document))]
    let cursor = stages.withCBSON { stages in
      options.withCBSON { options -> OpaquePointer? in
        if let collection {
          let source = mongoc_client_get_collection(handle, database, collection)
          defer { mongoc_collection_destroy(source) }
          return mongoc_collection_aggregate(source, MONGOC_QUERY_NONE, stages, options, nil)
        }
        let source = mongoc_client_get_database(handle, database)
        defer { mongoc_database_destroy(source) }
        return mongoc_database_aggregate(source, stages, options, nil)
      }
    }
    try drain(required(cursor, from: "mongoc_collection_aggregate"), doing: operation, body)
  }

  /// Runs a command whose reply is a cursor (`listIndexes`, `listCollections`) and gives all of its documents: for
  /// answers known to be small.
  package func list(
    _ command: BSONDocument, in database: String, doing operation: String
  ) throws(MongoError) -> [BSONDocument] {
    let first = try run(command, in: database, doing: operation)
    var documents: [BSONDocument] = []
    let cursor = first.withCBSON { first in
      // The driver takes the reply it is given for its own.
      mongoc_cursor_new_from_command_reply_with_opts(handle, bson_copy(first), nil)
    }
    try drain(required(cursor, from: "mongoc_cursor_new_from_command_reply_with_opts"), doing: operation) { bytes in
      documents.append(BSONDocument(unchecked: [UInt8](bytes)))
      return true
    }
    return documents
  }

  /// Collects all documents of an aggregation: for answers known to be small.
  package func aggregate(
    _ pipeline: [BSONDocument], in collection: String?, of database: String, options: BSONDocument = [:],
    doing operation: String
  ) throws(MongoError) -> [BSONDocument] {
    var documents: [BSONDocument] = []
    try aggregate(pipeline, in: collection, of: database, options: options, doing: operation) { bytes in
      documents.append(BSONDocument(unchecked: [UInt8](bytes)))
      return true
    }
    return documents
  }

  /// Collects all documents of a find: for answers known to be small.
  package func find(
    _ filter: BSONDocument, in collection: String, of database: String, options: BSONDocument = [:],
    doing operation: String
  ) throws(MongoError) -> [BSONDocument] {
    var documents: [BSONDocument] = []
    try find(filter, in: collection, of: database, options: options, doing: operation) { bytes in
      documents.append(BSONDocument(unchecked: [UInt8](bytes)))
      return true
    }
    return documents
  }

  /// Owns the cursor: destroying one that is not at its end tells the server to forget it.
  private func drain(
    _ cursor: OpaquePointer, doing operation: String, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(MongoError) {
    defer { mongoc_cursor_destroy(cursor) }
    ReadAhead(cursor).drain(body)
    var error = bson_error_t()
    var answer: OpaquePointer?
    if mongoc_cursor_error_document(cursor, &error, &answer) {
      throw MongoError(error, reply: answer.map(BSONDocument.init(copying:)), operation: operation)
    }
  }
}
