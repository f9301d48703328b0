package import BSON

/// Something that could not even be listed: which records would have come, and why they did not.
package struct Withheld: Sendable, Equatable {
  /// The kind of the records that are not there.
  package let kind: String
  /// Of which collection, where it is one's.
  package let collection: String?
  package let gap: Gap

  package func line(at time: BSONDate) -> BSONDocument {
    var fields = RecordFields()
    fields.add("kind", kind)
    fields.add("time", time)
    fields.add("collection", collection)
    fields.add(gap)
    return fields.document
  }
}
