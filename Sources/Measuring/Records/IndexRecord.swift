package import BSON

/// One index: of the catalogue, of somebody else, or missing.
package struct IndexRecord: Record {
  package static let kind = "index"

  package let collection: String
  package let name: String
  package let keys: BSONDocument
  package let state: CatalogueState
  package let isUnique: Bool
  package let isRedundant: Bool
  package let isHidden: Bool
  package let isBuilding: Bool
  package let expireAfter: Int?
  package let size: Int?
  /// How often it was used, on each member that answered; nil where there is no index.
  package let usage: Reading<[IndexUsage]>?
  /// Whether every member that holds the data has answered, so that "unused" can be said.
  package let isUsageComplete: Bool
  /// Operations a second against the sample before, where there is one.
  package var rate: Double?

  /// Reads that used it, over all members.
  package var operations: Int? { usage?.value.map { $0.reduce(0) { $0 + $1.operations } } }

  /// Since when all members have counted: the latest of their starts.
  package var since: BSONDate? { usage?.value?.map(\.since).max() }

  /// No query has used it since `since`, on any member. Indexes that constrain or expire have other work than queries.
  package var isUnused: Bool {
    isUsageComplete && operations == 0 && !isUnique && expireAfter == nil && name != "_id_"
  }

  package var document: BSONDocument {
    var fields = RecordFields()
    fields.add("collection", collection)
    fields.add("index", name)
    fields.add("keys", .document(keys))
    fields.add("state", state.rawValue)
    fields.flag("unique", isUnique)
    fields.add("expire_after_seconds", expireAfter)
    fields.add("size_bytes", size)
    fields.add(usage?.gap)
    fields.add("operations", operations)
    fields.add("since", since)
    if let members = usage?.value { fields.add("members", .array(members.map { .document($0.document) })) }
    fields.flag("unused", isUnused)
    fields.flag("redundant", isRedundant)
    fields.flag("hidden", isHidden)
    fields.flag("building", isBuilding)
    fields.add("operations_per_second", rate)
    return fields.document
  }
}

/// What one member counts for an index since `since`: its own start, or the index's making.
package struct IndexUsage: Sendable, Equatable {
  package let member: String
  package let operations: Int
  package let since: BSONDate

  var document: BSONDocument {
    var fields = RecordFields()
    fields.add("member", member)
    fields.add("operations", operations)
    fields.add("since", since)
    return fields.document
  }
}

extension IndexUsage {
  /// One document of `$indexStats`.
  init?(_ reply: BSONDocument, on member: String) {
    guard let since = reply.value(at: "accesses.since")?.dateValue else { return nil }
    self.init(member: member, operations: reply.value(at: "accesses.ops")?.wholeNumber ?? 0, since: since)
  }
}
